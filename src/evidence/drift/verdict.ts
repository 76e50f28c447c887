import type { DriftRow } from '../../core/portfolio.ts';

type Judged = Pick<
  DriftRow,
  | 'value'
  | 'amber'
  | 'threshold'
  | 'noise_floor'
  | 'direction'
  | 'n_ref'
  | 'n_cur'
  | 'adjusted'
  | 'interval'
  | 'bound'
>;

/** Whether both sides are known to have the rows that a verdict needs; how many there are may be unknown. */
export const isEnough = ({ n_ref, n_cur }: Pick<DriftRow, 'n_ref' | 'n_cur'>, minimum: number): boolean =>
  n_ref !== null && n_cur !== null && n_cur >= minimum && n_ref >= minimum;

/**
 * What a reading says. No verdict without a value, without limits, below the minimum sample, when a limit is crossed
 * by no more than noise, or when a bound leaves open whether one is crossed: unknown is never stable. A value on a
 * limit has crossed it. A p that was adjusted is judged as adjusted.
 */
export function verdictOf(row: Judged, minimum: number): DriftRow['verdict'] {
  const { amber, threshold, bound } = row;
  const value = row.value === null ? null : (row.adjusted?.p_value ?? row.value);
  if (value === null || (amber === null && threshold === null)) return 'no-verdict';
  if (!isEnough(row, minimum)) return 'no-verdict';
  const isOver = (limit: number | null): boolean =>
    limit !== null && (row.direction === 'above' ? value >= limit : value <= limit);
  const verdict = isOver(threshold) ? 'red' : isOver(amber) ? 'amber' : 'stable';
  if (bound !== null) {
    // What is at least over a limit is over it; whether the rest is, nobody knows.
    const speaksForRed = (bound === 'at-least') === (row.direction === 'above');
    return verdict === 'stable' || !speaksForRed || isNoise(row) ? 'no-verdict' : verdict;
  }
  return verdict !== 'stable' && isNoise(row) ? 'no-verdict' : verdict;
}

/** Whether a value is no more than what comes up when nothing moved. */
const isNoise = ({ value, noise_floor, interval }: Judged): boolean =>
  (noise_floor !== null && value! <= noise_floor) ||
  (interval !== null && interval.lower <= 0 && interval.upper >= 0);
