import type { Shap, ShapRow } from '../shapes/shap.ts';
import { baseOf, explainedOutput } from './effects.ts';

/** A row of a file with its place. */
export interface PlacedRow {
  row: ShapRow;
  /** Place among the rows of the file, counted from 0. */
  place: number;
}

/** The row of an id, or at a place counted from 0; `null` where there is none. */
export function rowNamed(shap: Pick<Shap, 'rows'>, named: string | number): PlacedRow | null {
  const rows = shap.rows ?? [];
  const at = rows.findIndex((row, i) => (typeof named === 'number' ? i === named : row.id === named));
  return at < 0 ? null : { row: rows[at]!, place: at };
}

/** What a row is called: its id, else its place. */
export const rowName = ({ row, place }: PlacedRow): string =>
  row.id === undefined ? `row ${place} of the file` : `row ${row.id}`;

/**
 * Rows that show what a model does without anybody having chosen them: the ones with the lowest, the middle and the
 * highest output, or sum of contributions where the file states no base value. Ties go to the row that stands first.
 * @returns nothing when the file keeps fewer than three rows.
 */
export function spreadRows(shap: Shap): (PlacedRow & { why: 'lowest' | 'middle' | 'highest' })[] {
  const rows = shap.rows ?? [];
  if (rows.length < 3) return [];
  const outputs = hasBases(shap)
    ? rows.map((row) => explainedOutput(shap, row))
    : rows.map((row) => row.shap.reduce((sum, one) => sum + one, 0));
  const order = outputs.map((_, i) => i).sort((a, b) => outputs[a]! - outputs[b]! || a - b);
  const picks = { lowest: order[0]!, middle: order[(order.length - 1) >> 1]!, highest: order.at(-1)! };
  return Object.entries(picks).map(([why, at]) => ({
    row: shap.rows![at]!,
    place: at,
    why: why as keyof typeof picks,
  }));
}

/** Whether every row has a base value to start from. */
export const hasBases = (shap: Shap): boolean => (shap.rows ?? []).every((row) => baseOf(shap, row) !== null);
