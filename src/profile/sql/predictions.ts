// Predictions as a relation with plain names: `p` the score, `q` another score of the same rows, `y` the outcome,
// `t` the day, `s0` … the slices.
import { identifier, literal } from './quote.ts';
import { labelSql, momentSql } from './side.ts';

interface Column {
  column: string;
  sql: string;
}

export interface PredictionColumns {
  relation: string;
  score: Column;
  challenger: Column | null;
  label: Column;
  time: Column | null;
  slices: readonly string[];
}

/** The relation with plain names; a slice without a value is one of its own. */
export function predictionsSql({
  relation,
  score,
  challenger,
  label,
  time,
  slices,
}: PredictionColumns): string {
  const scoreOf = (one: Column | null): string =>
    one === null ? 'CAST(NULL AS DOUBLE)' : `TRY_CAST(${identifier(one.column)} AS DOUBLE)`;
  const columns = [
    `${scoreOf(score)} AS p`,
    `${scoreOf(challenger)} AS q`,
    `${labelSql(identifier(label.column), label.sql)} AS y`,
    `${time === null ? 'CAST(NULL AS DATE)' : `CAST(${momentSql(time)} AS DATE)`} AS t`,
    ...slices.map((name, k) => `coalesce(CAST(${identifier(name)} AS VARCHAR), '(no value)') AS s${k}`),
  ];
  return `SELECT ${columns.join(', ')} FROM ${relation}`;
}

const isScored = `p IS NOT NULL AND isfinite(p)`;

/** All rows, those without score, those without outcome, scores outside 0 to 1, and the days they cover. */
export const lookSql = `SELECT CAST(count(*) AS DOUBLE) AS n, CAST(count(*) FILTER (WHERE NOT coalesce(${isScored}, false)) AS DOUBLE) AS unscored,
  CAST(count(*) FILTER (WHERE y IS NULL) AS DOUBLE) AS open, CAST(count(*) FILTER (WHERE ${isScored} AND (p < 0 OR p > 1)) AS DOUBLE) AS outside,
  CAST(count(*) FILTER (WHERE q IS NOT NULL AND isfinite(q)) AS DOUBLE) AS paired,
  CAST(count(*) FILTER (WHERE ${isScored} AND y IS NOT NULL) AS DOUBLE) AS counted,
  CAST(min(t) FILTER (WHERE ${isScored} AND y IS NOT NULL) AS VARCHAR) AS first, CAST(max(t) FILTER (WHERE ${isScored} AND y IS NOT NULL) AS VARCHAR) AS last FROM predictions`;

/** Distinct outcomes, the first of many. */
export const predictedOutcomesSql = `SELECT DISTINCT y FROM predictions WHERE y IS NOT NULL ORDER BY y LIMIT 20`;

/** Rows by score and outcome, per combination of slices; ascending, so that sums over them are of one order. */
export function tallySql(positive: string, slices: readonly number[]): string {
  const keys = slices.map((k) => `s${k}`);
  const by = [...keys, 'p'].join(', ');
  return `SELECT ${by}, CAST(count(*) FILTER (WHERE y = ${literal(positive)}) AS DOUBLE) AS positives, CAST(count(*) FILTER (WHERE y <> ${literal(positive)}) AS DOUBLE) AS negatives
  FROM predictions WHERE ${isScored} AND y IS NOT NULL GROUP BY ${by} ORDER BY ${by}`;
}

/** How many values a slice has. */
export const sliceValuesSql = (k: number): string =>
  `SELECT CAST(count(DISTINCT s${k}) AS DOUBLE) AS n FROM predictions`;

/** Rows with both scores, in one order. */
export const pairedSql = (positive: string): string =>
  `SELECT p, q, CAST(y = ${literal(positive)} AS DOUBLE) AS hit FROM predictions
  WHERE ${isScored} AND y IS NOT NULL AND q IS NOT NULL AND isfinite(q) ORDER BY p, q, hit`;
