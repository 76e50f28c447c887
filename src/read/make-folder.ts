import fs from 'node:fs';
import path from 'node:path';

/**
 * Makes a folder and those above it that are missing, one at a time. `mkdirSync` with `recursive` never ends in Node 24
 * where the system says that a folder cannot be there although its parent is, as below `/proc`.
 * @param mode of the folders that are made.
 * @throws {Error} when one cannot be made; the system's own error unless that would name the wrong thing.
 */
export function makeFolder(folder: string, mode?: number): void {
  if (fs.existsSync(folder) && fs.statSync(folder).isDirectory()) return;
  const parent = path.dirname(folder);
  if (!fs.existsSync(parent)) makeFolder(parent, mode);
  try {
    fs.mkdirSync(folder, mode);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new Error(`no folder can be made in ${parent}`, { cause: error });
    // Somebody else may have made it meanwhile.
    if (code !== 'EEXIST' || !fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}
