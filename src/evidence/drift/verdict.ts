import type { DriftRow } from '../../core/portfolio.ts';

/**
 * What a reading says. No verdict without a value, without limits, below the minimum sample, or when a limit is
 * crossed by no more than noise: unknown is never stable. A value on a limit has crossed it.
 */
export function verdictOf(
  row: Pick<DriftRow, 'value' | 'amber' | 'threshold' | 'noise_floor' | 'direction' | 'n_ref' | 'n_cur'>,
  minimum: number,
): DriftRow['verdict'] {
  const { value, amber, threshold } = row;
  if (value === null || (amber === null && threshold === null)) return 'no-verdict';
  if (row.n_cur < minimum || row.n_ref < minimum) return 'no-verdict';
  const isOver = (limit: number | null): boolean =>
    limit !== null && (row.direction === 'above' ? value >= limit : value <= limit);
  const verdict = isOver(threshold) ? 'red' : isOver(amber) ? 'amber' : 'stable';
  if (verdict !== 'stable' && row.noise_floor !== null && value <= row.noise_floor) return 'no-verdict';
  return verdict;
}
