import { fixed } from '../evidence/format.ts';
import type { Importance } from '../evidence/shap/importance.ts';
import { round } from './round.ts';
import { digitsFor } from './shap-words.ts';
import { equalTicks } from './ticks.ts';
import { count } from '../core/words.ts';

export interface ShapBarRow {
  /** Feature, or `null` for the sum of those not shown. */
  name: string | null;
  label: string;
  value: string;
  /** Width of the bar, of 1000. */
  width: number;
  tone: 'hi' | 'plain' | 'oth';
}

export interface ShapBarDrawing {
  rows: ShapBarRow[];
  ticks: string[];
}

/**
 * The geometry of the bar chart: largest on top, at most `maxDisplay` rows, the last of which adds the mean
 * absolute values of the others when there are more. The bars that carry half of the whole are darker.
 * Source: `shap/plots/_bar.py` (0.51).
 */
export function shapBar(ranked: readonly Importance[], maxDisplay = 10): ShapBarDrawing {
  const cut = ranked.length > maxDisplay;
  const shown = cut ? ranked.slice(0, maxDisplay - 1) : ranked;
  const others = ranked.slice(shown.length);
  const rest = others.reduce((sum, one) => sum + one.mean_abs, 0);
  const total = ranked.reduce((sum, one) => sum + one.mean_abs, 0);
  const largest = Math.max(rest, ...shown.map((one) => one.mean_abs));
  const axis = equalTicks(0, largest || 1, 5);
  const end = axis.values.at(-1)!;
  const digits = digitsFor(largest);
  let before = 0;
  const rows = shown.map((one): ShapBarRow => {
    const tone = before < total / 2 ? 'hi' : 'plain';
    before += one.mean_abs;
    const width = round((1000 * one.mean_abs) / end);
    return { name: one.name, label: one.name, value: fixed(one.mean_abs, digits), width, tone };
  });
  if (cut) {
    rows.push({
      name: null,
      label: `Sum of ${count(others.length, 'other feature')}`,
      value: fixed(rest, digits),
      width: round((1000 * rest) / end),
      tone: 'oth',
    });
  }
  return { rows, ticks: axis.values.map((value) => (value === 0 ? '0' : fixed(value, axis.digits))) };
}
