/** What numbers add up to, in their order; 0 of none. */
export function sum(values: readonly number[]): number {
  let total = 0;
  for (const one of values) total += one;
  return total;
}
