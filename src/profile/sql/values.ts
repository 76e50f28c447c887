/** What stands for the batch of a row that is in none; no key of a span or a list reaches it. */
export const noBatch = -2_147_483_648;

/** The values of ordered features with the batch of each row, NaN for nothing: for features that are sorted here. */
export function valuesSql(side: string, features: readonly number[]): string {
  // Rows without a batch come along: to filter them would find the batch of every row twice.
  const columns = features.map((k) => `coalesce(v${k}, CAST('nan' AS DOUBLE))`);
  return `SELECT ${[`CAST(coalesce(b, ${noBatch}) AS INTEGER)`, ...columns].join(', ')} FROM ${side}`;
}
