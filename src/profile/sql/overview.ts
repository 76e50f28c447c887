import { literal } from './quote.ts';

/** `v` as a number that has a place in order: neither nothing, nor NaN, nor ±∞. */
export const isPlaced = 'isfinite(v)';

/**
 * What has to be known of every feature of a side before it is binned, in one pass: rows with a value, rows whose
 * value is not of the type, least and greatest, about how many distinct values.
 */
export function overviewSql(side: string, features: readonly { isOrdered: boolean }[]): string {
  if (features.length === 0) return 'SELECT 0 AS n';
  const parts = features.flatMap(({ isOrdered }, k) => {
    const v = `v${k}`;
    const placed = isOrdered ? `isfinite(${v})` : `${v} IS NOT NULL`;
    return [
      `CAST(count(*) FILTER (WHERE ${placed}) AS DOUBLE) AS n${k}`,
      `CAST(count(*) FILTER (WHERE x${k}) AS DOUBLE) AS x${k}`,
      `CAST(approx_count_distinct(${v}) AS DOUBLE) AS d${k}`,
      ...(isOrdered
        ? [`min(${v}) FILTER (WHERE ${placed}) AS low${k}`, `max(${v}) FILTER (WHERE ${placed}) AS high${k}`]
        : []),
    ];
  });
  return `SELECT CAST(count(*) AS DOUBLE) AS n, ${parts.join(', ')} FROM ${side}`;
}

/** Rows without a value (`m`), with ±∞ (`i`) and without the column (`a`) of every ordered feature, per batch. */
export function gapsSql(side: string, features: readonly number[]): string {
  const count = (where: string, name: string): string =>
    `CAST(count(*) FILTER (WHERE ${where}) AS DOUBLE) AS ${name}`;
  const parts = features.flatMap((k) => [
    count(`NOT a${k} AND (v${k} IS NULL OR isnan(v${k}))`, `m${k}`),
    count(`isinf(v${k})`, `i${k}`),
    count(`a${k}`, `a${k}`),
  ]);
  return `SELECT ${['b', ...parts].join(', ')} FROM ${side} WHERE b IS NOT NULL GROUP BY b`;
}

/** All values of an ordered feature as one list per batch: for sides small enough to be sorted at once. */
export const listsSql = (side: string, k: number): string =>
  `SELECT b, list(v) AS v FROM (SELECT b, v${k} AS v FROM ${side} WHERE b IS NOT NULL) WHERE ${isPlaced} GROUP BY b`;

/** Every distinct value of an ordered feature with its rows, per batch: for features with few of them. */
export const valueCountsSql = (side: string, k: number): string =>
  `SELECT b, v + 0.0 AS v, CAST(count(*) AS DOUBLE) AS n FROM (SELECT b, v${k} AS v FROM ${side} WHERE b IS NOT NULL) WHERE ${isPlaced} GROUP BY b, v`;

/** The values at these ranks (from 0) among all values of an ordered feature. */
export const orderStatisticsSql = (side: string, k: number, ranks: readonly number[]): string =>
  `SELECT unnest(list_select(list_sort(list(v)), [${ranks.map((rank) => rank + 1).join(', ')}])) AS v FROM (SELECT v${k} AS v FROM ${side}) WHERE ${isPlaced}`;

/**
 * Rows per category and batch: `listed` the categories that have a bin, `other` the rest of the reference's, `new`
 * what the reference does not have (named where its rows are enough to be named), `missing` and `absent`.
 */
export function categoriesSql(side: string, k: number, minimum: number, maximum: number): string {
  const listed = `rank <= ${maximum} AND known.n >= ${minimum}`;
  return `WITH known AS (SELECT v, n, row_number() OVER (ORDER BY n DESC, v) AS rank FROM (SELECT v${k} AS v, count(*) AS n FROM reference WHERE v${k} IS NOT NULL GROUP BY v)),
counts AS (SELECT b, v${k} AS v, a${k} AS a, count(*) AS n FROM ${side} WHERE b IS NOT NULL GROUP BY b, v, a),
sorted AS (SELECT b, counts.n AS n, counts.v AS v,
  CASE WHEN a THEN 'absent' WHEN counts.v IS NULL THEN 'missing' WHEN known.n IS NULL THEN 'new' WHEN ${listed} THEN 'listed' ELSE 'other' END AS kind
  FROM counts LEFT JOIN known ON counts.v = known.v)
SELECT b, kind, name, CAST(sum(n) AS DOUBLE) AS n, CAST(count(*) AS DOUBLE) AS categories
FROM (SELECT b, n, kind, CASE WHEN kind = ${literal('listed')} OR (kind = ${literal('new')} AND n >= ${minimum}) THEN v END AS name FROM sorted)
GROUP BY b, kind, name ORDER BY b, kind, name`;
}
