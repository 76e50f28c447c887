import { literal } from './quote.ts';

const tallyOf = (side: string): string => `tally_${side}`;

/**
 * Keeps the rows per category and batch of some features of a side in a table, in place of those before: the batch of
 * a row is found once for all of them. A row of the table is of the feature whose `g` is 0.
 */
export function tallySql(side: string, features: readonly number[]): string {
  const columns = features.map((k) => `v${k}, a${k}, grouping(v${k}) AS g${k}`).join(', ');
  const sets = features.map((k) => `(b, v${k}, a${k})`).join(', ');
  return `CREATE OR REPLACE TEMP TABLE ${tallyOf(side)} AS SELECT b, ${columns}, count(*) AS n FROM ${side} WHERE b IS NOT NULL GROUP BY GROUPING SETS (${sets})`;
}

/**
 * Rows per category and batch of a feature that is in the tables: `listed` the categories that have a bin, `other` the
 * rest of the reference's, `new` what the reference does not have (named where its rows are enough to be named),
 * `missing` and `absent`.
 */
export function categoriesSql(side: string, k: number, minimum: number, maximum: number): string {
  const listed = `rank <= ${maximum} AND known.n >= ${minimum}`;
  return `WITH known AS (SELECT v, n, row_number() OVER (ORDER BY n DESC, v) AS rank FROM (SELECT v${k} AS v, sum(n) AS n FROM ${tallyOf('reference')} WHERE g${k} = 0 AND v${k} IS NOT NULL GROUP BY v)),
counts AS (SELECT b, v${k} AS v, a${k} AS a, n FROM ${tallyOf(side)} WHERE g${k} = 0),
sorted AS (SELECT b, counts.n AS n, counts.v AS v,
  CASE WHEN a THEN 'absent' WHEN counts.v IS NULL THEN 'missing' WHEN known.n IS NULL THEN 'new' WHEN ${listed} THEN 'listed' ELSE 'other' END AS kind
  FROM counts LEFT JOIN known ON counts.v = known.v)
SELECT b, kind, name, CAST(sum(n) AS DOUBLE) AS n, CAST(count(*) AS DOUBLE) AS categories
FROM (SELECT b, n, kind, CASE WHEN kind = ${literal('listed')} OR (kind = ${literal('new')} AND n >= ${minimum}) THEN v END AS name FROM sorted)
GROUP BY b, kind, name ORDER BY b, kind, name`;
}
