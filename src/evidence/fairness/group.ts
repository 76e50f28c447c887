// Groups as an evidence file has them, and their rates as exactly as the file allows.
import { wilson } from '../drift/missing-rate.ts';
import type { Metric, Metrics } from '../shapes/metrics.ts';
import { calibrationOf, type GroupCalibration } from './calibration.ts';
import { noRate, rateOf, type FairnessRate, type Rate, type Rates } from './rates.ts';

/** A block of groups of one attribute, as `#/groups/<attribute>` of a metrics file holds it. */
export type GroupTable = NonNullable<Metrics['groups']>[string];

/** A group of an evidence file. */
export interface Group {
  name: string;
  /** Rows; null where the file does not say. */
  n: number | null;
  /** Share of the rows of all groups, 0 to 1; null where either is not known. */
  share: number | null;
  rates: Rates;
  calibration: GroupCalibration;
}

/** Names under which files have each rate, as `type` of a figure. */
const types: Record<FairnessRate, readonly string[]> = {
  selection_rate: ['selection_rate', 'alert_rate'],
  true_positive_rate: ['recall', 'true_positive_rate', 'tpr', 'sensitivity'],
  false_positive_rate: ['false_positive_rate', 'fpr'],
  positive_predictive_value: ['precision', 'positive_predictive_value', 'ppv'],
};

/**
 * The groups of a table, in the order of the file.
 * @param asWritten takes shares with the digits they are written with, in place of the counts they come from: what
 * somebody who has only the file's shares would compute with.
 */
export function groupsOf(table: GroupTable, asWritten = false): Group[] {
  return Object.entries(table.groups).map(([name, slice]) => {
    const of = (rate: FairnessRate): Rate => recorded(rate, slice, asWritten);
    return {
      name,
      n: slice.n,
      share: shareOf(slice.n, table.n),
      rates: {
        selection_rate: of('selection_rate'),
        true_positive_rate: of('true_positive_rate'),
        false_positive_rate: of('false_positive_rate'),
        positive_predictive_value: of('positive_predictive_value'),
      },
      calibration: calibrationOf(slice),
    };
  });
}

/** A share of a total; 0 of nothing. */
export const shareOf = (n: number | null, total: number | null): number | null =>
  n === null || total === null ? null : total === 0 ? 0 : n / total;

type Slice = GroupTable['groups'][string];

const find = (slice: Slice, of: readonly string[]): Metric | undefined =>
  Object.values(slice.metrics).find(({ type }) => of.includes(type));

function recorded(name: FairnessRate, slice: Slice, asWritten: boolean): Rate {
  const metric = find(slice, types[name]);
  if (metric === undefined) return noRate('not in the evidence');
  const n = metric.n ?? denominatorOf(name, slice);
  if (n === 0) return rateOf(name, 0, 0);
  if (metric.value === null) return noRate(metric.note ?? 'not defined in the evidence', n);
  if (n === null) return { ...noRate(''), ...intervalOf(metric), value: metric.value, why: null };
  const k = asWritten ? null : countOf(metric.value, n);
  if (k !== null) return rateOf(name, k, n);
  const made = wilson(metric.value * n, n);
  return { value: metric.value, k: null, n, ...made, ...intervalOf(metric), why: null };
}

function denominatorOf(name: FairnessRate, { n, positives }: Slice): number | null {
  if (name === 'selection_rate') return n;
  if (name === 'true_positive_rate') return positives ?? null;
  if (name === 'false_positive_rate') return positives === undefined || n === null ? null : n - positives;
  return null;
}

const intervalOf = ({ ci_lower, ci_upper }: Metric): { lower?: number; upper?: number } =>
  ci_lower === undefined || ci_upper === undefined ? {} : { lower: ci_lower, upper: ci_upper };

/**
 * The count that a share of n was rounded from, or `null` where several counts, or none, give the digits written.
 * Fewer than four decimals may be zeros that were not written, so that they count as four.
 */
export function countOf(share: number, n: number): number | null {
  const text = String(share);
  const [, decimals = ''] = text.split('.');
  const half = text.includes('e') ? 5e-9 : 0.5 * 10 ** -Math.max(4, decimals.length);
  // Math.ceil makes −0 of what is just below 0.
  const least = Math.max(0, Math.ceil((share - half) * n - 1e-9));
  const most = Math.floor((share + half) * n + 1e-9);
  return least === most && least <= n ? least : null;
}
