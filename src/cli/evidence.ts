import { Command } from 'commander';
import { addCommand } from './evidence-add.ts';
import { refreshCommand } from './evidence-refresh.ts';
import type { Terminal } from './terminal.ts';

/** `casebook evidence`: the register’s digests, never typed by hand. */
export const evidenceCommand = (terminal: Terminal): Command =>
  new Command('evidence')
    .description('register evidence files and their digests')
    .addCommand(addCommand(terminal))
    .addCommand(refreshCommand(terminal));
