// A feature with many distinct values is counted in cells: some ten thousand pieces of its range, laid closer where
// the reference has more rows. Sums are of whole numbers, so that no order of adding changes them.
import type { Grid } from '../grid.ts';
import { double } from './quote.ts';
import { isPlaced } from './overview.ts';

/** Bits of the place of a value within its segment. */
export const bits = 48;

/** The place of `v` as segment + share of the segment; it does not fall when `v` rises. */
export function placeSql({ edges, high }: Grid): string {
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

/** The distinct values of the cells of a side that `wanted` asks for, kept for the next steps. */
export function pickSql(side: 'current' | 'reference', k: number, grid: Grid): string {
  // The reference is one group: a cell that any batch asks for is picked once.
  const keys = side === 'current' ? ['b', 'c'] : ['c'];
  const asked = keys.map((key) => `CAST(${key} AS INTEGER) AS ${key}`).join(', ');
  return `CREATE OR REPLACE TEMP TABLE picked_${side} AS SELECT b, c, v, count(*) AS n FROM (SELECT b, ${cellOf(grid)} AS c, v FROM (${placed(side, k, grid)})) SEMI JOIN (SELECT DISTINCT ${asked} FROM wanted) USING (${keys.join(', ')}) GROUP BY b, c, v`;
}

/** Values with their rows of cells that hold a quantile. */
export const pickedValuesSql = (side: string): string =>
  `SELECT b, c, v + 0.0 AS v, CAST(n AS DOUBLE) AS n FROM picked_${side} SEMI JOIN (SELECT CAST(b AS INTEGER) AS b, CAST(c AS INTEGER) AS c FROM wanted WHERE quantile = 1) USING (b, c) ORDER BY b, c, v`;

/**
 * Both sides walked value by value through the cells in which the counts alone leave D or the distance open.
 * `d` is the largest |kc·n_ref − kr·n_cur| behind a value, `area` its sum over the stretches between values in
 * 2⁻⁴⁰ of the cell's width, `first` the least value: all whole numbers or values as they are, so exact.
 */
export const walkSql =
  (): string => `WITH asked AS (SELECT CAST(b AS INTEGER) AS b, CAST(c AS INTEGER) AS c, CAST(kc AS BIGINT) AS kc, CAST(kr AS BIGINT) AS kr, CAST(nc AS BIGINT) AS n_cur, CAST(nr AS BIGINT) AS n_ref, stop, width FROM wanted WHERE open = 1),
points AS (SELECT b, c, v, sum(nc) AS nc, sum(nr) AS nr FROM (
  SELECT b, c, v, n AS nc, 0 AS nr FROM picked_current SEMI JOIN asked USING (b, c)
  UNION ALL SELECT asked.b, asked.c, r.v, 0 AS nc, r.n AS nr FROM picked_reference r JOIN asked ON r.c = asked.c) GROUP BY b, c, v),
walked AS (SELECT points.b, points.c, v, stop, width,
  abs((kc + CAST(sum(nc) OVER w AS BIGINT)) * n_ref - (kr + CAST(sum(nr) OVER w AS BIGINT)) * n_cur) AS d,
  coalesce(lead(v) OVER (PARTITION BY points.b, points.c ORDER BY v), stop) AS next
  FROM points JOIN asked ON points.b = asked.b AND points.c = asked.c
  WINDOW w AS (PARTITION BY points.b, points.c ORDER BY v ROWS UNBOUNDED PRECEDING))
SELECT b, c, CAST(max(d) AS DOUBLE) AS d, CAST(sum(CASE WHEN width > 0 THEN CAST(d AS HUGEINT) * CAST(round(greatest(next - v, 0) / width * ${double(2 ** 40)}) AS HUGEINT) ELSE 0 END) AS DOUBLE) AS area, min(v) AS first FROM walked GROUP BY b, c ORDER BY b, c`;
