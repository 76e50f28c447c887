import type { Shap } from '../shapes/shap.ts';
import { importanceOf, sumOf, type RegisterFeature } from './importance.ts';
import { count } from '../../core/words.ts';

/** One point of a swarm. */
export interface SwarmPoint {
  /** Contribution, in the output space. */
  x: number;
  /** Layer above (positive) or below the middle line; 0 is on it. */
  layer: number;
  /** Where the feature value lies between its 5th and 95th percentile, 0 to 1; `null` is missing or not a number. */
  tone: number | null;
}

export interface SwarmRow {
  /** Feature, or `null` for the sum of those not shown. */
  name: string | null;
  /** What the row is labelled. */
  label: string;
  mean_abs: number;
  points: SwarmPoint[];
  /** Layers of the highest pile, at least 1: the drawing scales by it. */
  height: number;
}

export interface Swarm {
  rows: SwarmRow[];
  /** Smallest and largest contribution of all points. */
  extent: [number, number];
  n_drawn: number;
  n_total: number;
}

/**
 * The layout of a beeswarm: most important feature first, at most `maxDisplay` rows, the last of which is the signed
 * sum of the others row by row when there are more. Piles are built as `shap` builds them (100 quantised positions,
 * alternating sides), but ties are broken by row index instead of random noise, so that it is the same each time.
 * A feature of several columns has no single value, so its points carry no tone.
 * Source: `shap/plots/_beeswarm.py` (0.51).
 */
export function beeswarmOf(
  shap: Shap,
  { register = [], maxDisplay = 10 }: { register?: readonly RegisterFeature[]; maxDisplay?: number } = {},
): Swarm | null {
  const rows = shap.rows ?? [];
  if (rows.length === 0) return null;
  const ranked = importanceOf(shap, register);
  const cut = ranked.length > maxDisplay;
  const shown = cut ? ranked.slice(0, maxDisplay - 1) : ranked;
  const others = ranked.slice(shown.length);
  const indexes = (columns: readonly string[]): number[] =>
    columns.map((column) => shap.features.indexOf(column));

  const swarm: SwarmRow[] = shown.map((feature) => {
    const at = indexes(feature.columns);
    const tones =
      at.length === 1 ? tonesOf(rows.map((row) => row.values?.[at[0]!] ?? null)) : rows.map(() => null);
    const x = rows.map((row) => sumOf(row.shap, at));
    return { name: feature.name, label: feature.name, mean_abs: feature.mean_abs, ...pile(x, tones) };
  });
  if (cut) {
    const at = indexes(others.flatMap((feature) => feature.columns));
    const x = rows.map((row) => sumOf(row.shap, at));
    swarm.push({
      name: null,
      label: `Sum of ${count(others.length, 'other feature')}`,
      mean_abs: x.reduce((sum, one) => sum + Math.abs(one), 0) / x.length,
      ...pile(
        x,
        rows.map(() => null),
      ),
    });
  }
  const all = swarm.flatMap((row) => row.points.map((point) => point.x));
  return {
    rows: swarm,
    extent: [Math.min(...all), Math.max(...all)],
    n_drawn: rows.length,
    n_total: shap.n_total,
  };
}

/** Piles points up around a line: equal positions (of 100) alternate above and below it. */
function pile(x: readonly number[], tones: readonly (number | null)[]): Pick<SwarmRow, 'points' | 'height'> {
  const low = Math.min(...x);
  const range = Math.max(...x) - low;
  const position = x.map((one) => Math.round((100 * (one - low)) / (range + 1e-8)));
  const piles = new Map<number, number>();
  let height = 1;
  const points = x.map((one, row) => {
    const pileSize = piles.get(position[row]!) ?? 0;
    piles.set(position[row]!, pileSize + 1);
    const layer = Math.ceil(pileSize / 2) * (pileSize % 2 === 1 ? 1 : -1);
    height = Math.max(height, Math.abs(layer) + 1);
    return { x: one, layer: layer === 0 ? 0 : layer, tone: tones[row] ?? null };
  });
  return { points, height };
}

/**
 * Where each value lies between the 5th and 95th percentile, clipped to 0 … 1; the 1st and 99th, then the extremes,
 * where those are equal. Text and missing values have no tone.
 */
export function tonesOf(values: readonly (number | string | null)[]): (number | null)[] {
  const numbers = Float64Array.from(values.filter((value) => typeof value === 'number')).sort();
  if (numbers.length === 0) return values.map(() => null);
  const at = (p: number): number => numbers[Math.min(numbers.length - 1, Math.floor(p * numbers.length))]!;
  const limits: [number, number][] = [
    [at(0.05), at(0.95)],
    [at(0.01), at(0.99)],
    [numbers[0]!, numbers.at(-1)!],
  ];
  const [low, high] = limits.find(([a, b]) => a < b) ?? limits[2]!;
  return values.map((value) => {
    if (typeof value !== 'number') return null;
    return high > low ? Math.min(1, Math.max(0, (value - low) / (high - low))) : 0.5;
  });
}
