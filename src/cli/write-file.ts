import fs from 'node:fs';
import path from 'node:path';
import { makeFolder } from '../read/make-folder.ts';
import { CouldNotRun, reasonOf } from './errors.ts';

/**
 * Writes a file whole or not at all: beside it first, then moved over it. Folders above it are made.
 * @throws {CouldNotRun}
 */
export function writeFileWhole(file: string, content: string | Uint8Array, shown: string = file): void {
  const beside = path.join(path.dirname(file), `.${path.basename(file)}.casebook-${process.pid}`);
  try {
    makeFolder(path.dirname(file));
    fs.writeFileSync(beside, content);
    fs.renameSync(beside, file);
  } catch (error) {
    fs.rmSync(beside, { force: true });
    throw new CouldNotRun(`cannot write ${shown}: ${reasonOf(error)}`);
  }
}

/**
 * Writes a result where it was asked for, unless a file of the portfolio stands there: a slip in `--out` must not
 * cost the record that the result is of.
 * @throws {CouldNotRun}
 */
export function writeResult(content: string, file: string, result: string | Uint8Array, shown: string): void {
  const way = path.relative(content, file);
  const isWithin = way !== '..' && !way.startsWith('..' + path.sep) && !path.isAbsolute(way);
  if (isWithin && fs.existsSync(file) && fs.statSync(file).isFile()) {
    throw new CouldNotRun(`${shown} is a file of the portfolio; write beside it, or remove it first`);
  }
  writeFileWhole(file, result, shown);
}

/**
 * Reads a text file; `null` when there is none.
 * @throws {CouldNotRun} when it is there and cannot be read.
 */
export function readTextIfThere(file: string, shown: string = file): string | null {
  if (!fs.existsSync(file)) return null;
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    throw new CouldNotRun(`cannot read ${shown}: ${reasonOf(error)}`);
  }
}
