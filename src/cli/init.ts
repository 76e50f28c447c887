import fs from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { makeFolder } from '../read/make-folder.ts';
import { CouldNotRun, reasonOf } from './errors.ts';
import { listFiles } from './manifest.ts';
import { packageRoot } from './package-root.ts';
import { quoted, resolvePath, showPath } from './paths.ts';
import type { Terminal } from './terminal.ts';

/** Files whose real names npm or git would act on while they are part of the package. */
const dotfiles: Record<string, string> = { gitattributes: '.gitattributes' };

/** `casebook init`: a starter portfolio that already passes `check`, to learn from and to replace. */
export const initCommand = (terminal: Terminal): Command =>
  new Command('init')
    .description('make a starter portfolio that already passes check')
    .argument('[folder]', 'where it goes; must be new or empty', 'content')
    .action((given: string) => {
      const folder = resolvePath(terminal, given);
      const stat = fs.statSync(folder, { throwIfNoEntry: false });
      if (stat && !stat.isDirectory())
        throw new CouldNotRun(`${given} is a file; a portfolio needs a folder`);
      if (stat && fs.readdirSync(folder).some((name) => name !== '.git')) {
        throw new CouldNotRun(`${given} is not empty; choose a new folder`);
      }
      const starter = path.join(packageRoot(), 'src/cli/starter');
      const files = listFiles(starter);
      const beside = `${folder}.casebook-${process.pid}`;
      try {
        for (const file of files) {
          const target = path.join(beside, dotfiles[file] ?? file);
          makeFolder(path.dirname(target));
          fs.copyFileSync(path.join(starter, file), target);
        }
        // Whole or not at all. A folder that was there, empty or with its `.git`, keeps its place.
        makeFolder(folder);
        for (const name of fs.readdirSync(beside))
          fs.renameSync(path.join(beside, name), path.join(folder, name));
      } catch (error) {
        throw new CouldNotRun(`cannot write ${given}: ${reasonOf(error)}`);
      } finally {
        fs.rmSync(beside, { recursive: true, force: true });
      }
      const shown = showPath(terminal, folder);
      const typed = quoted(shown);
      terminal.out(
        `A starter portfolio of ${files.length} files in ${shown}. Next:\n` +
          `  casebook check ${typed}    what is missing or contradictory\n` +
          `  casebook dev ${typed}      read it in the browser while you write\n`,
      );
    });
