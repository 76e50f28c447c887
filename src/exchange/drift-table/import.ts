// Any other table of drift results, read by the columns that the register names and never by guessing.
import { asRecord } from '../../core/data.ts';
import { isDate } from '../../core/date.ts';
import { fromPointer, valueAt, type Path } from '../../core/place.ts';
import {
  emptyReport,
  unknownReading,
  unreadReport,
  type Report,
  type ReportedReading,
  type ReportSource,
} from '../../evidence/drift/reported.ts';
import { named, parseBoolean, parseNumber, warning } from '../reading-of.ts';

const tool = 'drift table';

/** A row of the table: its cells by the names of their columns, and the way to each. */
interface Row {
  cells: Readonly<Record<string, unknown>>;
  at: (column: string) => Path;
  path: Path;
}

/** The rows of a table, or what is wrong with it. */
type Table = { names: readonly string[]; rows: Row[] } | { fault: Report };

/** Reads a table by `columns` of its register row; what no column holds, `constants` may say. */
export function readDriftTable(source: ReportSource): Report {
  const { columns } = source.as;
  for (const key of ['feature', 'value']) {
    if (columns[key] === undefined) {
      return unreadReport(
        tool,
        `the register does not say which column holds the ${key}`,
        `add \`${key}: <name of the column>\` under \`columns\` of the row`,
      );
    }
  }
  const table = source.cells === null ? fromJson(source) : fromCells(source.cells);
  if ('fault' in table) return table.fault;
  const { names, rows } = table;
  const strangers = Object.entries(columns).filter(([, name]) => rows.length > 0 && !names.includes(name));
  if (strangers.length > 0) {
    const [key, name] = strangers[0]!;
    return unreadReport(
      tool,
      `there is no column \`${name}\`, which the register names for \`${key}\`; the columns are ${names.map((one) => `\`${one}\``).join(', ')}`,
      'correct the name under `columns` of the row',
    );
  }
  const report = emptyReport(tool, 'table by declared columns');
  for (const row of rows) {
    const reading = readRow(row, source, report);
    if (reading !== null) report.readings.push(reading);
  }
  return report;
}

function fromCells([header = [], ...rows]: string[][]): Table {
  const names = header.map((name) => name.trim());
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) {
    return {
      fault: unreadReport(tool, `the column \`${twice}\` stands twice`, 'rename one of the two in the file'),
    };
  }
  return {
    names,
    rows: rows.map((cells, row) => ({
      cells: Object.fromEntries(names.map((name, i) => [name, cells[i] ?? ''])),
      at: (column) => [row, names.indexOf(column)],
      path: [row],
    })),
  };
}

function fromJson({ json, as }: ReportSource): Table {
  const steps = fromPointer(as.rows ?? '') ?? [];
  const list = json === undefined ? undefined : valueAt(json, steps);
  if (!Array.isArray(list)) {
    const message =
      json === undefined
        ? 'a drift table is read from JSON and CSV, and this file is neither'
        : `there is no list at \`${as.rows ?? '/'}\``;
    const fix = 'write under `rows` of the register row where the list stands, such as `/results`';
    return { fault: unreadReport(tool, message, fix) };
  }
  const rows = (list as unknown[]).map((one, i): Row => ({
    cells: asRecord(one) ?? {},
    at: (column) => [...steps, i, column],
    path: [...steps, i],
  }));
  // Objects may leave out what they do not have.
  const names = [...new Set(rows.flatMap(({ cells }) => Object.keys(cells)))];
  return { names, rows };
}

function readRow(row: Row, { as }: ReportSource, report: Report): ReportedReading | null {
  const cell = (key: string): unknown => {
    const name = as.columns[key];
    return name === undefined || !Object.hasOwn(row.cells, name) ? null : row.cells[name];
  };
  const at = (key: string): Path => row.at(as.columns[key]!);
  const text = (key: string): string | null => {
    const value = cell(key);
    const plain = typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
    return plain === '' ? null : plain;
  };
  const say = (key: string, what: string): null => {
    const written = JSON.stringify(cell(key));
    report.issues.push(
      warning(
        at(key),
        `${written} under \`${as.columns[key]!}\` is ${what}`,
        'correct it in the file; it is read as unknown',
      ),
    );
    return null;
  };
  const number = (key: string): number | null => {
    const value = cell(key);
    if (value === null || value === undefined) return null;
    if (typeof value === 'number') return Number.isFinite(value) ? value : null;
    const parsed = typeof value === 'string' ? parseNumber(value, as.decimal) : undefined;
    return parsed === undefined ? say(key, 'no number') : parsed;
  };
  const count = (key: string): number | null => {
    const value = number(key);
    return value === null || (Number.isSafeInteger(value) && value >= 0)
      ? value
      : say(key, 'no count of rows or bins');
  };
  const truth = (key: string): boolean | null => {
    const value = cell(key);
    if (typeof value === 'boolean' || value === null || value === undefined) return value ?? null;
    const parsed = parseBoolean(String(value));
    return parsed === undefined ? say(key, 'neither true nor false') : parsed;
  };
  const day = (key: string): string | null => {
    const value = text(key);
    return value === null || isDate(value) ? value : say(key, 'no calendar date `YYYY-MM-DD`');
  };
  const side = (): 'above' | 'below' | null => {
    const value = text('direction');
    return value === null || value === 'above' || value === 'below'
      ? value
      : say('direction', 'neither `above` nor `below`');
  };
  const feature = text('feature');
  if (feature === null) {
    report.issues.push(warning(row.path, 'the row names no feature', 'name it, or take the row out'));
    return null;
  }
  const known = named(text('method'));
  const value = number('value');
  return {
    ...unknownReading(at('value'), feature),
    batch: text('batch'),
    batch_to: day('batch_to'),
    baseline: text('baseline'),
    ...known,
    value,
    p_value: number('p_value') ?? (/\bp-value\b/.test(known.method ?? '') ? value : null),
    threshold: number('threshold'),
    alert: truth('alert'),
    direction: side() ?? known.direction,
    n_ref: count('n_ref'),
    n_cur: count('n_cur'),
    bins: count('bins') ?? known.bins,
    zero_rule: text('zero_rule') ?? known.zero_rule,
  };
}
