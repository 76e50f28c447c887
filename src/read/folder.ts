import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import type { FileLink } from '../../plugins/urls.ts';
import type { Asset, Document, Format } from '../core/document.ts';
import { startOf } from '../core/place.ts';
import type { FindingDraft } from '../core/finding.ts';
import { sha256 } from '../core/fingerprint.ts';
import type { Locate } from '../core/place.ts';
import { noCache, openCache, type ReadingCache } from './cache.ts';
import { readCodeVersion } from './code-version.ts';
import { formatOf, parseDocument } from './document.ts';
import { parseJson } from './json.ts';
import { createLocate } from './locate.ts';
import { decodeText } from './text.ts';
import { unreadable, walk } from './walk.ts';

/** A file beside the artefacts; JSON files come parsed, as `null` when they are broken. */
export interface ReadAsset extends Asset {
  json?: unknown;
}

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
}

export interface ReadOptions {
  /** Folder for the parse cache; none is kept without it, nor inside the content folder. */
  cacheDir?: string | null | undefined;
  /** Whether bodies are rendered; without, `blocks` stay empty, in half the time. True by default. */
  blocks?: boolean | undefined;
}

/** Largest JSON file that is parsed, in bytes. */
const largestJson = 20_000_000;

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
  const root = contentRoot(content);
  const { files, drafts } = walk(root);
  const cache = cacheFor(root, options);
  const reading: Reading = {
    documents: [],
    assets: [],
    drafts,
    texts: new Map(),
    locate: (spot) => locate(spot),
  };
  const locate = createLocate((file) => reading.texts.get(file) ?? textOfAsset(root, file, reading));
  for (const file of files) readOne(root, file, reading, cache, options.blocks ?? true);
  cache.write();
  return reading;
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

function cacheFor(root: string, { cacheDir, blocks = true }: ReadOptions): ReadingCache {
  if (cacheDir === undefined || cacheDir === null) return noCache;
  const full = path.resolve(cacheDir);
  const inside = full === root || full.startsWith(root + path.sep);
  return inside ? noCache : openCache(full, blocks ? 'readings' : 'outlines', readCodeVersion());
}

/** What a file is read as: artefacts and records as documents, evidence as it is. */
function documentFormat(file: string): Format | null {
  const format = formatOf(file);
  if (format === 'json') return null;
  const inEvidence = /(?:^|\/)evidence\//.test(file);
  if (!inEvidence) return format;
  return /(?:^|\/)evidence\/evidence\.ya?ml$/.test(file) ? format : null;
}

function readOne(root: string, file: string, reading: Reading, cache: ReadingCache, blocks: boolean): void {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path.join(root, file));
  } catch (error) {
    reading.drafts.push(unreadable(file, error));
    return;
  }
  const digest = sha256(bytes);
  const format = documentFormat(file);
  if (format === null) {
    reading.assets.push(readAsset(file, bytes, digest, reading.drafts));
    return;
  }
  const decoded = decodeText(bytes, file);
  if ('text' in decoded) reading.texts.set(file, decoded.text);
  // Rows are read as fast from their own text as from a cache.
  const kept = format === 'csv' ? noCache : cache;
  let known = kept.get(file, digest);
  if (!known) {
    known = parseDocument(file, format, bytes, { digest, decoded, blocks });
    kept.set(known);
  }
  reading.documents.push(known.document);
  for (const draft of known.drafts) reading.drafts.push(draft);
  for (const link of known.files ?? []) checkLink(root, link, reading);
}

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

function readAsset(file: string, bytes: Buffer, digest: string, drafts: FindingDraft[]): ReadAsset {
  const asset: ReadAsset = { file, size: bytes.length, digest };
  if (formatOf(file) !== 'json') return asset;
  if (bytes.length > largestJson) {
    drafts.push({
      rule: 'read/too-large',
      message: `the file has ${(bytes.length / 1e6).toFixed(1)} MB; JSON is read up to ${largestJson / 1e6} MB`,
      at: startOf(file),
      detail: 'too large',
      fix: 'keep raw rows out of the portfolio and commit what was computed from them',
    });
    return { ...asset, json: null };
  }
  const parsed = parseJson(new TextDecoder().decode(bytes).replace(/\r\n?/g, '\n'), file);
  drafts.push(...parsed.drafts);
  return { ...asset, json: parsed.data };
}

/** The text of a JSON asset, kept once somebody asks for a place in it. */
function textOfAsset(root: string, file: string, reading: Reading): string | undefined {
  if (formatOf(file) !== 'json' || !reading.assets.some((asset) => asset.file === file)) return undefined;
  try {
    const text = new TextDecoder().decode(readFileSync(path.join(root, file))).replace(/\r\n?/g, '\n');
    reading.texts.set(file, text);
    return text;
  } catch {
    return undefined;
  }
}
