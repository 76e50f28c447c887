import { identifier, literal } from './quote.ts';

export type Format = 'parquet' | 'csv' | 'ndjson';

/** The column that names the file of a row; no raw file has one of this name. */
export const fileColumn = 'casebook: file';

/** The format that a file's ending says, compressed or not; `null` for endings that say nothing we read. */
export function formatOf(file: string): Format | null {
  const name = file.toLowerCase().replace(/\.(gz|zst)$/, '');
  if (/\.(parquet|pq)$/.test(name)) return name.length === file.length ? 'parquet' : null;
  if (/\.(csv|tsv|txt)$/.test(name)) return 'csv';
  return /\.(ndjson|jsonl|json)$/.test(name) ? 'ndjson' : null;
}

/**
 * The files as one relation, columns matched by name, each row with the file it is from.
 * @param columns the types that columns are read as; without them the engine looks.
 */
export function scan(
  files: readonly string[],
  format: Format,
  missing: readonly string[],
  columns?: Readonly<Record<string, string>>,
): string {
  const list = `[${files.map(literal).join(', ')}]`;
  const common = `union_by_name = true, filename = ${literal(fileColumn)}`;
  switch (format) {
    case 'parquet':
      return `read_parquet(${list}, ${common})`;
    case 'csv': {
      const empty = `nullstr = [${['', ...missing].map(literal).join(', ')}]`;
      const types = columns === undefined ? '' : `, types = ${struct(columns)}`;
      return `read_csv(${list}, ${common}, header = true, ${empty}${types})`;
    }
    case 'ndjson':
      return `read_json(${list}, ${common}, format = 'newline_delimited', sample_size = -1)`;
  }
}

const struct = (columns: Readonly<Record<string, string>>): string =>
  `{${Object.entries(columns)
    .map(([name, type]) => `${literal(name)}: ${literal(type)}`)
    .join(', ')}}`;

/** The columns of a relation with their types. */
export const describeSql = (relation: string): string =>
  `SELECT column_name AS name, column_type AS type FROM (DESCRIBE SELECT * FROM ${relation})`;

/** How many rows have a value in a column. */
export const valuesSql = (relation: string, column: string): string =>
  `SELECT CAST(count(${identifier(column)}) AS DOUBLE) AS n FROM ${relation}`;
