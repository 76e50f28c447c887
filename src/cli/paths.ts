import path from 'node:path';
import type { Terminal } from './terminal.ts';

/** A path from the command line, absolute. */
export const resolvePath = (terminal: Pick<Terminal, 'cwd'>, given: string): string =>
  path.resolve(terminal.cwd, given);

/** A path as a person in this folder would type it: relative when it is below, else absolute. */
export function showPath(terminal: Pick<Terminal, 'cwd'>, absolute: string): string {
  const way = path.relative(terminal.cwd, absolute);
  if (way === '') return '.';
  return way.startsWith('..') ? absolute : way.split(path.sep).join('/');
}

/** A path as it is typed in a shell: in quotes where a sign would be taken for something else. */
export const quoted = (shown: string): string =>
  /^[\p{L}\p{N}_./:@%+,=-]+$/u.test(shown) ? shown : `'${shown.replaceAll("'", `'\\''`)}'`;
