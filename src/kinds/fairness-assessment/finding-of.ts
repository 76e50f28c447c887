import type { FairnessRate } from '../../evidence/fairness/rates.ts';
import { difference } from '../../evidence/fairness/disparity.ts';
import { fixed } from '../../evidence/format.ts';
import type { Compared } from './read.ts';
import { groupWords, rateWords } from './words.ts';

/** What the chart of one rate shows: the ends of the groups that are large enough, and whether intervals part them. */
export function findingOf(rate: FairnessRate, { groups }: Compared, minimum: number): string {
  const enough = groups.filter(({ rates }) => rates[rate].n !== null && rates[rate].n >= minimum);
  const found = difference(enough.map(({ name, rates }) => ({ name, rate: rates[rate] })));
  if (found.value === null) {
    const isUncounted = groups.some(({ rates }) => rates[rate].n === null);
    return `${rateWords[rate]}: ${isUncounted ? 'rows are not counted, so that the groups are not compared' : 'too few rows to compare the groups'}`;
  }
  const of = (name: string | null) => enough.find((group) => group.name === name)!.rates[rate];
  const [high, low] = [of(found.high), of(found.low)];
  const apart = low.upper !== null && high.lower !== null && low.upper < high.lower;
  const gap = `${fixed(100 * found.value, 1)} points`;
  return `${rateWords[rate]}: ${groupWords(found.high ?? '')} is ${gap} above ${groupWords(found.low ?? '')}${apart ? ', and their intervals do not meet' : ', and their intervals overlap'}`;
}
