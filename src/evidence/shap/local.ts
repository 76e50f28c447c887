import { compareText } from '../../core/compare.ts';
import type { Shap, ShapRow } from '../shapes/shap.ts';
import { readerOf } from './effects.ts';
import { groupsOf, type RegisterFeature } from './importance.ts';
import { count } from '../../core/words.ts';

/** What a feature contributes to one row. */
export interface LocalEffect {
  /** Feature, or `null` for those that are not shown by themselves. */
  name: string | null;
  label: string;
  /** Value of the feature in this row; `null` where there is none. */
  value: number | string | null;
  /** Contribution, in the output space. */
  effect: number;
}

/**
 * The contributions to one row: largest absolute value first, at most `maxDisplay`, the last of which is the sum of the
 * others where there are more. Columns of one feature of the register are one contribution. Ties are broken by name.
 * Source: `shap/plots/_bar.py` and `_waterfall.py` (0.51).
 */
export function localEffects(
  shap: Shap,
  row: ShapRow,
  { register = [], maxDisplay = 10 }: { register?: readonly RegisterFeature[]; maxDisplay?: number } = {},
): LocalEffect[] {
  const all = groupsOf(shap, register)
    .map((feature) => readerOf(shap, feature))
    .map((reader) => ({ name: reader.name, value: reader.value(row), effect: reader.effect(row) }))
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect) || compareText(a.name, b.name));
  const shown = all.length > maxDisplay ? all.slice(0, maxDisplay - 1) : all;
  const others = all.slice(shown.length);
  const effects: LocalEffect[] = shown.map((one) => ({ ...one, label: one.name }));
  if (others.length > 0) {
    const effect = others.reduce((sum, one) => sum + one.effect, 0);
    effects.push({ name: null, label: count(others.length, 'other feature'), value: null, effect });
  }
  return effects;
}
