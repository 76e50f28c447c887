import type { Finding } from '../core/finding.ts';
import { printable } from './printable.ts';
import { textWidth } from './width.ts';

/** A line of a file with the marked part of it, ready to print. */
export interface Excerpt {
  /** Number of the line in the file. */
  number: number;
  /** The line, tabs as spaces, cut to the width around the mark. */
  line: string;
  /** Carets below the marked part, with the spaces before them. */
  carets: string;
}

type Span = Pick<Finding, 'line' | 'column' | 'end_line' | 'end_column'>;

/**
 * The line a finding stands on, with carets below the part meant; `null` when the finding is about the whole file
 * or the line is not there. Columns count UTF-16 code units from 1; the end is exclusive.
 * @param width columns that the line may take.
 */
export function excerptOf(text: string, span: Span, width: number): Excerpt | null {
  const isWholeFile = span.line === 1 && span.column === 1 && span.end_line === 1 && span.end_column === 1;
  const source = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/)[span.line - 1];
  if (isWholeFile || source === undefined) return null;
  const start = Math.min(span.column - 1, source.length);
  const end =
    span.end_line > span.line ? source.trimEnd().length : Math.min(span.end_column - 1, source.length);
  const before = clean(source.slice(0, start));
  const marked = clean(source.slice(start, Math.max(end, start)));
  const after = clean(source.slice(Math.max(end, start)));
  return cut(span.line, before, marked, after, width);
}

const clean = (text: string): string => printable(text.replaceAll('\t', '  '));

/** Cuts a long line so that the mark is in view: first what is after it, then what is before, then the mark. */
function cut(number: number, before: string, marked: string, after: string, width: number): Excerpt {
  const room = Math.max(width, 20);
  const mark = fit(marked, room - 2, 'end');
  const left = fit(before, Math.max(room - textWidth(mark) - 2, 0), 'start');
  const right = fit(after, Math.max(room - textWidth(left) - textWidth(mark), 0), 'end');
  const carets = '^'.repeat(Math.max(textWidth(mark), 1));
  return { number, line: `${left}${mark}${right}`.trimEnd(), carets: ' '.repeat(textWidth(left)) + carets };
}

/** As much of a text as fits, with `…` at the end (or start) that was cut. */
function fit(text: string, room: number, cutAt: 'start' | 'end'): string {
  if (textWidth(text) <= room) return text;
  if (room < 1) return '';
  const characters = cutAt === 'start' ? [...text].reverse() : [...text];
  let kept: string[] = [];
  let used = 1;
  for (const character of characters) {
    used += textWidth(character);
    if (used > room) break;
    kept.push(character);
  }
  if (cutAt === 'start') kept = kept.reverse();
  return cutAt === 'start' ? `…${kept.join('')}` : `${kept.join('')}…`;
}
