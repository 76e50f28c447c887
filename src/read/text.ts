import { pointAt } from '../../plugins/stretch.ts';
import type { FindingDraft } from '../core/finding.ts';
import { startOf } from '../core/place.ts';

/** Largest text file that is read, in bytes: a person cannot have written more. */
const largestText = 5_000_000;

/** A text, or why there is none. */
export type Decoded = { text: string } | { draft: FindingDraft };

const utf8 = new TextDecoder('utf-8', { fatal: true });
const lossy = new TextDecoder('utf-8');

/**
 * The text of a file's bytes: UTF-8, with or without byte order mark, lines ended by LF whatever they ended by.
 * Anything else is one finding.
 */
export function decodeText(bytes: Uint8Array, file: string): Decoded {
  if (bytes.length > largestText) {
    return {
      draft: {
        rule: 'read/too-large',
        message: `the file has ${(bytes.length / 1e6).toFixed(1)} MB; text files are read up to ${largestText / 1e6} MB`,
        at: startOf(file),
        detail: 'too large',
        fix: 'keep raw rows out of the portfolio and commit what was computed from them',
      },
    };
  }
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return {
      draft: {
        rule: 'read/encoding',
        message: 'the file is UTF-16, not UTF-8',
        at: startOf(file),
        fix: 'save it as UTF-8',
      },
    };
  }
  if (bytes.includes(0)) {
    return {
      draft: {
        rule: 'read/binary',
        message: 'the file has the name of a text and holds binary data',
        at: startOf(file),
        fix: 'save it as text in UTF-8, or keep it in the evidence folder under its own extension',
      },
    };
  }
  try {
    const text = utf8.decode(bytes);
    return { text: text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text };
  } catch {
    const text = lossy.decode(bytes).replace(/\r\n?/g, '\n');
    const { line, column } = pointAt(text, Math.max(0, text.indexOf('\uFFFD')));
    return {
      draft: {
        rule: 'read/encoding',
        message: 'the file is not valid UTF-8 from here on',
        at: { file, line, column, end_line: line, end_column: column + 1 },
        detail: 'not UTF-8',
        fix: 'save it as UTF-8',
      },
    };
  }
}
