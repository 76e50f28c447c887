import fs from 'node:fs';
import path from 'node:path';
import { makeFolder } from '../read/make-folder.ts';
import { CouldNotRun, reasonOf } from './errors.ts';
import { listFiles, manifestName, readManifest } from './manifest.ts';

/**
 * Refuses a place that a site must not be written to: a file, a folder with anything that Casebook did not
 * write, or a folder that the content is in or that is in the content.
 * @throws {CouldNotRun}
 */
export function assertPublishable(out: string, content: string, shown: string): void {
  if (path.relative(content, out) === '') {
    throw new CouldNotRun(`${shown} is the content folder itself; choose a folder beside it`);
  }
  if (isWithin(out, content)) {
    throw new CouldNotRun(
      `${shown} is inside the content folder, which would then read its own site; choose a folder beside it`,
    );
  }
  if (isWithin(content, out)) {
    throw new CouldNotRun(`${shown} holds the content folder; choose a folder beside it`);
  }
  const stat = fs.statSync(out, { throwIfNoEntry: false });
  if (stat === undefined) return;
  if (!stat.isDirectory()) throw new CouldNotRun(`${shown} is a file; a site needs a folder`);
  if (fs.readdirSync(out).length === 0) return;
  const manifest = readManifest(out);
  if (manifest === null) {
    throw new CouldNotRun(
      `${shown} is not empty and not a site that Casebook built (it has no ${manifestName}); choose another folder or empty it`,
    );
  }
  const own = new Set(manifest.files);
  const foreign = listFiles(out).find((file) => !own.has(file));
  if (foreign !== undefined) {
    throw new CouldNotRun(
      `${shown} holds a file that Casebook did not write: ${foreign}; move it elsewhere or choose another folder`,
    );
  }
}

/**
 * Makes a site in a folder beside its place and moves it there when it is whole. Until then, and whenever
 * `make` fails or the person stops it, the site that stood there stays as it was and nothing is left behind.
 * @throws {CouldNotRun} when the place cannot be written; whatever `make` throws.
 */
export async function publish<T>(out: string, make: (folder: string) => Promise<T>): Promise<T> {
  const place = fs.existsSync(out) ? fs.realpathSync(out) : out;
  const beside = path.join(path.dirname(place), `.${path.basename(place)}.casebook-${process.pid}`);
  const made = missingFolders(path.dirname(place));
  const old = `${beside}-old`;
  const remove = () => {
    fs.rmSync(beside, { recursive: true, force: true });
    if (!fs.existsSync(place)) removeEmpty(made);
  };
  const stop = (signal: NodeJS.Signals) => {
    remove();
    // Only where the new site has taken its place.
    if (fs.existsSync(place)) fs.rmSync(old, { recursive: true, force: true });
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    writing(out, () => {
      fs.rmSync(beside, { recursive: true, force: true });
      makeFolder(beside);
    });
    const result = await make(beside);
    writing(out, () => swap(beside, place, old));
    await removeOld(old, out);
    return result;
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
    remove();
  }
}

/** Two renames with nothing between them; the old site comes back if the second fails. */
function swap(beside: string, place: string, old: string): void {
  if (!fs.existsSync(place)) return fs.renameSync(beside, place);
  fs.renameSync(place, old);
  try {
    fs.renameSync(beside, place);
  } catch (error) {
    fs.renameSync(old, place);
    throw error;
  }
}

/** Removes the site that was replaced: thousands of files go in a fraction of the time when several go at once. */
async function removeOld(old: string, out: string): Promise<void> {
  try {
    await fs.promises.rm(old, { recursive: true, force: true });
  } catch (error) {
    throw new CouldNotRun(
      `the new site is in ${out}, but the one before it could not be removed from ${old}: ${reasonOf(error)}`,
    );
  }
}

function writing(out: string, action: () => void): void {
  try {
    action();
  } catch (error) {
    throw new CouldNotRun(`cannot write ${out}: ${reasonOf(error)}`);
  }
}

/** The folders of a path that do not exist yet, innermost first. */
function missingFolders(folder: string): string[] {
  const missing: string[] = [];
  for (let at = folder; !fs.existsSync(at); at = path.dirname(at)) missing.push(at);
  return missing;
}

/** Takes away folders that were made for a site that did not come about, unless something else moved in. */
function removeEmpty(folders: readonly string[]): void {
  for (const folder of folders) {
    if (!fs.existsSync(folder)) continue;
    if (fs.readdirSync(folder).length > 0) return;
    fs.rmdirSync(folder);
  }
}

const isWithin = (inner: string, outer: string): boolean => {
  const way = path.relative(outer, inner);
  return way === '' || (way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way));
};
