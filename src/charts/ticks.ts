import { tickIncrement } from 'd3-array';
import { round } from './round.ts';

/**
 * Equal steps that cover a range and hit zero where it is inside: the axis of stretching strips, whose labels are
 * set in HTML at equal distances.
 */
export function equalTicks(low: number, high: number, count: number): { values: number[]; digits: number } {
  const span = high > low ? [low, high] : [low - 0.5, low + 0.5];
  const increment = tickIncrement(span[0]!, span[1]!, count);
  const step = increment < 0 ? -1 / increment : increment;
  const first = Math.floor(span[0]! / step + 1e-9);
  const last = Math.ceil(span[1]! / step - 1e-9);
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  return {
    values: Array.from({ length: last - first + 1 }, (_, i) => round((first + i) * step, 10)),
    digits,
  };
}

/** Where values stand along an axis with these ticks: 0 at its first, 1000 at its last. */
export function alongAxis(ticks: readonly number[]): (value: number) => number {
  const [first, last] = [ticks[0]!, ticks.at(-1)!];
  return (value) => (1000 * (value - first)) / (last - first);
}
