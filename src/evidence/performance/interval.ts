import { wilson } from '../drift/missing-rate.ts';

/** A figure with its 95 % interval, in the figure's unit; `null` where it is not defined. */
export interface Estimate {
  value: number | null;
  lower: number | null;
  upper: number | null;
}

/** What is not defined has no interval either. */
export const undefinedEstimate: Estimate = { value: null, lower: null, upper: null };

/** The 97.5 % quantile of the standard normal distribution. */
export const z = 1.959963984540054;

/** The share of k in n rows with Wilson's interval; not defined without rows. */
export const rate = (k: number, n: number): Estimate =>
  n === 0 ? undefinedEstimate : { value: k / n, ...wilson(k, n) };
