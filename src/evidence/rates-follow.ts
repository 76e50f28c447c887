// Rates that have to be what their counts make them.
import { count } from '../core/words.ts';
import type { Path } from '../core/place.ts';
import { countsFor, type Impossible } from './counts.ts';
import { wilson } from './drift/missing-rate.ts';
import { metricName } from './metric-name.ts';
import { round, slackAmong } from './rounding.ts';
import type { Metric } from './shapes/metrics.ts';

/** The rows that a figure may rest on: those of a file, a slice or a group. */
export type Part = { n: number | null; positives?: number | undefined };

/** Rates whose denominator `n` is, where it is not all rows of the part. */
const rates = new Set([
  ...['precision', 'recall', 'specificity', 'false_positive_rate', 'false_negative_rate', 'accuracy'],
  ...['selectionrate', 'alertrate', 'outcomerate', 'intervalcoverage'],
]);

/** What is wrong with a rate: no count gives it, or its Wilson interval at 95 % is another one. */
export function rateOf(one: Metric, part: Part, path: Path): Impossible[] {
  const { value, n, ci_lower: lower, ci_upper: upper, ci_method: method } = one;
  if (value === null || n === undefined || n === 0 || value < 0 || value > 1) return [];
  const names = { value: 'value', lower: 'ci_lower', upper: 'ci_upper' };
  if (/^wilson(?: score)?$/i.test(method ?? '') && lower !== undefined && upper !== undefined)
    return rateIn({ value, lower, upper, n, level: one.ci_level }, path, names);
  const isOfRows = n === part.n && ['precision', 'recall', 'specificity'].includes(metricName(one.type));
  if (!rates.has(metricName(one.type)) || isOfRows) return [];
  // Without an interval the digits of the value alone say how it was rounded; one digit may be all that was meant.
  const slack = Number.isInteger(value * 10) ? 0.05 : slackAmong(value);
  return countsFor(value, n, slack) === null ? [notAShare(value, n, path, names.value)] : [];
}

const notAShare = (value: number, n: number, path: Path, name: string): Impossible => ({
  path: [...path, name],
  message: `is ${value}, and no count of ${count(n, 'row')} gives that share`,
  beside: { path: [...path, 'n'], message: 'the rows' },
});

interface Rate {
  value: number;
  lower: number;
  upper: number;
  n: number;
  level?: number | undefined;
}

/**
 * What is wrong with a rate that states Wilson's interval: no count of its rows gives the rate, an end is not that of
 * such a count at 95 %, or both are and another level is stated. Intervals of other levels are not computed.
 * @param names the fields that hold its parts, for messages.
 */
export function rateIn(
  { value, lower, upper, n, level }: Rate,
  path: Path,
  names: { value: string; lower: string; upper: string },
): Impossible[] {
  const slack = slackAmong(value, lower, upper);
  const counts = countsFor(value, n, slack);
  if (counts === null) return [notAShare(value, n, path, names.value)];
  const [least, most] = counts.map((k) => wilson(k, n)) as [Interval, Interval];
  const isAt = (end: 'lower' | 'upper', said: number): boolean =>
    said >= least[end] - slack - 1e-9 && said <= most[end] + slack + 1e-9;
  const ends = [
    ['lower', lower],
    ['upper', upper],
  ] as const;
  if (level !== undefined && level !== 0.95) {
    // Ends of another level are not computed here; those of 95 % are not those of another.
    const isTold = least.upper - least.lower > 200 * slack;
    return isTold && ends.every(([end, said]) => isAt(end, said))
      ? [
          {
            path: [...path, 'ci_level'],
            message: `is ${level}, and the interval is Wilson’s of ${value} of ${count(n, 'row')} at 0.95`,
            beside: { path: [...path, names.lower], message: 'the interval' },
          },
        ]
      : [];
  }
  return ends
    .filter(([end, said]) => !isAt(end, said))
    .map(([end, said]) => ({
      path: [...path, names[end]],
      message: `is ${said}, and Wilson’s interval of ${value} of ${count(n, 'row')} ends at ${round(least[end])}`,
      beside: { path: [...path, names.value], message: 'the share' },
    }));
}

interface Interval {
  lower: number;
  upper: number;
}

/** Observed to expected with Wilson's interval of the observed rate: both ends stretch as that interval does. */
export function observedToExpected(one: Metric, { n, positives }: Part, path: Path): Impossible[] {
  const { value, n: rows, ci_lower: lower, ci_upper: upper, ci_method: method } = one;
  if (!/^wilson of the observed rate/i.test(method ?? '') || value === null || !positives) return [];
  if (n === null || n === 0 || (rows !== undefined && rows !== n)) return [];
  if (lower === undefined || upper === undefined) return [];
  const slack = slackAmong(value, lower, upper);
  const ends = wilson(positives, n);
  return (['lower', 'upper'] as const).flatMap((end): Impossible[] => {
    const made = (value * ends[end] * n) / positives;
    const said = end === 'lower' ? lower : upper;
    return Math.abs(said - made) <= 4 * slack + 1e-9
      ? []
      : [
          {
            path: [...path, `ci_${end}`],
            message: `is ${said}, and ${positives} of ${count(n, 'row')} with the outcome make it ${round(made)} around ${value}`,
            beside: { path: [...path, 'value'], message: 'the figure' },
          },
        ];
  });
}
