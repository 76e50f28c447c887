import fs from 'node:fs';
import path from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import zlib from 'node:zlib';
import { compareText } from '../core/compare.ts';
import { formatOf } from '../profile/sql/sources.ts';
import { CouldNotRun, reasonOf } from './errors.ts';
import { resolvePath } from './paths.ts';
import type { Terminal } from './terminal.ts';

/**
 * The files of raw rows that names and patterns mean, absolute and sorted.
 * @throws {CouldNotRun} when a pattern means none, and for files that are not what their endings say.
 */
export function findRawFiles(terminal: Terminal, patterns: readonly string[], option: string): string[] {
  const files = new Set<string>();
  for (const pattern of patterns) {
    if (/^[a-z][a-z0-9+.-]+:\/\//i.test(pattern)) {
      throw new CouldNotRun(
        `${option}: ${pattern} is an address; rows are read from files on this machine only`,
      );
    }
    const found = filesOf(terminal, pattern);
    if (found.length === 0) throw new CouldNotRun(`${option}: no file matches ${pattern}`);
    for (const file of found) files.add(file);
  }
  const sorted = [...files].sort(compareText);
  for (const file of sorted) checkFile(file, path.relative(terminal.cwd, file));
  return sorted;
}

/**
 * Demands that compressed files are whole. The engine takes what there is of one that was cut off for all of it, and a
 * batch would be short of rows that nobody misses.
 * @throws {CouldNotRun} for the first that is not.
 */
export async function checkPacked(terminal: Terminal, files: readonly string[]): Promise<void> {
  for (const file of files) {
    // Node before 22.15 knows no Zstandard.
    const unpack = {
      gz: zlib.createGunzip,
      zst: zlib.createZstdDecompress as typeof zlib.createZstdDecompress | undefined,
      none: undefined,
    }[packingOf(file) ?? 'none']?.();
    if (unpack === undefined) continue;
    const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
    try {
      await pipeline(fs.createReadStream(file), unpack, nowhere);
    } catch (error) {
      throw new CouldNotRun(
        `${path.relative(terminal.cwd, file)} cannot be unpacked to its end (${reasonOf(error)}); it is cut off or damaged: copy or write it again`,
      );
    }
  }
}

const packingOf = (file: string): 'gz' | 'zst' | null =>
  (/\.(gz|zst)$/i.exec(file)?.[1]?.toLowerCase() as 'gz' | 'zst' | undefined) ?? null;

/** A file of this very name goes before a pattern: names may hold brackets. */
function filesOf(terminal: Terminal, pattern: string): string[] {
  const named = resolvePath(terminal, pattern);
  const stat = fs.statSync(named, { throwIfNoEntry: false });
  if (stat?.isFile()) return [named];
  if (stat?.isDirectory())
    throw new CouldNotRun(`${pattern} is a folder; name its files, such as '${pattern}/*.parquet'`);
  return fs
    .globSync(pattern, { cwd: terminal.cwd })
    .map((file) => resolvePath(terminal, file))
    .filter((file) => fs.statSync(file, { throwIfNoEntry: false })?.isFile());
}

function checkFile(file: string, shown: string): void {
  const format = formatOf(file);
  if (format === null) {
    throw new CouldNotRun(
      `${shown}: its ending says no format that is read; .parquet, .csv, .tsv, .ndjson and .jsonl are, the text ones also as .gz or .zst`,
    );
  }
  const found = looksLike(firstBytes(file, shown));
  const expected = packingOf(file) ?? (format === 'parquet' ? 'parquet' : 'text');
  if (found === expected || (found === 'empty' && expected === 'text')) return;
  const names = {
    gz: 'gzip',
    zst: 'Zstandard',
    parquet: 'Parquet',
    text: 'text',
    binary: 'neither text nor Parquet',
    empty: 'empty',
  };
  const said = names[expected];
  throw new CouldNotRun(
    `${shown} is not what its ending says: ${said} was expected, and it is ${names[found]}`,
  );
}

function firstBytes(file: string, shown: string): Buffer {
  try {
    const handle = fs.openSync(file, 'r');
    try {
      const bytes = Buffer.alloc(4096);
      return bytes.subarray(0, fs.readSync(handle, bytes, 0, bytes.length, 0));
    } finally {
      fs.closeSync(handle);
    }
  } catch (error) {
    throw new CouldNotRun(`cannot read ${shown}: ${reasonOf(error)}`);
  }
}

/** What the first bytes are of. Sources: RFC 1952, RFC 8878, the Parquet format's magic number. */
function looksLike(bytes: Buffer): 'gz' | 'zst' | 'parquet' | 'text' | 'binary' | 'empty' {
  if (bytes.length === 0) return 'empty';
  if (bytes.subarray(0, 2).equals(Buffer.from([0x1f, 0x8b]))) return 'gz';
  if (bytes.subarray(0, 4).equals(Buffer.from([0x28, 0xb5, 0x2f, 0xfd]))) return 'zst';
  if (bytes.subarray(0, 4).toString('latin1') === 'PAR1') return 'parquet';
  return bytes.includes(0) ? 'binary' : 'text';
}
