// CSV with quotes out of order: what a strict parser makes of it, and what to tell the writer.
import { CsvError, parse } from 'csv-parse/sync';
import type { FindingDraft } from '../core/finding.ts';
import { scanCsv } from './csv-place.ts';
import { createPlacer } from './lines.ts';

/** Reads a text whose quotes could not be told apart at once: its rows, or what is wrong with it. */
export function parseQuotes(text: string, file: string, delimiter = ','): string[][] | FindingDraft {
  try {
    return parse(text, { delimiter, relax_column_count: true, skip_empty_lines: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return explainCsv(text, file, error, delimiter);
  }
}

/** Explains what csv-parse refuses: quotes, in one way or the other. */
function explainCsv(text: string, file: string, error: CsvError, delimiter: string): FindingDraft {
  const quote = badQuote(text, delimiter);
  const message =
    error.code === 'CSV_QUOTE_NOT_CLOSED'
      ? 'a double quote is never closed'
      : error.code === 'INVALID_OPENING_QUOTE'
        ? 'a double quote stands inside a value that does not begin with one'
        : 'something stands between a closing double quote and the next ' +
          (delimiter === ',' ? 'comma' : 'delimiter');
  return {
    rule: 'syntax/csv',
    message,
    at: createPlacer(text, file)(quote, quote + 1),
    fix: 'put the whole value in double quotes, and write a double quote inside it twice (`""`)',
  };
}

/** Offset of the first quote that breaks the rules. */
function badQuote(text: string, delimiter: string): number {
  for (const { span } of scanCsv(text, delimiter).flat()) {
    const source = text.slice(span[0], span[1]);
    if (!source.startsWith('"')) {
      const inside = source.indexOf('"');
      if (inside >= 0) return span[0] + inside;
      continue;
    }
    const closed = /^"(?:[^"]|"")*"$/.test(source);
    const next = text[span[1]] ?? '\n';
    if (!closed) return span[0];
    if (next !== delimiter && next !== '\n') return span[1] - 1;
  }
  return 0;
}
