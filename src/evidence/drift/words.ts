// A drift reading in figures and words, the same wherever it is shown.
import { percent } from '../../core/percent.ts';
import type { DriftRow } from '../../core/portfolio.ts';
import { fixed, signed, whole } from '../format.ts';
import { methods } from './methods.ts';

const byName = new Map(methods.map((one) => [one.name, one]));

/** A p to three decimals; one that these would make zero says that it is smaller. */
export const sayP = (p: number): string => (p < 0.001 ? '< 0.001' : fixed(p, 3));

/** A number of rows or bins; `unknown` where a report does not say. */
export const sayCount = (n: number | null): string => (n === null ? 'unknown' : whole(n));

/** The value of a reading, with the sign of a bound: `0.351`, `≥ 0.310`, `< 0.001`, `2` for a count. */
export function sayValue({ value, bound, method }: Pick<DriftRow, 'value' | 'bound' | 'method'>): string {
  if (value === null) return '–';
  const sign = bound === 'at-least' ? '≥ ' : bound === 'at-most' ? '≤ ' : '';
  const known = byName.get(method);
  // Methods of other tools that are no method of ours say in their names that they are a p.
  if (known?.is_p ?? /\bp-value\b/.test(method)) return value < 0.001 ? sayP(value) : sign + sayP(value);
  if (known?.counts) return sign + whole(value);
  return sign + fixed(value, 3);
}

/** What something was read against, ` against last quarter`, where the system has several baselines; else nothing. */
export const sayAgainst = (of: Pick<DriftRow, 'baseline'> | undefined): string =>
  of?.baseline === undefined ? '' : ` against ${of.baseline}`;

/** The interval of a reading, `${percent(95)} from −0.010 to +0.032`, or `null`. */
export const sayInterval = ({ interval }: Pick<DriftRow, 'interval'>): string | null =>
  interval === null
    ? null
    : `${percent(95)} from ${signed(interval.lower, 3)} to ${signed(interval.upper, 3)}`;

/** What the p of a reading was judged as, `0.012 adjusted for 14 tests (Bonferroni)`, or `null`. */
export function sayAdjusted({ adjusted }: Pick<DriftRow, 'adjusted'>): string | null {
  if (adjusted === null) return null;
  const name = adjusted.method === 'bonferroni' ? 'Bonferroni' : 'Benjamini–Hochberg';
  return `${sayP(adjusted.p_value)} adjusted for ${adjusted.tests} tests (${name})`;
}

/** A batch by its name, or that a report does not say which it is of. */
export const sayBatch = ({ batch }: Pick<DriftRow, 'batch'>, name: (batch: string) => string): string =>
  batch === 'unknown' ? 'batch unknown' : name(batch);

/** What another tool made of its own reading, `Evidently: drift, its limit 0.1`; `null` for what is our own. */
export function sayToolVerdict({ tool, reported }: Pick<DriftRow, 'tool' | 'reported'>): string | null {
  if (tool === null || reported === undefined) return null;
  const { alert, threshold } = reported;
  const verdict = alert === null ? 'no verdict stated' : alert ? 'drift' : 'no drift';
  return `${tool}: ${verdict}, ${threshold === null ? 'its limit unknown' : `its limit ${Number(threshold.toPrecision(6))}`}`;
}

/** Whether a reported value was found again, `recomputed: equal` or `recomputed: differs, 0.213`; else `null`. */
export function sayRecomputed({ recomputed }: Pick<DriftRow, 'recomputed'>): string | null {
  if (recomputed === null) return null;
  return recomputed.equal
    ? 'recomputed: equal'
    : `recomputed: differs, ${Number(recomputed.value.toPrecision(6))}`;
}
