import type { Document, Format } from '../core/document.ts';
import type { FindingDraft } from '../core/finding.ts';
import { sha256 } from '../core/fingerprint.ts';
import { startOf } from '../core/place.ts';
import type { FileLink } from '../../plugins/urls.ts';
import { parseBody } from './body.ts';
import { parseCsv } from './csv.ts';
import { splitFrontMatter } from './front-matter.ts';
import { parseJson } from './json.ts';
import type { Parsed } from './parsed.ts';
import { decodeText, type Decoded } from './text.ts';
import { parseYaml } from './yaml.ts';

/** A document with what was wrong with it. */
export interface Reading {
  document: Document;
  drafts: FindingDraft[];
  /** Files of the content folder that the body leads to; whether they exist is not part of this file. */
  files?: FileLink[];
}

/** The format of a file by its name; `null` for files that are not read as text. */
export function formatOf(file: string): Format | null {
  const ending = /\.([a-z]+)$/i.exec(file)?.[1]?.toLowerCase();
  switch (ending) {
    case 'mdx':
    case 'md':
    case 'csv':
    case 'json':
    case 'yaml':
      return ending;
    case 'yml':
      return 'yaml';
    default:
      return null;
  }
}

/**
 * Reads a file's bytes. Whatever is wrong with them becomes findings; a part that cannot be relied on is `null`.
 * @param options the bytes' SHA-256 and text when they are known already; `blocks: false` leaves bodies
 *   unrendered.
 */
export function parseDocument(
  file: string,
  format: Format,
  bytes: Uint8Array,
  options: { digest?: string; decoded?: Decoded; blocks?: boolean } = {},
): Reading {
  const { digest = sha256(bytes), decoded = decodeText(bytes, file), blocks = true } = options;
  const document: Document = { file, format, digest, data: null, body: null };
  if ('draft' in decoded) return { document, drafts: [decoded.draft] };
  // Of rows, the parser says what an empty file lacks.
  if (format !== 'csv' && decoded.text.trim() === '') return { document, drafts: [nothingIn(file)] };
  try {
    return parseText(document, decoded.text, blocks);
  } catch (error) {
    // The only error a text can provoke in a parser: its nesting exhausts the stack.
    if (!(error instanceof RangeError)) throw error;
    const message = 'the file is nested too deeply to be read';
    return { document, drafts: [{ rule: 'read/too-large', message, at: startOf(file), fix: 'flatten it' }] };
  }
}

/** A file without a word in it was cut off more often than it was written so. */
const nothingIn = (file: string): FindingDraft => ({
  rule: 'read/unreadable',
  message: 'the file is empty',
  at: startOf(file),
  fix: 'restore what it held from version control, or remove the file',
});

function parseText(document: Document, text: string, blocks: boolean): Reading {
  const { file, format } = document;
  if (format === 'mdx' || format === 'md') return parseProse(document, text, blocks);
  const { data, drafts } = parseData(format, file, text);
  return { document: { ...document, data }, drafts };
}

function parseData(format: 'yaml' | 'csv' | 'json', file: string, text: string): Parsed {
  switch (format) {
    case 'yaml':
      return parseYaml(text, { file, text, offset: 0 });
    case 'csv':
      return parseCsv(text, file);
    case 'json':
      return parseJson(text, file);
  }
}

function parseProse(document: Document, text: string, blocks: boolean): Reading {
  const { file } = document;
  const front = splitFrontMatter(text, file);
  const fields = parseFields(front, file, text);
  // An unclosed front matter swallows the body: there is nothing to read it from.
  const unclosed = front.fence > 0 && front.yaml === null;
  const { body, drafts, files } = unclosed
    ? { body: null, drafts: [], files: [] }
    : parseBody(front.body, file, document.format === 'mdx' ? 'mdx' : 'md', blocks);
  return {
    document: { ...document, data: fields.data, body },
    drafts: [...front.drafts, ...fields.drafts, ...drafts],
    ...(files.length > 0 && { files }),
  };
}

function parseFields(front: ReturnType<typeof splitFrontMatter>, file: string, text: string): Parsed {
  if (front.yaml === null) return { data: front.drafts.length > 0 ? null : {}, drafts: [] };
  const parsed = parseYaml(front.yaml, { file, text, offset: front.offset });
  if (parsed.data === null || (typeof parsed.data === 'object' && !Array.isArray(parsed.data))) {
    // `null` alone between the fences is a value, not a fault that has been reported.
    if (parsed.data !== null || parsed.drafts.length > 0) return parsed;
  }
  const at = { file, line: front.fence + 1, column: 1, end_line: front.fence + 1, end_column: 1 };
  const what = Array.isArray(parsed.data) ? 'a list' : 'a single value';
  return {
    data: null,
    drafts: [
      {
        rule: 'syntax/front-matter',
        message: `the front matter is ${what}, not fields`,
        at,
        detail: 'not a mapping',
        fix: 'write one field to a line: `title: …`',
      },
    ],
  };
}
