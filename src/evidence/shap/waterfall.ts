import type { Shap, ShapRow } from '../shapes/shap.ts';
import { baseOf } from './effects.ts';
import type { RegisterFeature } from './importance.ts';
import { localEffects, type LocalEffect } from './local.ts';

/** One step of a waterfall. */
export interface WaterfallStep extends LocalEffect {
  /** Output before and after the step. */
  from: number;
  to: number;
}

export interface Waterfall {
  /** Largest contribution first, as it is drawn from the top; the steps are walked from the last to the first. */
  steps: WaterfallStep[];
  /** E[f(X)]: where the walk begins. */
  base: number;
  /** f(x) = base + Σ contributions: where it ends. */
  output: number;
  /** f(x) as the file states it less f(x) as it adds up; `null` where the file does not state it. */
  gap: number | null;
}

/**
 * The walk from the expected output to that of one row: largest absolute contribution on top, at most `maxDisplay`
 * steps, the lowest of which is the sum of the others where there are more. Columns of one feature of the register
 * are one step. Ties are broken by name.
 * @returns `null` when there is no base value to start from.
 * Source: `shap/plots/_waterfall.py` (0.51).
 */
export function waterfallOf(
  shap: Shap,
  row: ShapRow,
  options: { register?: readonly RegisterFeature[]; maxDisplay?: number } = {},
): Waterfall | null {
  const base = baseOf(shap, row);
  if (base === null) return null;
  let at = base;
  const steps = localEffects(shap, row, options)
    .toReversed()
    .map((part): WaterfallStep => ({ ...part, from: at, to: (at += part.effect) }))
    .toReversed();
  return { steps, base, output: at, gap: row.output === undefined ? null : row.output - at };
}
