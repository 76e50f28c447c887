import type { Place } from '../../core/place.ts';
import { ShapFault } from './fault.ts';
import type { Cell, Column, Frame } from './frame.ts';
import { count } from '../../core/words.ts';

/**
 * Reads a CSV text as a table of columns. Cells are kept as places in the text and become numbers when a column is
 * asked for: a file of five million cells is read in a second or two. The delimiter is what parts the header into
 * most; blank lines are no rows; texts for a missing number are those of pandas. Source: RFC 4180, section 2.
 * @throws {ShapFault} for a row of another length than the header, and for a quote that is never closed.
 */
export function parseCsvFrame(text: string, file: string): Frame {
  const delimiter = delimiterOf(text);
  const { starts, ends, rowAt } = scan(text, file, delimiter);
  const place = (from: number, to: number): Place => placeOf(text, file, from, to);
  const cells = (row: number): number => rowAt[row + 1]! - rowAt[row]!;
  const width = rowAt.length > 1 ? cells(0) : 0;
  if (width === 0) {
    throw new ShapFault({
      message: 'the file has no header',
      at: place(0, 0),
      detail: 'no header',
      fix: 'write the names of the columns on the first line',
    });
  }
  for (let row = 1; row < rowAt.length - 1; row++) {
    if (cells(row) === width) continue;
    const [first, last] = [rowAt[row]!, rowAt[row + 1]! - 1];
    throw new ShapFault({
      message: `row ${row} has ${count(cells(row), 'value')}, and the header names ${count(width, 'column')}`,
      at: place(starts[first]!, ends[last]!),
      detail: 'ragged',
      fix: 'write the file again: one value per column on each row',
    });
  }
  const n = rowAt.length - 2;
  const span = (row: number, column: number): [number, number] => {
    const at = row * width + column;
    return [starts[at]!, ends[at]!];
  };
  const columns = Array.from({ length: width }, (_, column): Column => {
    const written = unquoted(text, ...span(0, column)).trim();
    // `numpy.savetxt` sets its header apart as a comment.
    const name = column === 0 ? written.replace(/^# +/, '') : written;
    return csvColumn(name, n, (row) => unquoted(text, ...span(row + 1, column)).trim(), {
      place: (row) => place(...span(row + 1, column)),
      hasComma: delimiter !== ',',
    });
  });
  return { columns, n, head: place(starts[0]!, ends[width - 1]!) };
}

/** What pandas writes or reads as a missing number. */
const missing = new Set(['', 'NaN', 'nan', 'NA', 'N/A', 'null', 'None', '<NA>']);

function csvColumn(
  name: string,
  n: number,
  text: (row: number) => string,
  { place, hasComma }: Pick<Column, 'place'> & { hasComma: boolean },
): Column {
  let known: Float64Array | null | undefined;
  let firstText = -1;
  const numbers = (): Float64Array | null => {
    if (known !== undefined) return known;
    const found = new Float64Array(n);
    for (let row = 0; row < n; row++) {
      const value = numberOf(text(row));
      if (value === undefined) {
        firstText = row;
        known = hasComma ? commaNumbers(n, text) : null;
        isComma = known !== null;
        return known;
      }
      found[row] = value;
    }
    return (known = found);
  };
  let isComma = false;
  const cell = (row: number): Cell => {
    const written = text(row);
    if (missing.has(written)) return null;
    return numberOf(numbers() !== null && isComma ? written.replace(',', '.') : written) ?? written;
  };
  return { name, numbers, firstText: () => (numbers() === null ? firstText : -1), cell, text, place };
}

/**
 * Numbers with a decimal comma, as spreadsheets write them where a semicolon parts the cells; `null` where a cell is
 * none, or where every comma might as well part thousands.
 */
function commaNumbers(n: number, text: (row: number) => string): Float64Array | null {
  const found = new Float64Array(n);
  let isTold = false;
  for (let row = 0; row < n; row++) {
    const written = text(row);
    const match = /^[-+]?\d*,(\d+)(?:e[-+]?\d+)?$/i.exec(written);
    const value =
      match || /^[-+]?\d+$/.test(written) || missing.has(written)
        ? numberOf(written.replace(',', '.'))
        : undefined;
    if (value === undefined) return null;
    isTold ||= match !== null && (match[1]!.length !== 3 || /^[-+]?0?,/.test(written));
    found[row] = value;
  }
  return isTold ? found : null;
}

const infinities: Record<string, number> = {
  inf: Infinity,
  '-inf': -Infinity,
  Infinity,
  '-Infinity': -Infinity,
};

/** A number as programs write it; NaN for a missing one, `undefined` for text. */
function numberOf(text: string): number | undefined {
  const code = text.charCodeAt(0);
  // Digit, point, minus or plus: the usual case first.
  if ((code >= 48 && code <= 57) || code === 45 || code === 46 || code === 43) {
    const value = Number(text);
    if (!Number.isNaN(value) && /^[-+]?[\d.]/.test(text) && !/^[-+]?0[xob]/i.test(text)) return value;
  }
  if (missing.has(text)) return NaN;
  return infinities[text];
}

/** Offsets of every cell, quotes included, row after row, and the first cell of each row; one more row ends the list. */
interface Scan {
  starts: Offsets['list'];
  ends: Offsets['list'];
  rowAt: number[];
}

const quote = 0x22;
const newline = 0x0a;

function scan(text: string, file: string, delimiter: string): Scan {
  const comma = delimiter.charCodeAt(0);
  const starts = new Offsets();
  const ends = new Offsets();
  const rowAt: number[] = [];
  let at = 0;
  while (at < text.length) {
    if (text.charCodeAt(at) === newline) {
      at += 1;
      continue;
    }
    rowAt.push(starts.size);
    for (;;) {
      const start = at;
      if (text.charCodeAt(at) === quote) at = closing(text, file, at) + 1;
      let code = text.charCodeAt(at);
      // Past the end of the text there is no code.
      while (code !== comma && code !== newline && !Number.isNaN(code)) code = text.charCodeAt((at += 1));
      starts.push(start);
      ends.push(at);
      at += 1;
      if (code !== comma) break;
    }
  }
  rowAt.push(starts.size);
  return { starts: starts.list, ends: ends.list, rowAt };
}

function closing(text: string, file: string, open: number): number {
  let at = text.indexOf('"', open + 1);
  while (at >= 0 && text.charCodeAt(at + 1) === quote) at = text.indexOf('"', at + 2);
  if (at >= 0) return at;
  throw new ShapFault({
    message: 'a double quote is never closed',
    at: placeOf(text, file, open, open + 1),
    detail: 'open quote',
    fix: 'write a double quote inside a value twice (`""`)',
  });
}

/** A list of offsets that grows. */
class Offsets {
  list = new Uint32Array(1024);
  size = 0;
  push(value: number): void {
    if (this.size === this.list.length) {
      const wider = new Uint32Array(this.list.length * 2);
      wider.set(this.list);
      this.list = wider;
    }
    this.list[this.size] = value;
    this.size += 1;
  }
}

const unquoted = (text: string, from: number, to: number): string =>
  text.charCodeAt(from) === quote ? text.slice(from + 1, to - 1).replaceAll('""', '"') : text.slice(from, to);

function delimiterOf(text: string): string {
  const header = text.slice(0, (text.indexOf('\n') + 1 || text.length + 1) - 1);
  const parts = [',', ';', '\t'].map((one) => header.split(one).length);
  return [',', ';', '\t'][parts.indexOf(Math.max(...parts))]!;
}

function placeOf(text: string, file: string, from: number, to: number): Place {
  const line = (offset: number): [number, number] => {
    let [count, start] = [1, 0];
    for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
      count += 1;
      start = at + 1;
    }
    return [count, offset - start + 1];
  };
  const [[first, column], [last, end]] = [line(from), line(to)];
  return { file, line: first, column, end_line: last, end_column: end };
}
