import { double, literal } from './quote.ts';

/** Bits of a squared error or a score when they are summed: whole numbers add up the same in any order. */
export const scoreBits = 50;

const scored = (side: string, positive: string): string =>
  `SELECT b, p, y = ${literal(positive)} AS hit FROM ${side} WHERE b IS NOT NULL AND p IS NOT NULL AND isfinite(p) AND y IS NOT NULL`;

/** Distinct outcomes, the first of many. */
export const outcomesSql = (side: string): string =>
  `SELECT DISTINCT y FROM ${side} WHERE y IS NOT NULL ORDER BY y LIMIT 20`;

/** How many scores lie outside 0 … 1. */
export const outsideSql = (side: string): string =>
  `SELECT CAST(count(*) FILTER (WHERE p < 0 OR p > 1) AS DOUBLE) AS n, CAST(count(p) AS DOUBLE) AS scored FROM ${side}`;

/**
 * Per batch what AUC, its DeLong interval, Brier score and score separation are made of, exact: with P positives
 * and N negatives `u` is 2·P·N·AUC, `v10` and `v01` are P·Σx² − (Σx)² over positives and N·Σx² − (Σx)² over
 * negatives of twice the rows of the other class below a score (ties half), `d` the largest |F₀·P − F₁·N| of ranks.
 * Source: DeLong, DeLong and Clarke-Pearson, Biometrics 44 (1988); Sun and Xu, IEEE SPL 21 (2014).
 */
export function performanceSql(side: string, positive: string): string {
  const unit = double(2 ** scoreBits);
  return `WITH points AS (SELECT b, p, CAST(count(*) FILTER (WHERE hit) AS HUGEINT) AS np, CAST(count(*) FILTER (WHERE NOT hit) AS HUGEINT) AS nn,
  CAST(p * ${unit} AS BIGINT) AS score, CAST((1 - p) * (1 - p) * ${unit} AS BIGINT) AS hit_error, CAST(p * p * ${unit} AS BIGINT) AS miss_error
  FROM (${scored(side, positive)}) GROUP BY b, p),
walked AS (SELECT *, CAST(sum(np) OVER w AS HUGEINT) AS cp, CAST(sum(nn) OVER w AS HUGEINT) AS cn,
  CAST(sum(np) OVER (PARTITION BY b) AS HUGEINT) AS tp, CAST(sum(nn) OVER (PARTITION BY b) AS HUGEINT) AS tn
  FROM points WINDOW w AS (PARTITION BY b ORDER BY p ROWS UNBOUNDED PRECEDING)),
summed AS (SELECT b, any_value(tp) AS tp, any_value(tn) AS tn,
  sum(np * (2 * cn - nn)) AS u, sum(np * (2 * cn - nn) * (2 * cn - nn)) AS u2,
  sum(nn * (2 * cp - np)) AS w, sum(nn * (2 * cp - np) * (2 * cp - np)) AS w2,
  max(abs(cn * tp - cp * tn)) AS d, sum((np + nn) * score) AS scores, sum(np * hit_error + nn * miss_error) AS errors
  FROM walked GROUP BY b)
SELECT b, CAST(tp AS DOUBLE) AS positives, CAST(tn AS DOUBLE) AS negatives, CAST(u AS DOUBLE) AS u, CAST(tp * u2 - u * u AS DOUBLE) AS v10, CAST(tn * w2 - w * w AS DOUBLE) AS v01, CAST(d AS DOUBLE) AS d, CAST(scores AS DOUBLE) AS scores, CAST(errors AS DOUBLE) AS errors FROM summed ORDER BY b`;
}

/** Per batch and bin of the score: rows, positives, sum of scores. A score on an edge belongs to the bin below. */
export const calibrationSql = (side: string, positive: string, edges: readonly number[]): string =>
  `SELECT b, bin, CAST(count(*) AS DOUBLE) AS n, CAST(count(*) FILTER (WHERE hit) AS DOUBLE) AS positives, CAST(sum(CAST(p * ${double(2 ** scoreBits)} AS BIGINT)) AS DOUBLE) AS scores FROM (SELECT *, ${edges
    .map((edge) => `CAST(p > ${double(edge)} AS INTEGER)`)
    .join(' + ')} AS bin FROM (${scored(side, positive)})) GROUP BY b, bin ORDER BY b, bin`;
