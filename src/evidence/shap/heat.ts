import { quantileSorted } from 'd3-array';
import type { Shap } from '../shapes/shap.ts';
import { clusteredOrder } from './cluster.ts';
import { explainedOutput, readerOf } from './effects.ts';
import { importanceOf, type RegisterFeature } from './importance.ts';
import { count } from '../../core/words.ts';

export interface ShapHeat {
  /** Most important first; the last is the sum of the others where there are more. */
  rows: { name: string | null; label: string; mean_abs: number; effects: number[] }[];
  /** f(x) of each row of the file, in the order of the map; `null` without a base value. */
  outputs: number[] | null;
  /** The contribution that has the strongest shade: the larger of the 1st and 99th percentile, by absolute value. */
  limit: number;
  n_drawn: number;
  n_total: number;
}

/** Rows that are laid side by side; of more, as many at even distances. */
const mostColumns = 600;

/**
 * Contributions of rows side by side, like ones together (`clusteredOrder`), features below one another.
 * @returns `null` when the file keeps no rows.
 * Source: `shap/plots/_heatmap.py` (0.51).
 */
export function heatOf(
  shap: Shap,
  { register = [], maxDisplay = 10 }: { register?: readonly RegisterFeature[]; maxDisplay?: number } = {},
): ShapHeat | null {
  const all = shap.rows ?? [];
  if (all.length === 0) return null;
  const n = Math.min(mostColumns, all.length);
  const rows = Array.from({ length: n }, (_, i) => all[Math.floor((i * all.length) / n)]!);
  const ranked = importanceOf(shap, register);
  const shown = ranked.length > maxDisplay ? ranked.slice(0, maxDisplay - 1) : ranked;
  const rest = ranked.slice(shown.length).map((one) => readerOf(shap, one));
  const outputs = rows.map((row) => explainedOutput(shap, row));
  const isKnown = !outputs.includes(null);
  const key = isKnown
    ? (outputs as number[])
    : rows.map((row) => row.shap.reduce((sum, one) => sum + one, 0));
  const order = clusteredOrder(
    rows.map((row) => row.shap),
    key,
  );
  const lines: ShapHeat['rows'] = shown.map((one) => {
    const reader = readerOf(shap, one);
    const effects = order.map((i) => reader.effect(rows[i]!));
    return { name: one.name, label: one.name, mean_abs: one.mean_abs, effects };
  });
  if (rest.length > 0) {
    const effects = order.map((i) => rest.reduce((sum, reader) => sum + reader.effect(rows[i]!), 0));
    const mean_abs = effects.reduce((sum, one) => sum + Math.abs(one), 0) / n;
    lines.push({ name: null, label: `Sum of ${count(rest.length, 'other feature')}`, mean_abs, effects });
  }
  const sorted = lines.flatMap(({ effects }) => effects).sort((a, b) => a - b);
  return {
    rows: lines,
    outputs: isKnown ? order.map((i) => key[i]!) : null,
    limit: Math.max(Math.abs(quantileSorted(sorted, 0.01)!), Math.abs(quantileSorted(sorted, 0.99)!)),
    n_drawn: all.length,
    n_total: shap.n_total,
  };
}
