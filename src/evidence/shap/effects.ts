import type { Shap, ShapRow } from '../shapes/shap.ts';
import { sumOf } from './importance.ts';

/** A feature with the columns of the model that it becomes. */
export interface Columns {
  name: string;
  columns: readonly string[];
}

/** Reads contributions and values of a feature out of rows; of several columns the contributions are summed. */
export interface FeatureReader {
  name: string;
  /** Contribution of a row, in the output space. */
  effect: (row: ShapRow) => number;
  /**
   * Value of a row: a number, or text for a category; of several columns, which are a category taken apart, the one
   * that is 1. `null` where the file has none.
   */
  value: (row: ShapRow) => number | string | null;
}

/** A reader of a feature's contributions and values. */
export function readerOf(shap: Pick<Shap, 'features'>, { name, columns }: Columns): FeatureReader {
  const at = columns.map((column) => shap.features.indexOf(column));
  const only = at.length === 1 ? at[0]! : null;
  return {
    name,
    effect: (row) => (only === null ? sumOf(row.shap, at) : row.shap[only]!),
    value: (row) => {
      if (only !== null) return row.values?.[only] ?? null;
      const set = columns.filter((_, i) => row.values?.[at[i]!] === 1);
      return set.length === 1 ? categoryOf(set[0]!, name) : null;
    },
  };
}

/** The category that a column stands for: its name without the feature's before it. */
const categoryOf = (column: string, feature: string): string =>
  column.startsWith(feature) ? column.slice(feature.length).replace(/^[_=.\s-]+/, '') || column : column;

/** The base of a row's contributions: its own, else that of the file; `null` where neither is stated. */
export const baseOf = (shap: Pick<Shap, 'base_value'>, row: ShapRow): number | null =>
  row.base_value ?? shap.base_value;

/** Base plus contributions: what the explanation says the output of a row is; `null` without a base. */
export function explainedOutput(shap: Pick<Shap, 'base_value'>, row: ShapRow): number | null {
  const base = baseOf(shap, row);
  return base === null ? null : base + row.shap.reduce((sum, one) => sum + one, 0);
}
