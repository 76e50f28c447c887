// JSON that is a table, as pandas writes one.
import { count } from '../../core/words.ts';
import { asRecord } from '../../core/data.ts';
import { ShapFault } from './fault.ts';
import { columnOf, type Cell, type Frame } from './frame.ts';

/**
 * A table in JSON, in the orientations `records` (a list of objects), `split` (columns, data), `columns` and `index` (an
 * object of objects, whose inner or outer names count the rows), `table` (schema, data) and `list` (an object of lists); `null` for any other
 * JSON.
 * @throws {ShapFault} when rows have different columns, or a cell is a list.
 */
export function frameOfJson(json: unknown): Frame | null {
  if (Array.isArray(json))
    return json.length > 0 && json.every((row) => asRecord(row)) ? ofRecords(json) : null;
  const record = asRecord(json);
  if (!record) return null;
  const { columns, data, schema } = record;
  // `orient="table"`: a description of the columns, and the rows.
  if (
    asRecord(schema)?.['fields'] !== undefined &&
    Array.isArray(data) &&
    data.length > 0 &&
    data.every((row) => asRecord(row))
  )
    return ofRecords(data);
  if (Array.isArray(columns) && Array.isArray(data)) return ofSplit(columns, data);
  if (Object.keys(record).length === 0) return null;
  const lists = Object.entries(record);
  if (lists.every(([, column]) => Array.isArray(column))) return ofLists(lists as [string, unknown[]][]);
  const parts = Object.entries(record).map(([name, column]) => [name, asRecord(column)] as const);
  if (!parts.every(([, column]) => column !== null)) return null;
  const named = parts as [string, Record<string, unknown>][];
  return isIndexed(named) ? ofRecords(named.map(([, row]) => row)) : ofColumns(named);
}

/** Whether the outer names count rows and the inner ones do not. */
function isIndexed(parts: readonly [string, Record<string, unknown>][]): boolean {
  const isRow = (name: string, at: number): boolean => name === String(at);
  return (
    parts.every(([name], i) => isRow(name, i)) &&
    !Object.keys(parts[0]![1]).every((name, i) => isRow(name, i))
  );
}

function ofLists(lists: readonly [string, unknown[]][]): Frame {
  const [first, ...others] = lists;
  const n = first![1].length;
  const uneven = others.find(([, list]) => list.length !== n);
  if (uneven) {
    throw new ShapFault({
      message: `\`/${uneven[0]}\` has ${count(uneven[1].length, 'value')}, and \`/${first![0]}\` has ${n}`,
      pointer: `/${uneven[0]}`,
      detail: 'ragged',
      fix: 'write one value for each row in every column',
    });
  }
  const columns = new Map(lists);
  return frame([...columns.keys()], n, (row, name) => [columns.get(name)![row], `/${name}/${row}`]);
}

function ofRecords(rows: unknown[]): Frame {
  const names = Object.keys(asRecord(rows[0])!);
  return frame(names, rows.length, (row, name) => {
    const record = asRecord(rows[row])!;
    const extra = Object.keys(record).find((key) => !names.includes(key));
    if (extra !== undefined || !(name in record)) throw ragged(`/${row}`, extra ?? name, extra === undefined);
    return [record[name], `/${row}/${name}`];
  });
}

function ofSplit(columns: unknown[], data: unknown[]): Frame {
  const names = columns.map(String);
  return frame(names, data.length, (row, name) => {
    const cells = data[row];
    if (!Array.isArray(cells) || cells.length !== names.length) {
      throw new ShapFault({
        message: `\`/data/${row}\` has ${Array.isArray(cells) ? cells.length : 'no'} values, and \`/columns\` names ${names.length}`,
        pointer: `/data/${row}`,
        detail: 'ragged',
        fix: 'write the table again',
      });
    }
    const at = names.indexOf(name);
    return [cells[at], `/data/${row}/${at}`];
  });
}

function ofColumns(parts: [string, Record<string, unknown>][]): Frame {
  const keys = Object.keys(parts[0]![1]);
  const columns = new Map(parts);
  return frame([...columns.keys()], keys.length, (row, name) => {
    const column = columns.get(name)!;
    if (Object.keys(column).length !== keys.length || !(keys[row]! in column))
      throw ragged(`/${name}`, keys[row]!, true);
    return [column[keys[row]!], `/${name}/${keys[row]}`];
  });
}

function frame(names: string[], n: number, at: (row: number, name: string) => [unknown, string]): Frame {
  const columns = names.map((name) => {
    const cells = Array.from({ length: n }, (_, row) => cellOf(...at(row, name)));
    return columnOf(name, cells);
  });
  return { columns, n, head: undefined };
}

function cellOf(value: unknown, pointer: string): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' || typeof value === 'string') return value;
  if (typeof value === 'boolean') return Number(value);
  throw new ShapFault({
    message: `\`${pointer}\` is neither a number nor a text`,
    pointer,
    detail: 'nested cell',
    fix: 'write one number per cell: a column for each feature',
  });
}

const ragged = (pointer: string, name: string, isLacking: boolean): ShapFault =>
  new ShapFault({
    message: `\`${pointer}\` ${isLacking ? 'lacks' : 'has'} \`${name}\`, which the first ${isLacking ? 'has' : 'lacks'}`,
    pointer,
    detail: 'ragged',
    fix: 'write every row with the same columns',
  });
