import type { Shap } from '../shapes/shap.ts';

/**
 * Layouts that have to be told apart where a file leaves it open: one row per case, one per case and feature, means by
 * feature, and contributions with the base behind them.
 */
export const shapLayouts = ['wide', 'long', 'table', 'contribs'] as const;
export type ShapLayout = (typeof shapLayouts)[number];

/** What the register says of a file of SHAP values: what the file itself leaves open. Names as in the register. */
export interface Declared {
  layout?: ShapLayout;
  output_space?: Shap['output_space'];
  /** Which output of a model with several: its name, or its position counted from 0. */
  class?: string | number;
  class_name?: string;
  /** Whether an array of three axes holds interactions. */
  interaction?: boolean;
  base_value?: number;
  base_column?: string;
  id_column?: string;
  prediction_column?: string;
  /** Column that says which batch a row is of. */
  batch_column?: string;
  /** Columns that are no contributions. */
  other_columns?: string[];
  /** Names of the columns of an array, in order. */
  features?: string[];
  /** Files beside the register: feature values, base values, the model's outputs. */
  values_file?: string;
  base_values_file?: string;
  predictions_file?: string;
  /** Rows that a table of means is over. */
  n?: number;
  explainer?: string;
  algorithm?: string;
  background?: string;
  model?: string;
  dataset?: string;
  period?: { from: string; to: string };
}
