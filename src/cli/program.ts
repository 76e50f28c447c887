import { Command, CommanderError } from 'commander';
import { approveCommand } from './approve.ts';
import { buildCommand } from './build.ts';
import { checkCommand } from './check.ts';
import { confirmCommand } from './confirm.ts';
import { devCommand } from './dev.ts';
import { CouldNotRun, reasonOf } from './errors.ts';
import { evidenceCommand } from './evidence.ts';
import { exportCommand } from './export.ts';
import { initCommand } from './init.ts';
import { newCommand } from './new.ts';
import { packageVersion } from './package-root.ts';
import { previewCommand } from './preview.ts';
import type { Terminal } from './terminal.ts';

/** The commands, in the order of a portfolio's life. Adding one is adding its file here. */
const commands: readonly ((terminal: Terminal) => Command)[] = [
  initCommand,
  newCommand,
  devCommand,
  checkCommand,
  buildCommand,
  previewCommand,
  evidenceCommand,
  approveCommand,
  confirmCommand,
  exportCommand,
];

/**
 * Runs the command line and returns its exit code: 0 done, 1 findings at error, 2 could not run. Whatever goes
 * wrong ends in one line on the error stream, never in a stack trace (`CASEBOOK_DEBUG=1` shows it).
 */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    await program(terminal).parseAsync([...args], { from: 'user' });
    return terminal.exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (terminal.env['CASEBOOK_DEBUG'] && error instanceof Error) terminal.err(`${error.stack ?? ''}\n`);
    const text =
      error instanceof CouldNotRun ? error.message : `unexpected: ${reasonOf(error)}${placeOf(error)}`;
    terminal.err(`casebook: ${text}\n`);
    return 2;
  }
}

/** The file that a system error is about: ` (/srv/site)`. */
const placeOf = (error: unknown): string => {
  const file = error instanceof Error ? (error as NodeJS.ErrnoException).path : undefined;
  return file === undefined ? '' : ` (${file})`;
};

function program(terminal: Terminal): Command {
  const root = new Command('casebook')
    .description(
      'Turns a folder of MDX artefacts and evidence files into a portfolio that a model can be defended with.',
    )
    .version(packageVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help for a command');
  for (const command of commands) root.addCommand(command(terminal));
  prepare(root, terminal);
  return root;
}

function prepare(command: Command, terminal: Terminal): void {
  command
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({
      writeOut: terminal.out,
      writeErr: terminal.err,
      outputError: (text, write) => write(`casebook: ${onOneLine(text)}\n`),
    });
  for (const inner of command.commands) prepare(inner, terminal);
}

/** Commander's error, on one line in Casebook's own way of writing. */
function onOneLine(text: string): string {
  return text
    .trim()
    .replace(/^error: /, '')
    .replace(/\n\(Did you mean (.+)\?\)$/, (_, names: string) =>
      names.startsWith('one of ') ? `; did you mean ${names}?` : `; did you mean \`${names}\`?`,
    )
    .replace(/\s*\n\s*/g, ' ')
    .replace(/'([^']*)'/g, '`$1`');
}
