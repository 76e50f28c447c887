import { Command, CommanderError, Help, type Option } from 'commander';
import { CouldNotRun, reasonOf } from './errors.ts';
import { packageVersion } from './package-root.ts';
import type { Terminal } from './terminal.ts';

type MakeCommand = (terminal: Terminal) => Command;

/**
 * The commands, in the order of a portfolio's life. Adding one is adding its file here. A file is loaded when its
 * command is run or listed: a `check` need not wait for what a server is made of.
 */
const commands: Readonly<Record<string, () => Promise<MakeCommand>>> = {
  init: async () => (await import('./init.ts')).initCommand,
  new: async () => (await import('./new.ts')).newCommand,
  dev: async () => (await import('./dev.ts')).devCommand,
  check: async () => (await import('./check.ts')).checkCommand,
  build: async () => (await import('./build.ts')).buildCommand,
  preview: async () => (await import('./preview.ts')).previewCommand,
  profile: async () => (await import('./profile.ts')).profileCommand,
  evidence: async () => (await import('./evidence.ts')).evidenceCommand,
  approve: async () => (await import('./approve.ts')).approveCommand,
  confirm: async () => (await import('./confirm.ts')).confirmCommand,
  impact: async () => (await import('./impact.ts')).impactCommand,
  diff: async () => (await import('./diff.ts')).diffCommand,
  export: async () => (await import('./export.ts')).exportCommand,
};

/**
 * Runs the command line and returns its exit code: 0 done, 1 findings at error, 2 could not run, 130 stopped by the
 * person. Whatever goes
 * wrong ends in one line on the error stream, never in a stack trace (`CASEBOOK_DEBUG=1` shows it).
 * @param load how commands are loaded, by the first word of the line.
 */
export async function run(
  args: readonly string[],
  terminal: Terminal,
  load: typeof loadCommands = loadCommands,
): Promise<number> {
  try {
    const words = asked(args);
    const root = program(terminal, await load(words[0]));
    await root.parseAsync(words, { from: 'user' });
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

/** A command line with `help evidence add` as `evidence add --help`: commander’s own help looks one command deep. */
function asked(args: readonly string[]): string[] {
  const [first, command, ...more] = args;
  if (first !== 'help' || command === undefined) return [...args];
  return Object.hasOwn(commands, command) ? [command, ...more, '--help'] : [command];
}

/** The file that a system error is about: ` (/srv/site)`. */
const placeOf = (error: unknown): string => {
  const file = error instanceof Error ? (error as NodeJS.ErrnoException).path : undefined;
  return file === undefined ? '' : ` (${file})`;
};

/** Loads the commands that it takes to answer a command line that begins with this word. */
export function loadCommands(first: string | undefined): Promise<MakeCommand[]> {
  if (first === '--version' || first === '-V') return Promise.resolve([]);
  const named =
    first !== undefined && Object.hasOwn(commands, first) ? [commands[first]!] : Object.values(commands);
  return Promise.all(named.map((load) => load()));
}

function program(terminal: Terminal, loaded: readonly MakeCommand[]): Command {
  const root = new Command('casebook')
    .description(
      'Turns a folder of MDX artefacts and evidence files into a portfolio that a model can be defended with.',
    )
    .version(packageVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help for a command');
  for (const command of loaded) root.addCommand(command(terminal));
  prepare(root, terminal);
  return root;
}

function prepare(command: Command, terminal: Terminal): void {
  command
    .exitOverride()
    .showSuggestionAfterError()
    .configureHelp({ optionDescription })
    .configureOutput({
      writeOut: terminal.out,
      writeErr: terminal.err,
      outputError: (text, write) => write(`casebook: ${onOneLine(text)}\n`),
    });
  for (const inner of command.commands) prepare(inner, terminal);
}

/** What help says of an option; that a list of words is empty unless they are given goes without saying. */
function optionDescription(this: Help, option: Option): string {
  const { defaultValue, description } = option;
  const isEmpty = typeof defaultValue === 'object' && Object.keys(defaultValue as object).length === 0;
  return isEmpty ? description : Help.prototype.optionDescription.call(this, option);
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
