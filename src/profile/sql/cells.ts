// A feature with many distinct values is counted in cells: some ten thousand pieces of its range, laid closer where
// the reference has more rows. Sums are of whole numbers, so that no order of adding changes them.
import type { Grid } from '../grid.ts';
import { double } from './quote.ts';
import { isPlaced } from './overview.ts';

/** Bits of the place of a value within its segment. */
export const bits = 48;

/** The place of `v` as segment + share of the segment; it does not fall when `v` rises. */
function placeSql({ edges, high }: Grid): string {
  const all = [...edges, high];
  const within = (k: number): string =>
    `${k} + least((v - ${double(all[k]!)}) / ${double(all[k + 1]! - all[k]!)}, ${double(1 - 2 ** -40)})`;
  // A tree of comparisons: a value meets log₂ of the segments.
  const tree = (from: number, to: number): string => {
    if (from === to) return within(from);
    const middle = (from + to + 1) >> 1;
    return `CASE WHEN v < ${double(all[middle]!)} THEN ${tree(from, middle - 1)} ELSE ${tree(middle, to)} END`;
  };
  return tree(0, edges.length - 1);
}

const placed = (side: string, k: number, grid: Grid): string =>
  `SELECT b, v, ${placeSql(grid)} AS w FROM (SELECT b, v${k} AS v FROM ${side} WHERE b IS NOT NULL) WHERE ${isPlaced}`;

const cellOf = (grid: Grid): string => `CAST(floor(w * ${double(grid.perSegment)}) AS INTEGER)`;

/** Rows per batch and cell, with the sums of places and of their squares, in units of 2⁻⁴⁸ of a segment. */
export function cellsSql(side: string, k: number, grid: Grid): string {
  const unit = double(2 ** bits);
  return `SELECT b, c, CAST(count(*) AS DOUBLE) AS n, CAST(sum(CAST(u * ${unit} AS BIGINT)) AS DOUBLE) AS s1, CAST(sum(CAST(u * u * ${unit} AS BIGINT)) AS DOUBLE) AS s2 FROM (SELECT b, ${cellOf(grid)} AS c, w - floor(w) AS u FROM (${placed(side, k, grid)})) GROUP BY b, c`;
}

/** The distinct values, with their rows, of the cells that `wanted` asks for: of a batch, or of the reference. */
export function pickSql(side: 'current' | 'reference', k: number, grid: Grid): string {
  // The reference is one group: a cell that any batch asks for is picked once.
  const keys = side === 'current' ? ['b', 'c'] : ['c'];
  const asked = keys.map((key) => `CAST(${key} AS INTEGER) AS ${key}`).join(', ');
  const open = side === 'current' ? '' : ' WHERE open = 1';
  return `SELECT b, c, v + 0.0 AS v, CAST(count(*) AS DOUBLE) AS n FROM (SELECT b, ${cellOf(grid)} AS c, v FROM (${placed(side, k, grid)})) SEMI JOIN (SELECT DISTINCT ${asked} FROM wanted${open}) USING (${keys.join(', ')}) GROUP BY b, c, v ORDER BY b, c, v`;
}
