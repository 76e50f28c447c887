import type { DriftRow } from '../../core/portfolio.ts';
import { benjaminiHochberg, bonferroni, type Correction } from './adjust.ts';
import { isEnough, verdictOf } from './verdict.ts';

/** A reading before it is judged. */
export interface Read {
  row: DriftRow;
  /** What its monitor does when many p-values are judged together; `null` for values that are no p. */
  correction: Correction | null;
  /** Rows below which there is no verdict. */
  minimum: number;
  /** Whether limits apply: there is a monitor, and its limits were set for this rule. */
  judged: boolean;
}

/**
 * Adjusts the p-values of a system and gives each reading its verdict. Only readings that can get a verdict count as
 * tests.
 */
export function judge(read: readonly Read[]): void {
  const tests = read.filter(
    ({ row, correction, judged, minimum }) =>
      correction !== null && judged && row.value !== null && isEnough(row, minimum),
  );
  for (const family of Map.groupBy(
    tests,
    ({ row }) => `${row.method}\n${row.baseline ?? ''}\n${row.batch}`,
  ).values()) {
    adjust(family);
  }
  for (const { row, judged, minimum } of read) {
    if (judged) row.verdict = verdictOf(row, minimum);
  }
}

/** Adjusts the p-values of one method against one baseline in one batch, each by the correction of its monitor. */
function adjust(family: readonly Read[]): void {
  if (family.length < 2) return;
  const p = family.map(({ row }) => row.value!);
  const by = { bonferroni: bonferroni(p), 'benjamini-hochberg': benjaminiHochberg(p) };
  family.forEach(({ row, correction }, i) => {
    if (correction === null || correction === 'none') return;
    row.adjusted = { p_value: by[correction][i]!, method: correction, tests: family.length };
  });
}
