import { compareText } from '../../core/compare.ts';
import type { Shap, ShapRow } from '../shapes/shap.ts';
import { baseOf, readerOf } from './effects.ts';
import { groupsOf, type RegisterFeature } from './importance.ts';

/** One step of a waterfall. */
export interface WaterfallStep {
  /** Feature, or `null` for those that are not shown by themselves. */
  name: string | null;
  label: string;
  /** Value of the feature in this row; `null` where there is none. */
  value: number | string | null;
  /** Contribution, in the output space. */
  effect: number;
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
  { register = [], maxDisplay = 10 }: { register?: readonly RegisterFeature[]; maxDisplay?: number } = {},
): Waterfall | null {
  const base = baseOf(shap, row);
  if (base === null) return null;
  const effects = groupsOf(shap, register)
    .map((feature) => readerOf(shap, feature))
    .map((reader) => ({ name: reader.name, value: reader.value(row), effect: reader.effect(row) }))
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect) || compareText(a.name, b.name));
  const shown = effects.length > maxDisplay ? effects.slice(0, maxDisplay - 1) : effects;
  const others = effects.slice(shown.length);
  const parts: Omit<WaterfallStep, 'from' | 'to'>[] = shown.map((one) => ({ ...one, label: one.name }));
  if (others.length > 0) {
    const effect = others.reduce((sum, one) => sum + one.effect, 0);
    parts.push({ name: null, label: `${others.length} other features`, value: null, effect });
  }
  let at = base;
  const steps = parts
    .toReversed()
    .map((part): WaterfallStep => ({ ...part, from: at, to: (at += part.effect) }))
    .toReversed();
  return { steps, base, output: at, gap: row.output === undefined ? null : row.output - at };
}
