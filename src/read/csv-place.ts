import { delimiters } from '../core/crosswalk.ts';
import type { FieldSpot, Path } from '../core/place.ts';
import type { Span } from './lines.ts';

/** A cell of a CSV text: its value and where it stands, quotes included. */
export interface Cell {
  value: string;
  span: Span;
}

/**
 * The cells of a CSV text, row by row, with their places; blank lines are no rows. Source: RFC 4180, section 2.
 * @param delimiter what stands between two cells.
 */
export function scanCsv(text: string, delimiter = ','): Cell[][] {
  const rows: Cell[][] = [];
  let row: Cell[] = [];
  let at = 0;
  while (at < text.length) {
    const start = at;
    let value = '';
    if (text[at] === '"') {
      for (at += 1; at < text.length; at++) {
        if (text[at] !== '"') value += text[at]!;
        else if (text[at + 1] === '"') value += text[at++]!;
        else break;
      }
      at += 1;
    } else {
      while (at < text.length && text[at] !== delimiter && text[at] !== '\n') at++;
      value = text.slice(start, at);
    }
    row.push({ value, span: [start, at] });
    const more = text[at] === delimiter;
    at += 1;
    if (more && at < text.length && text[at] !== '\n') continue;
    // A delimiter at the end of a line has an empty cell after it.
    if (more) {
      row.push({ value: '', span: [at, at] });
      at += 1;
    }
    if (row.length > 1 || row[0]!.span[0] !== row[0]!.span[1]) rows.push(row);
    row = [];
  }
  return rows;
}

/** What stands between the cells of a CSV text: what parts its header into most, a comma where nothing does. */
function delimiterOf(text: string): string {
  const header = text.slice(0, (text.indexOf('\n') + 1 || text.length + 1) - 1);
  const parts = delimiters.map((one) => scanCsv(header, one)[0]?.length ?? 0);
  return delimiters[parts.indexOf(Math.max(...parts))]!;
}

/**
 * Locates `[row, field, …]` in a CSV text: a cell, or one value of a list in it. A field that the file does not
 * have gives the row's first cell; a row that it does not have, the header. A field that is a number is a column.
 */
export function createCsvLocator(text: string): (path: Path, part?: FieldSpot['part']) => Span {
  const [header = [], ...rows] = scanCsv(text, delimiterOf(text));
  const whole = (row: Cell[] | undefined): Span => [row?.[0]?.span[0] ?? 0, row?.at(-1)?.span[1] ?? 0];
  return (path, part = 'value') => {
    const row = rows[Number(path[0])];
    if (path.length === 0 || !row) return whole(header);
    if (path.length === 1) return whole(row);
    if (typeof path[1] === 'number') return (row[path[1]] ?? row[0]!).span;
    for (let length = path.length; length > 1; length--) {
      const name = path.slice(1, length).join('.');
      const column = header.findIndex((cell) => cell.value.trim() === name);
      if (column < 0) continue;
      if (part === 'key') return header[column]!.span;
      const cell = row[column];
      if (!cell) break;
      const rest = path[length];
      return rest === undefined ? cell.span : entryOf(text, cell, Number(rest));
    }
    // The name of a record is in the headers of its parts.
    const inside = path.slice(1).join('.') + '.';
    const partly = part === 'key' ? header.find((cell) => cell.value.trim().startsWith(inside)) : undefined;
    return (partly ?? row[0]!).span;
  };
}

/** One value of ` | `-separated values; the cell when it cannot be told apart. */
function entryOf(text: string, { span }: Cell, index: number): Span {
  let [start, end] = span;
  if (text[start] === '"') [start, end] = [start + 1, end - 1];
  let at = start;
  for (const [i, entry] of text.slice(start, end).split(' | ').entries()) {
    if (i === index) return [at, at + entry.length];
    at += entry.length + 3;
  }
  return span;
}
