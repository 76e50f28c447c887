// Geometry of the small drawing beside each test: its result on a scale of its own, with the values that pass.
import type { Tested } from './read.ts';

/** Width of a drawing, in its own units. */
export const stripWidth = 120;

/** A result with its interval, and the range that passes; clipped to the drawing, which a tenth of room surrounds. */
export interface ResultStrip {
  value: number;
  lower: number | null;
  upper: number | null;
  /** Ends of the range that passes. */
  from: number;
  to: number;
}

/** Draws a result against its limit; `null` without either. */
export function resultStrip({ measured, row }: Pick<Tested, 'measured' | 'row'>): ResultStrip | null {
  const { value, lower, upper } = measured;
  const { operator, threshold, threshold_to: to } = row;
  if (value === null || operator === undefined || threshold === undefined) return null;
  const numbers = [value, lower, upper, threshold, to].filter((one) => one != null);
  const place = scale(Math.min(...numbers), Math.max(...numbers));
  return {
    value: place(value),
    lower: lower === null ? null : place(lower),
    upper: upper === null ? null : place(upper),
    from: operator === 'at-most' ? 0 : place(threshold),
    to:
      operator === 'at-least' || (operator === 'between' && to === undefined)
        ? stripWidth
        : place(operator === 'between' ? to! : threshold),
  };
}

/** Places numbers between two ends, to a tenth of a unit; a single number in the middle. */
const scale =
  (least: number, most: number) =>
  (number: number): number =>
    Math.round((most === least ? 0.5 : 0.1 + 0.8 * ((number - least) / (most - least))) * stripWidth * 10) /
    10;
