import { grouping } from '../../core/once.ts';
import type { DriftRow } from '../../core/portfolio.ts';

/** Rows that a page of evidence holds at most, which keeps it well under 150 KB. */
const most = 120;

/** The readings of a file that fit on a page: all of them, else the latest batch of each series, the first so many. */
export function shownReadings(rows: readonly DriftRow[]): { shown: DriftRow[]; isCut: boolean } {
  if (rows.length <= most) return { shown: [...rows], isCut: false };
  const latest = Map.groupBy(rows, ({ feature, method, baseline }) => [feature, method, baseline].join('\n'));
  const order: DriftRow['verdict'][] = ['red', 'amber', 'no-verdict', 'stable'];
  const isAlert = ({ reported }: DriftRow): number => (reported?.alert === true ? 0 : 1);
  const shown = [...latest.values()]
    .map((own) => own.at(-1)!)
    .sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict) || isAlert(a) - isAlert(b));
  return { shown: shown.slice(0, most), isCut: true };
}

/**
 * The readings by which a system is looked at in short: what Casebook computed, else what other tools reported, whose
 * batches may have names of their own.
 */
export function glanced(rows: readonly DriftRow[]): readonly DriftRow[] {
  const own = rows.filter(({ source }) => source !== 'reported');
  return own.length > 0 ? own : rows;
}

/** The readings that a registered file holds. */
export const readingsIn = grouping(({ evidence }: DriftRow) => evidence);
