// What a result and a threshold that was set before it come to: pure, no portfolio.
import { count } from '../words.ts';
import type { Operator, Outcome } from './validation-test.ts';

/** A result as the evidence has it. */
export interface Measured {
  value: number | null;
  /** Ends of its interval; `null` where none stands beside it. */
  lower: number | null;
  upper: number | null;
  n: number | null;
}

/** What a result has to be. */
export interface Limit {
  operator: Operator;
  threshold: number;
  /** Upper limit of `between`. */
  to: number | null;
  by: 'value' | 'interval';
  minimum_n: number | null;
}

/** The outcome that follows, and why where it is neither pass nor fail. */
export interface Judged {
  /** `null` where result or limit are not known. */
  outcome: Exclude<Outcome, 'not-run'> | null;
  why: string | null;
}

/**
 * Judges a result by its limit. By `interval` the test passes when the whole interval is on the right side, fails when
 * the whole interval is on the wrong one, and is inconclusive when it crosses; limits themselves are on the right side.
 * Fewer rows than `minimum_n` decide nothing, and a minimum without a known n decides nothing either.
 */
export function judge({ value, lower, upper, n }: Measured, limit: Limit): Judged {
  if (value === null) return { outcome: null, why: 'no result is known' };
  if (limit.operator === 'between' && limit.to === null)
    return { outcome: null, why: 'no upper limit is stated' };
  if (limit.minimum_n !== null && (n === null || n < limit.minimum_n)) {
    const why =
      n === null ? 'how many rows it rests on is not known' : `fewer than ${count(limit.minimum_n, 'row')}`;
    return { outcome: 'inconclusive', why };
  }
  const [least, most] = rangeOf(limit);
  const isIn = (number: number): boolean => number >= least && number <= most;
  if (limit.by === 'value') return { outcome: isIn(value) ? 'pass' : 'fail', why: null };
  if (lower === null || upper === null) return { outcome: null, why: 'no interval stands beside it' };
  if (isIn(lower) && isIn(upper)) return { outcome: 'pass', why: null };
  if (upper < least || lower > most) return { outcome: 'fail', why: null };
  return { outcome: 'inconclusive', why: 'the interval crosses the limit' };
}

/** The values that pass, both ends included. */
const rangeOf = ({ operator, threshold, to }: Limit): [number, number] =>
  operator === 'at-least'
    ? [threshold, Infinity]
    : operator === 'at-most'
      ? [-Infinity, threshold]
      : [threshold, to ?? threshold];
