import type { FileLink } from '../../plugins/urls.ts';
import { utf8Text } from '../core/utf8.ts';
import type { Asset, Document, Format } from '../core/document.ts';
import type { FindingDraft } from '../core/finding.ts';
import { startOf } from '../core/place.ts';
import { keyOf, noCache, type ReadingCache } from './cache.ts';
import { formatOf, parseDocument, type Reading } from './document.ts';
import { parseJson } from './json.ts';
import { decodeText } from './text.ts';

/** A file beside the artefacts; JSON files come parsed, as `null` when they are broken. */
export interface ReadAsset extends Asset {
  json?: unknown;
}

/** One file of a content folder, read: a document or an asset, and what was wrong with it. */
export interface FileReading {
  document: Document | null;
  asset: ReadAsset | null;
  /** Of a document that is text: lines ended by LF, without byte order mark. */
  text: string | null;
  drafts: FindingDraft[];
  /** Files of the content folder that it leads to; whether they exist is not part of this file. */
  links: FileLink[];
}

/** Largest JSON file that is parsed, in bytes. */
const largestJson = 20_000_000;

/**
 * Reads the bytes of a file as what its name says it is.
 * @param digest of the bytes, SHA-256.
 * @param blocks whether bodies are rendered.
 */
export function parseFile(
  file: string,
  bytes: Buffer,
  { digest, cache, blocks }: { digest: string; cache: ReadingCache; blocks: boolean },
): FileReading {
  const format = documentFormat(file);
  if (format === null) {
    const { asset, drafts } = parseAsset(file, bytes, digest);
    return { document: null, asset, text: null, drafts, links: [] };
  }
  const decoded = decodeText(bytes, file);
  // Rows are read as fast from their own text as from a cache.
  const kept = format === 'csv' ? noCache<Reading>() : cache;
  let known = kept.get(keyOf(file, digest));
  if (!known) {
    known = parseDocument(file, format, bytes, { digest, decoded, blocks });
    kept.set(keyOf(file, digest), known);
  }
  const text = 'text' in decoded ? decoded.text : null;
  return { document: known.document, asset: null, text, drafts: known.drafts, links: known.files ?? [] };
}

/** What a file is read as: artefacts and records as documents, evidence as it is. */
function documentFormat(file: string): Format | null {
  const format = formatOf(file);
  if (format === 'json') return null;
  const inEvidence = /(?:^|\/)evidence\//.test(file);
  if (!inEvidence) return format;
  return /(?:^|\/)evidence\/evidence\.ya?ml$/.test(file) ? format : null;
}

function parseAsset(
  file: string,
  bytes: Buffer,
  digest: string,
): { asset: ReadAsset; drafts: FindingDraft[] } {
  const asset: ReadAsset = { file, size: bytes.length, digest };
  if (formatOf(file) !== 'json') return { asset, drafts: [] };
  if (bytes.length > largestJson) {
    const draft: FindingDraft = {
      rule: 'read/too-large',
      message: `the file has ${(bytes.length / 1e6).toFixed(1)} MB; JSON is read up to ${largestJson / 1e6} MB`,
      at: startOf(file),
      detail: 'too large',
      fix: 'keep raw rows out of the portfolio and commit what was computed from them',
    };
    return { asset: { ...asset, json: null }, drafts: [draft] };
  }
  const parsed = parseJson(utf8Text(bytes), file);
  return { asset: { ...asset, json: parsed.data }, drafts: parsed.drafts };
}
