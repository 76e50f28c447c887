/** The values of ordered features with the batch of each row, NaN for nothing: for features that are sorted here. */
export const valuesSql = (side: string, features: readonly number[]): string =>
  `SELECT ${['b', ...features.map((k) => `coalesce(v${k}, CAST('nan' AS DOUBLE))`)].join(', ')} FROM ${side} WHERE b IS NOT NULL`;
