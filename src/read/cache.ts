import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Reading } from './document.ts';

/** Readings of earlier runs, by file name and digest. */
export interface ReadingCache {
  get: (file: string, digest: string) => Reading | undefined;
  set: (reading: Reading) => void;
  /** Writes what was used in this run, in one move; what was not used is forgotten. */
  write: () => void;
}

interface Stored {
  version: string;
  readings: Record<string, Reading>;
}

const keyOf = (file: string, digest: string): string => `${digest}:${file}`;

/** A cache that keeps nothing. */
export const noCache: ReadingCache = { get: () => undefined, set: () => undefined, write: () => undefined };

/**
 * Opens the cache in a folder. A cache that cannot be read, is broken or was made by other code counts as empty;
 * one that cannot be written is given up without a word, since it changes nothing but the time.
 * @param name of the file, without its ending.
 * @param version of the code that reads, see `readCodeVersion`.
 */
export function openCache(folder: string, name: string, version: string): ReadingCache {
  const file = path.join(folder, `${name}.json`);
  const before = readStored(file, version);
  const now: Record<string, Reading> = {};
  let fresh = 0;
  return {
    get: (document, digest) => {
      const key = keyOf(document, digest);
      const reading = Object.hasOwn(before, key) ? before[key] : undefined;
      if (reading) now[key] = reading;
      return reading;
    },
    set: (reading) => {
      fresh += 1;
      now[keyOf(reading.document.file, reading.document.digest)] = reading;
    },
    write: () => {
      const same = fresh === 0 && Object.keys(now).length === Object.keys(before).length;
      if (!same) writeStored(file, { version, readings: now });
    },
  };
}

function readStored(file: string, version: string): Record<string, Reading> {
  try {
    const stored = JSON.parse(readFileSync(file, 'utf8')) as Partial<Stored> | null;
    const readings = stored?.version === version ? stored.readings : undefined;
    if (!readings || !Object.values(readings).every(isReading)) return {};
    return readings;
  } catch {
    return {};
  }
}

const isReading = (value: unknown): boolean => {
  const reading = value as Partial<Reading> | null;
  return typeof reading?.document?.file === 'string' && Array.isArray(reading.drafts);
};

function writeStored(file: string, stored: Stored): void {
  const beside = `${file}.${process.pid}`;
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(beside, JSON.stringify(stored));
    renameSync(beside, file);
  } catch {
    // Nothing of it may be left half written; where nothing could be written, there is nothing to remove.
    if (existsSync(beside)) rmSync(beside, { force: true });
  }
}
