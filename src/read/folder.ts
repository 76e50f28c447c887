import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import type { FileLink } from '../../plugins/urls.ts';
import { utf8Text } from '../core/utf8.ts';
import type { Document } from '../core/document.ts';
import type { FindingDraft } from '../core/finding.ts';
import { sha256 } from '../core/fingerprint.ts';
import type { Locate } from '../core/place.ts';
import { isReading, noCache, openCache, type ReadingCache } from './cache.ts';
import { readCodeVersion } from './code-version.ts';
import { formatOf, type Reading as CachedReading } from './document.ts';
import { parseFile, type FileReading, type ReadAsset } from './file.ts';
import { createLocate } from './locate.ts';
import { Memory, stampOf } from './memory.ts';
import { decodeText, type Decoded } from './text.ts';
import { unreadable, walk } from './walk.ts';

/** A content folder, read. */
export interface Reading {
  /** Sorted by file. */
  documents: Document[];
  /** Sorted by file. */
  assets: ReadAsset[];
  drafts: FindingDraft[];
  /** Texts by file, lines ended by LF, without byte order mark: for excerpts. */
  texts: Map<string, string>;
  locate: Locate;
  /** Reads the text of an asset anew: evidence is bytes with a digest until somebody needs what stands in it. */
  decode: (file: string) => Decoded | null;
}

export interface ReadOptions {
  /** Folder for the parse cache; none is kept without it, nor inside the content folder. */
  cacheDir?: string | null | undefined;
  /** Whether bodies are rendered; without, `blocks` stay empty, in half the time. True by default. */
  blocks?: boolean | undefined;
}

/** There is no content folder: nothing can be said about it. */
export class MissingContentError extends Error {
  override readonly name = 'MissingContentError';
  readonly folder: string;
  constructor(folder: string, why: string) {
    super(`the content folder \`${folder}\` ${why}`);
    this.folder = folder;
  }
}

/**
 * Reads a content folder: documents with their front matter and bodies, the digests of everything else. Whatever
 * is wrong with a file is a finding, and costs nothing but that file.
 * @throws {MissingContentError} when there is no such folder.
 */
export const readFolder = (content: string, options: ReadOptions = {}): Reading =>
  createReader(content, options)();

/**
 * Makes a function that reads a content folder, as often as it is asked. What has not changed since the time before
 * is the same object: what was made of it can be kept.
 */
export function createReader(content: string, options: ReadOptions = {}): () => Reading {
  const memory = new Memory();
  const blocks = options.blocks ?? true;
  // Parsed files of earlier processes help once; afterwards the memory is nearer.
  let isFirst = true;
  return () => {
    const root = contentRoot(content);
    const cache = isFirst ? cacheFor(root, options) : noCache<CachedReading>();
    isFirst = false;
    const { files, drafts } = walk(root);
    const reading: Reading = {
      documents: [],
      assets: [],
      drafts,
      texts: new Map(),
      locate: (spot) => locate(spot),
      decode: (file) => decodeAsset(root, file, reading),
    };
    const textOf = (file: string) => reading.texts.get(file) ?? textOfAsset(root, file, reading);
    const locate = createLocate(textOf, memory.locators);
    for (const file of files) addTo(reading, root, file, readOne(root, file, memory, { cache, blocks }));
    memory.settle(files);
    cache.write();
    return reading;
  };
}

/** Reads one file, unless it is as it was; a finding when it cannot be read. */
function readOne(
  root: string,
  file: string,
  memory: Memory,
  options: { cache: ReadingCache; blocks: boolean },
): FileReading | FindingDraft {
  try {
    const full = path.join(root, file);
    const stamp = stampOf(full);
    const known = memory.unchanged(file, stamp);
    if (known) return known;
    const bytes = readFileSync(full);
    const digest = sha256(bytes);
    return memory.keep(file, stamp, digest, () => parseFile(file, bytes, { ...options, digest }));
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return unreadable(file, error);
  }
}

const isSystemError = (error: unknown): boolean => error instanceof Error && 'syscall' in error;

function addTo(reading: Reading, root: string, file: string, one: FileReading | FindingDraft): void {
  if ('rule' in one) {
    reading.drafts.push(one);
    return;
  }
  if (one.document) reading.documents.push(one.document);
  if (one.asset) reading.assets.push(one.asset);
  if (one.text !== null) reading.texts.set(file, one.text);
  for (const draft of one.drafts) reading.drafts.push(draft);
  for (const link of one.links) checkLink(root, link, reading);
}

function contentRoot(content: string): string {
  let isFolder: boolean;
  try {
    isFolder = statSync(content).isDirectory();
  } catch {
    throw new MissingContentError(content, 'does not exist');
  }
  if (!isFolder) throw new MissingContentError(content, 'is not a folder');
  return realpathSync(content);
}

const cacheFor = (root: string, { cacheDir, blocks = true }: ReadOptions): ReadingCache =>
  openCache(root, cacheDir, {
    name: blocks ? 'readings' : 'outlines',
    version: readCodeVersion,
    isSound: isReading,
  });

/** Reports a link or an image whose file is not there; links of one folder to another are fine. */
function checkLink(root: string, link: FileLink, reading: Reading): void {
  if (existsSync(path.join(root, link.file))) return;
  reading.drafts.push({
    rule: 'content/url',
    message: `\`${link.written}\` leads to \`${link.file}\`, and there is no such file`,
    at: link.place,
    fix: 'correct the path, or refer to an artefact by its id: `[[id]]`',
  });
}

/** The text of a JSON or CSV asset, kept once somebody asks for a place in it. */
function textOfAsset(root: string, file: string, reading: Reading): string | undefined {
  const format = formatOf(file);
  if (format === 'csv') {
    const decoded = decodeAsset(root, file, reading);
    return decoded !== null && 'text' in decoded ? decoded.text : undefined;
  }
  if (format !== 'json' || !isAsset(file, reading)) return undefined;
  try {
    const text = utf8Text(readFileSync(path.join(root, file)));
    reading.texts.set(file, text);
    return text;
  } catch {
    return undefined;
  }
}

const isAsset = (file: string, reading: Reading): boolean =>
  reading.assets.some((asset) => asset.file === file);

/** The text of an asset or why there is none; kept for the places in it. `null` when there is no such asset. */
function decodeAsset(root: string, file: string, reading: Reading): Decoded | null {
  const known = reading.texts.get(file);
  if (known !== undefined) return { text: known };
  if (!isAsset(file, reading)) return null;
  try {
    const decoded = decodeText(readFileSync(path.join(root, file)), file);
    if ('text' in decoded) reading.texts.set(file, decoded.text);
    return decoded;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return { draft: unreadable(file, error) };
  }
}
