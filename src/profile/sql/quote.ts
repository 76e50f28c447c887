/** A name as an SQL identifier, whatever is in it. */
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A text as an SQL literal. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/**
 * A finite number as an SQL literal of type DOUBLE, to the last bit: with an exponent, because a literal without
 * one is a decimal, and long decimals lose bits on their way to a double.
 */
export const double = (value: number): string => {
  if (!Number.isFinite(value)) throw new RangeError(`${value} is no SQL literal`);
  return value < 0 ? `(${value.toExponential()})` : value.toExponential();
};
