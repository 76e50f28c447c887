import { totalsOf, type Tally } from './tally.ts';

/** A point of a curve: decisions from this score on; `null` where no row is positive. */
export interface CurvePoint {
  threshold: number | null;
  tp: number;
  fp: number;
}

/**
 * Every point of the ROC and precision–recall curves, from no row positive to all: one per distinct score, descending.
 * The rates are tp and fp over all positives and negatives.
 */
export function curvePoints(tally: Tally): CurvePoint[] {
  const points: CurvePoint[] = [{ threshold: null, tp: 0, fp: 0 }];
  let [tp, fp] = [0, 0];
  for (let i = tally.scores.length - 1; i >= 0; i -= 1) {
    tp += tally.positives[i]!;
    fp += tally.negatives[i]!;
    points.push({ threshold: tally.scores[i]!, tp, fp });
  }
  return points;
}

/**
 * The area under the precision–recall curve as a sum of steps, Σ (Rₙ − Rₙ₋₁)·Pₙ, without interpolation between points;
 * not defined without positives. Source: scikit-learn, `average_precision_score`.
 */
export function averagePrecision(tally: Tally): number | null {
  const { positives } = totalsOf(tally);
  if (positives === 0) return null;
  let [sum, before] = [0, 0];
  for (const { tp, fp } of curvePoints(tally).slice(1)) {
    sum += ((tp - before) / positives) * (tp / (tp + fp));
    before = tp;
  }
  return sum;
}

/**
 * The largest distance of the score distributions of the two outcomes, the K–S separation of credit scoring; not
 * defined without rows of both.
 */
export function separation(tally: Tally): number | null {
  const { positives, negatives } = totalsOf(tally);
  if (positives === 0 || negatives === 0) return null;
  return curvePoints(tally).reduce(
    (most, { tp, fp }) => Math.max(most, Math.abs(tp / positives - fp / negatives)),
    0,
  );
}
