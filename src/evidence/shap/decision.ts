import type { Shap } from '../shapes/shap.ts';
import { explainedOutput, readerOf } from './effects.ts';
import { importanceOf, type RegisterFeature } from './importance.ts';
import { count } from '../../core/words.ts';

export interface DecisionPath {
  /** Place of the row in the file, from 0. */
  row: number;
  /** Output before the first feature, after it, and so on; the last is f(x). */
  outputs: number[];
}

export interface DecisionPaths {
  /** Least important first, as the walk goes: what is not shown by itself is the first step. */
  features: { name: string | null; label: string }[];
  paths: DecisionPath[];
  n_drawn: number;
  n_total: number;
}

/** Rows up to which each can be followed. */
const mostPaths = 60;

/**
 * How rows come to their outputs, feature by feature, from the least important to the most; at most `maxDisplay`
 * steps, the first of which is the sum of the others where there are more. Of many rows, 60 are drawn at even
 * distances of the order of their outputs, the lowest and the highest among them.
 * @returns `null` when there are no rows or no base value.
 * Source: `shap/plots/_decision.py` (0.51), which draws every row and stops at 2,000.
 */
export function decisionPathsOf(
  shap: Shap,
  { register = [], maxDisplay = 20 }: { register?: readonly RegisterFeature[]; maxDisplay?: number } = {},
): DecisionPaths | null {
  const rows = shap.rows ?? [];
  const outputs = rows.map((row) => explainedOutput(shap, row));
  if (rows.length === 0 || outputs.includes(null)) return null;
  const ranked = importanceOf(shap, register).map((one) => readerOf(shap, one));
  const shown = ranked.length > maxDisplay ? ranked.slice(0, maxDisplay - 1) : ranked;
  const rest = ranked.slice(shown.length);
  const order = rows.map((_, i) => i).sort((a, b) => outputs[a]! - outputs[b]! || a - b);
  const n = Math.min(mostPaths, order.length);
  const drawn = Array.from(
    { length: n },
    (_, i) => order[n === 1 ? 0 : Math.round((i * (order.length - 1)) / (n - 1))]!,
  );
  return {
    features: [
      ...(rest.length > 0 ? [{ name: null, label: `Sum of ${count(rest.length, 'other feature')}` }] : []),
      ...shown.toReversed().map(({ name }) => ({ name, label: name })),
    ],
    paths: drawn.map((i) => {
      const row = rows[i]!;
      const steps = shown.toReversed().map((reader) => reader.effect(row));
      if (rest.length > 0) steps.unshift(rest.reduce((sum, reader) => sum + reader.effect(row), 0));
      let at = outputs[i]! - steps.reduce((sum, step) => sum + step, 0);
      return { row: i, outputs: [at, ...steps.map((step) => (at += step))] };
    }),
    n_drawn: rows.length,
    n_total: shap.n_total,
  };
}
