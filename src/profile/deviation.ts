/** What is added to a number from 0 to 1 and taken away again, to round it to 26 bits, and to 52. */
const [coarse, fine] = [1.5 * 2 ** 26, 1.5];

/** Where distances are scaled no further: below it their squares are nothing beside any other figure. */
const leastScale = 2 ** -1_000;

/**
 * The standard deviation of values, over n, about their mean; the same in whatever order they come.
 *
 * Squares are cut into parts of 26 bits counted from the largest square, and of parts at most 2²⁵ add up without
 * rounding. What is cut off is rounded, not dropped, and is less than 2⁻⁵² of the largest square.
 * Source: pre-rounded summation, Demmel and Nguyen, IEEE Transactions on Computers 64 (2015).
 * @param most the largest distance of a value from the mean.
 */
export function deviation(values: Float64Array, mean: number, most: number): number {
  if (most === 0) return 0;
  const scale = 2 ** Math.ceil(Math.log2(Math.max(most, leastScale)));
  const factor = 1 / scale;
  let [upper, lower] = [0, 0];
  for (let i = 0; i < values.length; i += 1) {
    const distance = (values[i]! - mean) * factor;
    const square = distance * distance;
    const part = square + coarse - coarse;
    upper += part;
    lower += square - part + fine - fine;
  }
  return Math.sqrt((upper + lower) / values.length) * scale;
}
