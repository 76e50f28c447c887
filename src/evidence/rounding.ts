// What the rounding of written figures explains.

/** Whether two figures differ by more than rounding explains. */
export const differ = (a: number, b: number): boolean => Math.abs(a - b) > slackOf(a) + slackOf(b) + 1e-12;

/**
 * Half a unit of the last digit that a number is written with, by which it may be off; of two decimals where it has
 * fewer, because zeros at the end are not written.
 */
export const slackOf = (value: number): number => {
  const [, decimals = ''] = String(value).split('.');
  return /e/.test(String(value)) ? 5e-9 : 0.5 * 10 ** -Math.max(2, decimals.length);
};

/** Half a unit of the last digit of figures that were rounded alike: zeros at the end of one are not written. */
export const slackAmong = (...values: readonly number[]): number =>
  values.reduce((least, value) => Math.min(least, slackOf(value)), 0.005);

/** A computed figure as a sentence writes it. */
export const round = (value: number): number => Number(value.toFixed(4));
