import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Reading } from './document.ts';
import { makeFolder } from './make-folder.ts';

/** What earlier runs made of files, by a key that names the bytes and all else it was made with. */
export interface Cache<T> {
  get: (key: string) => T | undefined;
  set: (key: string, made: T) => void;
  /** Writes what was used in this run, in one move; what was not used is forgotten. */
  write: () => void;
}

/** Readings of earlier runs. */
export type ReadingCache = Cache<Reading>;

interface Stored<T> {
  version: string;
  made: Record<string, T>;
}

/** The key of a file with these bytes. */
export const keyOf = (file: string, digest: string): string => `${digest}:${file}`;

/** A cache that keeps nothing. */
export const noCache = <T>(): Cache<T> => ({
  get: () => undefined,
  set: () => undefined,
  write: () => undefined,
});

/**
 * Opens a cache of a content folder. It is never inside the content, which holds only what people wrote. A cache that
 * cannot be read, is broken or was made by other code counts as empty; one that cannot be written is given up without
 * a word, since it changes nothing but the time.
 * @param content the folder that was read.
 * @param cacheDir the folder of the cache; without one, nothing is kept.
 * @param options name of the file without its ending, the version of the code that makes things (see
 *   `readCodeVersion`), and whether something that was kept is what it should be.
 */
export function openCache<T>(
  content: string,
  cacheDir: string | null | undefined,
  { name, version, isSound }: { name: string; version: () => string; isSound: (made: unknown) => boolean },
): Cache<T> {
  if (cacheDir === undefined || cacheDir === null) return noCache();
  const full = path.resolve(cacheDir);
  if (full === content || full.startsWith(content + path.sep)) return noCache();
  const file = path.join(full, `${name}.json`);
  const code = version();
  const before = readStored<T>(file, code, isSound);
  const now: Record<string, T> = {};
  let fresh = 0;
  return {
    get: (key) => {
      const made = Object.hasOwn(before, key) ? before[key] : undefined;
      if (made !== undefined) now[key] = made;
      return made;
    },
    set: (key, made) => {
      fresh += 1;
      now[key] = made;
    },
    write: () => {
      const same = fresh === 0 && Object.keys(now).length === Object.keys(before).length;
      if (!same) writeStored(file, { version: code, made: now });
    },
  };
}

function readStored<T>(
  file: string,
  version: string,
  isSound: (made: unknown) => boolean,
): Record<string, T> {
  try {
    const stored = JSON.parse(readFileSync(file, 'utf8')) as Partial<Stored<T>> | null;
    const made = stored?.version === version ? stored.made : undefined;
    return made && Object.values(made).every(isSound) ? made : {};
  } catch {
    return {};
  }
}

/** Whether something that was kept is the reading of a file. */
export const isReading = (value: unknown): boolean => {
  const reading = value as Partial<Reading> | null;
  return typeof reading?.document?.file === 'string' && Array.isArray(reading.drafts);
};

function writeStored(file: string, stored: Stored<unknown>): void {
  const beside = `${file}.${process.pid}`;
  try {
    makeFolder(path.dirname(file));
    writeFileSync(beside, JSON.stringify(stored));
    renameSync(beside, file);
  } catch {
    // Nothing of it may be left half written; where nothing could be written, there is nothing to remove.
    if (existsSync(beside)) rmSync(beside, { force: true });
  }
}
