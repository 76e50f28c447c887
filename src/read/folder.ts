import { existsSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import type { FileLink } from '../../plugins/urls.ts';
import type { Document } from '../core/document.ts';
import type { FindingDraft } from '../core/finding.ts';
import type { Locate } from '../core/place.ts';
import { decodeAsset, textOfAsset } from './asset-text.ts';
import { isReading, noCache, openCache, type ReadingCache } from './cache.ts';
import { readCodeVersion } from './code-version.ts';
import type { Reading as CachedReading } from './document.ts';
import type { FileReading, ReadAsset } from './file.ts';
import { createLocate } from './locate.ts';
import { Memory } from './memory.ts';
import { readOne, type FileOptions } from './one-file.ts';
import type { Decoded } from './text.ts';
import { walk } from './walk.ts';

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
export function readFolder(content: string, options: ReadOptions = {}): Reading {
  const look = beginLook(content, options);
  for (const file of look.files) readInto(look, file);
  return readingOf(look);
}

/** A look at a content folder that is not at its end yet. */
export interface Look extends FileOptions {
  root: string;
  files: readonly string[];
  /** Findings about the folder itself. */
  drafts: readonly FindingDraft[];
  /** What was read so far, by file. */
  found: Map<string, FileReading | FindingDraft>;
  memory: Memory;
}

/**
 * Begins a look: what files there are.
 * @param memory of the looks before; the first of them may take from a cache instead.
 * @throws {MissingContentError} when there is no such folder.
 */
export function beginLook(
  content: string,
  options: ReadOptions,
  isFirst = true,
  memory = new Memory(),
): Look {
  const root = contentRoot(content);
  const cache = isFirst ? cacheFor(root, options) : noCache<CachedReading>();
  return { root, ...walk(root), found: new Map(), memory, cache, blocks: options.blocks ?? true };
}

/** Reads one of its files. */
export function readInto({ root, found, memory, cache, blocks }: Look, file: string): void {
  found.set(file, readOne(root, file, memory, { cache, blocks }));
}

/** Ends a look, all of whose files were read: what is in them, in their order. */
export function readingOf({ root, files, drafts, found, memory, cache }: Look): Reading {
  const reading: Reading = {
    documents: [],
    assets: [],
    drafts: [...drafts],
    texts: new Map(),
    locate: (spot) => locate(spot),
    decode: (file) => decodeAsset(root, file, reading),
  };
  const textOf = (file: string) => reading.texts.get(file) ?? textOfAsset(root, file, reading);
  const locate = createLocate(textOf, memory.locators);
  for (const file of files) addTo(reading, root, file, found.get(file)!);
  memory.settle(files);
  cache.write();
  return reading;
}

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
