import type { FairnessRate } from '../../evidence/fairness/rates.ts';
import type { Compared, Criteria } from './read.ts';
import type { SelectionMeaning } from '../../evidence/fairness/four-fifths.ts';

/** Where a rate may lie by one limit. */
export interface Band {
  rate: FairnessRate;
  from: number;
  to: number;
  label: string;
}

/**
 * The band of rates that a limit leaves, seen from the extreme group among those that are judged: below the highest
 * for most measures, above the lowest where a burden's favourable rate is compared. Calibration has none.
 */
export function bandsOf({ row, result, compared }: Criteria, meaning: SelectionMeaning): Band[] {
  const { metric, threshold: limit } = row;
  if (metric === undefined || limit === undefined || compared === null || result === null) return [];
  const ends = (rate: FairnessRate): [number, number] | null => {
    const values = compared.groups
      .filter(({ name }) => ![...result.small, ...result.uncounted].includes(name))
      .map(({ rates }) => rates[rate].value)
      .filter((value) => value !== null);
    return values.length < 2 ? null : [Math.min(...values), Math.max(...values)];
  };
  const bound = (
    rate: FairnessRate,
    from: (ends: [number, number]) => [number, number],
    label: string,
  ): Band[] => {
    const found = ends(rate);
    if (found === null) return [];
    const [low, high] = from(found);
    return [{ rate, from: Math.max(0, low), to: Math.min(1, high), label }];
  };
  const ratio = (rate: FairnessRate): Band[] =>
    bound(rate, ([, high]) => [limit * high, high], `at least ${limit} of the highest`);
  const difference = (rate: FairnessRate): Band[] =>
    bound(rate, ([, high]) => [high - limit, high], `at most ${limit} below the highest`);
  switch (metric) {
    case 'selection-rate-ratio':
      return meaning === 'benefit'
        ? ratio('selection_rate')
        : bound(
            'selection_rate',
            ([low]) => [low, 1 - limit * (1 - low)],
            `spared at least ${limit} as often as the group spared most`,
          );
    case 'demographic-parity-ratio':
      return ratio('selection_rate');
    case 'demographic-parity-difference':
      return difference('selection_rate');
    case 'equal-opportunity-difference':
      return difference('true_positive_rate');
    case 'false-positive-rate-difference':
      return difference('false_positive_rate');
    case 'predictive-parity-difference':
      return difference('positive_predictive_value');
    case 'equalised-odds-difference':
      return [...difference('true_positive_rate'), ...difference('false_positive_rate')];
    case 'equalised-odds-ratio':
      return [...ratio('true_positive_rate'), ...ratio('false_positive_rate')];
    case 'calibration-by-group':
      return [];
  }
}

/** The rates of a comparison that limits look at, in the order of pages; the selection rate when none does. */
export const ratesShown = (of: Compared, bands: readonly (Band & { of: Compared })[]): FairnessRate[] => {
  const order: readonly FairnessRate[] = [
    'selection_rate',
    'true_positive_rate',
    'false_positive_rate',
    'positive_predictive_value',
  ];
  const found = order.filter((rate) => bands.some((band) => band.of === of && band.rate === rate));
  return found.length === 0 ? ['selection_rate'] : found;
};

/** The narrowest band of a rate, which the others hold within; several at once could not be told apart. */
export const narrowest = <One extends Band>(bands: readonly One[], rate: FairnessRate): One[] =>
  bands
    .filter((band) => band.rate === rate)
    .sort((a, b) => a.to - a.from - (b.to - b.from))
    .slice(0, 1);
