import type { Evidence } from '../core/records.ts';

/**
 * Whether evidence is SHAP values that are not in Casebook's own shape, in a file that may be read: a table, an array or
 * JSON. A picture of a plot is left as it is.
 */
export const isForeignShap = ({ type, schema, file, found_sha256 }: Evidence): boolean =>
  type === 'shap' &&
  schema === null &&
  found_sha256 !== null &&
  /\.(csv|tsv|parquet|npz|npy|json|jsonl|ndjson|gz|pkl|pickle|joblib)$/i.test(file);
