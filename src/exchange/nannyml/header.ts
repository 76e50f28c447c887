// The header of a NannyML result, in either layout, as what each column holds.
import { nannymlMethods } from '../report-methods.ts';

const chunkFields = [
  'key',
  'chunk_index',
  'start_index',
  'end_index',
  'start_date',
  'end_date',
  'period',
] as const;
export type ChunkField = (typeof chunkFields)[number];

/** Longest first: `upper_threshold` ends in no other, `value` may end a column's own name. */
const valueFields = [
  'upper_confidence_boundary',
  'lower_confidence_boundary',
  'upper_threshold',
  'lower_threshold',
  'sampling_error',
  'realized',
  'value',
  'alert',
] as const;
export type ValueField = (typeof valueFields)[number];

/** What a column of a result holds. */
export type Column =
  | { type: 'index' }
  | { type: 'chunk'; field: ChunkField }
  /** `method` is null where a metric is estimated instead of a column compared. */
  | { type: 'value'; of: string; method: string | null; field: ValueField }
  | { type: 'unknown'; name: string };

/** A header, read. */
export interface Header {
  layout: 'multi-level' | 'flat';
  columns: Column[];
  /** Rows of the table that are header. */
  rows: number;
}

/**
 * Reads the header of `result.to_df()` as pandas writes it to CSV: three rows of it for univariate drift, two for an
 * estimated performance, one when it is flat. Names of columns may hold underscores and names of methods, so flat
 * names are split from the right. `null` when it is no NannyML result.
 * Source: NannyML/nannyml `nannyml/base.py: AbstractResult.to_df`.
 */
export function parseHeader(cells: readonly (readonly string[])[]): Header | null {
  const [first = [], second = [], third = []] = cells;
  const levels = isChunkRow(first) ? (isChunkRow(second) ? 3 : 2) : 1;
  const names = levels === 3 ? third : levels === 2 ? second : first;
  const columns =
    levels === 1
      ? first.map((name, i) => flatColumn(name.trim(), i))
      : names.map((name, i) =>
          leveledColumn([first[i] ?? '', levels === 3 ? (second[i] ?? '') : null, name], i),
        );
  const has = (field: ChunkField): boolean =>
    columns.some((one) => one.type === 'chunk' && one.field === field);
  // The period and the key stand in every result, and together in nothing else.
  if (!has('key') || !has('period')) return null;
  // pandas writes the name of an index on a row of its own.
  const after = cells[levels];
  const isNamed = levels > 1 && after?.slice(1).every((cell) => cell.trim() === '') === true;
  return { layout: levels === 1 ? 'flat' : 'multi-level', columns, rows: levels + (isNamed ? 1 : 0) };
}

const isChunkRow = (row: readonly string[]): boolean => row.some((cell) => cell.trim() === 'chunk');

const isChunkField = (name: string): name is ChunkField => (chunkFields as readonly string[]).includes(name);
const isValueField = (name: string): name is ValueField => (valueFields as readonly string[]).includes(name);

function leveledColumn([top, method, field]: [string, string | null, string], i: number): Column {
  const name = field.trim();
  const of = top.trim();
  if (of === 'chunk' && isChunkField(name)) return { type: 'chunk', field: name };
  if (i === 0 && !isValueField(name)) return { type: 'index' };
  if (of === '' || !isValueField(name))
    return { type: 'unknown', name: [of, method, name].filter(Boolean).join(' / ') };
  return { type: 'value', of, method: method?.trim() ?? null, field: name };
}

function flatColumn(name: string, i: number): Column {
  if (name === '' && i === 0) return { type: 'index' };
  if (name.startsWith('chunk_')) {
    const rest = name.slice('chunk_'.length);
    if (rest === 'index' || rest === 'chunk_index') return { type: 'chunk', field: 'chunk_index' };
    if (isChunkField(rest)) return { type: 'chunk', field: rest };
  }
  const field = valueFields.find((one) => name.endsWith(`_${one}`) && name.length > one.length + 1);
  if (field === undefined) return { type: 'unknown', name };
  const head = name.slice(0, -field.length - 1);
  const method = Object.keys(nannymlMethods).find(
    (one) => head.endsWith(`_${one}`) && head.length > one.length + 1,
  );
  return method === undefined
    ? { type: 'value', of: head, method: null, field }
    : { type: 'value', of: head.slice(0, -method.length - 1), method, field };
}
