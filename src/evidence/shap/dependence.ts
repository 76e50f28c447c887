import { compareText } from '../../core/compare.ts';
import type { Shap } from '../shapes/shap.ts';
import { tonesOf } from './beeswarm.ts';
import { readerOf, type FeatureReader } from './effects.ts';
import { importanceOf, type RegisterFeature } from './importance.ts';
import { coded, interactionsOf } from './interaction.ts';

export interface DependencePoint {
  /** Value of the feature; the place of its category where values are text. */
  x: number;
  /** Contribution, in the output space. */
  y: number;
  /** Value of the other feature between its 5th and 95th percentile, 0 to 1; `null` where it has none. */
  tone: number | null;
}

export interface Dependence {
  feature: string;
  /** The feature that shades the points: the one chosen, else that of the strongest interaction. */
  colour: string | null;
  points: DependencePoint[];
  /** Categories by their place; `null` for numbers. */
  categories: string[] | null;
  /** Rows without a value of the feature, and what they contribute on average. */
  missing: { n: number; mean: number | null };
  n_drawn: number;
  n_total: number;
}

/**
 * The contributions of one feature against its values, row by row.
 * @returns `null` when the file keeps no rows, no values, or does not know the feature.
 * Source: `shap/plots/_scatter.py` (0.51).
 */
export function dependenceOf(
  shap: Shap,
  feature: string,
  { register = [], colour }: { register?: readonly RegisterFeature[]; colour?: string | undefined } = {},
): Dependence | null {
  const rows = shap.rows ?? [];
  const readers = importanceOf(shap, register).map((one) => readerOf(shap, one));
  const own = readers.find((one) => one.name === feature);
  if (own === undefined) return null;
  const known = rows.filter((row) => own.value(row) !== null);
  if (known.length === 0) return null;
  const other: FeatureReader | undefined =
    colour === undefined
      ? readers.find((one) => one.name === interactionsOf(rows, own, readers)[0]?.name)
      : readers.find((one) => one.name === colour);
  const values = known.map(own.value);
  const isText = values.some((value) => typeof value === 'string');
  const x = coded(values) as number[];
  const tones = other === undefined ? known.map(() => null) : tonesOf(coded(known.map(other.value)));
  const lacking = rows.filter((row) => own.value(row) === null);
  return {
    feature,
    colour: other?.name ?? null,
    points: known.map((row, i) => ({ x: x[i]!, y: own.effect(row), tone: tones[i]! })),
    categories: isText ? [...new Set(values.map(String))].sort(compareText) : null,
    missing: {
      n: lacking.length,
      mean:
        lacking.length === 0 ? null : lacking.reduce((sum, row) => sum + own.effect(row), 0) / lacking.length,
    },
    n_drawn: rows.length,
    n_total: shap.n_total,
  };
}
