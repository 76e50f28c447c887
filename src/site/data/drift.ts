/** Drift in words. */
import { compareText } from '../../core/compare.ts';
import { formatMonth } from '../../core/date.ts';
import type { DriftRow } from '../../core/portfolio.ts';
import { count } from '../../ui/words.ts';

/** `1 of 14 features over red in October 2026, 2 on watch`: the last batch, with its denominator. */
export function driftHeadline(rows: readonly DriftRow[]): string {
  const batch = rows
    .map((row) => row.batch)
    .sort(compareText)
    .at(-1);
  if (batch === undefined) return 'Drift is not measured';
  const last = rows.filter((row) => row.batch === batch);
  const of = (verdict: DriftRow['verdict']): number => last.filter((row) => row.verdict === verdict).length;
  const when = batchName(batch);
  const parts = [];
  if (of('red') > 0) parts.push(`${of('red')} of ${count(last.length, 'reading')} over red in ${when}`);
  if (of('amber') > 0)
    parts.push(
      `${of('amber')}${parts.length > 0 ? '' : ` of ${count(last.length, 'reading')}`} on watch${parts.length > 0 ? '' : ` in ${when}`}`,
    );
  if (parts.length > 0) return parts.join(', ');
  if (of('stable') === last.length)
    return `All ${count(last.length, 'reading')} within their limits in ${when}`;
  return `${of('no-verdict')} of ${count(last.length, 'reading')} without a verdict in ${when}`;
}

/** A batch for people: a month where its name is one. */
export const batchName = (batch: string): string =>
  /^\d{4}-\d{2}$/.test(batch) ? formatMonth(batch) : batch;
