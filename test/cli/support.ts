/** What tests of the command line share: temporary folders, a terminal that remembers, the starter to work on. */
import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import { run } from '../../src/cli/program.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import { compiledDir } from '../site/compiled-dir.ts';

export const root = path.resolve(import.meta.dirname, '../..');
const starter = path.join(root, 'src/cli/starter');
const made: string[] = [];

afterAll(() => {
  for (const folder of made) fs.rmSync(folder, { recursive: true, force: true });
});

/** A new empty folder, removed after the test file. */
export function temporaryFolder(): string {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'casebook-test-')));
  made.push(folder);
  return folder;
}

/** The cache that a command uses in a folder; the compiled pages that a build finds there are those of all tests. */
function cacheFor(command: string | undefined, cwd: string): string {
  const cache = path.join(cwd, '.cache');
  const pages = path.join(cache, 'pages');
  if (command === 'build' && !fs.existsSync(pages)) {
    fs.mkdirSync(compiledDir, { recursive: true });
    fs.mkdirSync(cache, { recursive: true });
    fs.symlinkSync(compiledDir, pages);
  }
  return cache;
}

/** A new folder with the starter portfolio as `demo`. */
export function folderWithStarter(): string {
  const folder = temporaryFolder();
  fs.cpSync(starter, path.join(folder, 'demo'), { recursive: true });
  return folder;
}

/** What a command left behind. */
export interface Outcome {
  code: number;
  out: string;
  err: string;
}

/** Runs the command line in this process, in a folder, on 20 November 2026. */
export async function runIn(
  cwd: string,
  args: readonly string[],
  more: Partial<Terminal> = {},
): Promise<Outcome> {
  const outcome = { code: -1, out: '', err: '' };
  const terminal: Terminal = {
    out: (text) => (outcome.out += text),
    err: (text) => (outcome.err += text),
    colour: false,
    width: 100,
    cwd,
    env: { CASEBOOK_CACHE: cacheFor(args[0], cwd) },
    today: () => '2026-11-20',
    stopped: () => Promise.resolve(),
    exitCode: 0,
    ...more,
  };
  outcome.code = await run(args, terminal);
  return outcome;
}

/** Starts the command line as a process of its own. */
export function start(cwd: string, args: readonly string[], env: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, [path.join(root, 'src/cli/main.ts'), ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, CASEBOOK_CACHE: cacheFor(args[0], cwd), NO_COLOR: '1', ...env },
  });
}

/** Runs the command line as a process of its own, to its end. */
export function spawnIn(
  cwd: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<Outcome> {
  const child = start(cwd, args, env);
  const outcome = { code: -1, out: '', err: '' };
  child.stdout?.on('data', (data: Buffer) => (outcome.out += data.toString()));
  child.stderr?.on('data', (data: Buffer) => (outcome.err += data.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ ...outcome, code: code ?? -1 }));
  });
}

/** Every file below a folder with its content as text, sorted: to see that nothing else changed. */
export function snapshot(folder: string): Record<string, string> {
  return Object.fromEntries(
    fs
      .readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [path.relative(folder, file), fs.readFileSync(file, 'latin1')]),
  );
}

/** Replaces a text in a file that must hold it. */
export function edit(file: string, from: string, to: string): void {
  const text = fs.readFileSync(file, 'utf8');
  if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
  fs.writeFileSync(file, text.replace(from, to));
}
