import { median } from 'd3-array';
import { compareText } from '../../core/compare.ts';
import type { Shap, ShapRow } from '../shapes/shap.ts';
import { readerOf } from './effects.ts';
import { importanceOf, type RegisterFeature } from './importance.ts';

export interface Cohort {
  label: string;
  n: number;
  /** Mean |contribution| per feature, in the order of `features`, in the output space. */
  mean_abs: number[];
}

export interface Cohorts {
  /** What the rows are split by. */
  by: string;
  features: string[];
  cohorts: Cohort[];
}

/** Categories up to which each is a cohort of its own. */
const mostCohorts = 6;

/**
 * Mean absolute contributions by cohort of the rows kept: by category of a feature where it has few, else below and
 * from the median of its values up; rows without a value are a cohort. Features are in the order of their average
 * rank over cohorts.
 * @returns `null` when the feature is not known or splits nothing.
 * Source: `shap/plots/_bar.py` (0.51), whose cohorts are given by the caller.
 */
export function cohortsOf(shap: Shap, by: string, register: readonly RegisterFeature[] = []): Cohorts | null {
  const rows = shap.rows ?? [];
  const readers = importanceOf(shap, register).map((one) => readerOf(shap, one));
  const split = readers.find((one) => one.name === by);
  if (split === undefined || rows.length === 0) return null;
  const cohorts = groupBy(rows, split.value)
    .filter(([, own]) => own.length > 0)
    .map(([label, own]) => ({
      label,
      n: own.length,
      mean_abs: readers.map(
        (reader) => own.reduce((sum, row) => sum + Math.abs(reader.effect(row)), 0) / own.length,
      ),
    }));
  if (cohorts.length < 2) return null;
  const ranks = readers.map((_, k) =>
    cohorts.reduce((sum, { mean_abs: of }) => sum + of.filter((one) => one > of[k]!).length, 0),
  );
  const order = readers
    .map((_, k) => k)
    .sort((a, b) => ranks[a]! - ranks[b]! || compareText(readers[a]!.name, readers[b]!.name));
  return {
    by,
    features: order.map((k) => readers[k]!.name),
    cohorts: cohorts.map((one) => ({ ...one, mean_abs: order.map((k) => one.mean_abs[k]!) })),
  };
}

function groupBy(
  rows: readonly ShapRow[],
  valueOf: (row: ShapRow) => number | string | null,
): [string, readonly ShapRow[]][] {
  const missing: [string, readonly ShapRow[]] = ['no value', rows.filter((row) => valueOf(row) === null)];
  const known = rows.filter((row) => valueOf(row) !== null);
  const distinct = [...new Set(known.map(valueOf))];
  if (distinct.length <= mostCohorts || distinct.some((one) => typeof one === 'string')) {
    const isNumeric = distinct.every((one) => typeof one === 'number');
    const sorted = isNumeric
      ? distinct.map(Number).sort((a, b) => a - b)
      : distinct.map(String).sort(compareText);
    return [
      ...sorted.map((value): [string, readonly ShapRow[]] => [
        String(value),
        known.filter((row) => String(valueOf(row)) === String(value)),
      ]),
      missing,
    ];
  }
  const middle = median(known, (row) => valueOf(row) as number)!;
  return [
    [`below ${middle}`, known.filter((row) => (valueOf(row) as number) < middle)],
    [`${middle} and above`, known.filter((row) => (valueOf(row) as number) >= middle)],
    missing,
  ];
}
