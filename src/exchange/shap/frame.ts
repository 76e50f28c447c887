import type { Place } from '../../core/place.ts';

export type Cell = number | string | null;

/** A named column of a table, however the table is stored. */
export interface Column {
  name: string;
  /** The cells as numbers, NaN where there is none; `null` when a cell is text. Worked out once. */
  numbers: () => Float64Array | null;
  /** Row of the first cell that is text, or -1. */
  firstText: () => number;
  /** A cell: a number, a text, or `null` when it is empty. */
  cell: (row: number) => Cell;
  /** A cell as it is written. */
  text: (row: number) => string;
  /** Where a cell stands, where the file is text. */
  place: (row: number) => Place | undefined;
}

/** A table: columns of one length, in the order of the file. */
export interface Frame {
  columns: Column[];
  /** Rows. */
  n: number;
  /** Where the names of the columns stand, where the file is text. */
  head: Place | undefined;
}

/** A column over cells that are in memory. */
export function columnOf(
  name: string,
  cells: ArrayLike<Cell>,
  place: Column['place'] = () => undefined,
): Column {
  let known: Float64Array | null | undefined;
  let text = -1;
  const cell = (row: number): Cell => {
    const value = cells[row] ?? null;
    return typeof value === 'number' && Number.isNaN(value) ? null : value;
  };
  const numbers = (): Float64Array | null => {
    if (known !== undefined) return known;
    if (cells instanceof Float64Array) return (known = cells);
    const found = new Float64Array(cells.length);
    for (let i = 0; i < cells.length; i++) {
      const value = cells[i] ?? NaN;
      if (typeof value === 'string') {
        text = i;
        return (known = null);
      }
      found[i] = value;
    }
    return (known = found);
  };
  return {
    name,
    numbers,
    firstText: () => (numbers() === null ? text : -1),
    cell,
    text: (row) => String(cell(row) ?? ''),
    place,
  };
}

/** Where a row is, in words: `row 17`, counted from 1 without the header. */
export const rowName = (row: number): string => `row ${row + 1}`;
