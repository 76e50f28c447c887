import type { FindingDraft } from '../core/finding.ts';
import { scanCsv, type Cell } from './csv-place.ts';
import { splitCsv } from './csv-split.ts';
import { createPlacer } from './lines.ts';
import { onDemand } from './on-demand.ts';
import type { Parsed } from './parsed.ts';
import { count } from '../core/words.ts';

type Row = Record<string, unknown>;

const quotes = onDemand<typeof import('./csv-quotes.ts')>('csv-quotes');

const localDate = /^\d{1,2}(?:[./]\d{1,2}[./]\d{4}|-\d{1,2}-\d{4}|\/\d{1,2}\/\d{2})$/;

/**
 * Reads a CSV text of rows: dotted headers become nested records, ` | ` separates the values of a list, an empty
 * cell is absent. Values stay texts; the schema gives them types. A file that a spreadsheet saved in its own
 * manner is one finding, and nothing of it is used: its values cannot be relied on.
 * Source: RFC 4180.
 */
export const parseCsv = (text: string, file: string): Parsed => parseRows(text, file, { nests: true });

/**
 * Reads a CSV text that somebody else wrote: headers are names as they stand, dots and all. A delimiter that is stated
 * says how a spreadsheet saved the file, which is then no fault of it.
 */
export const parseTable = (text: string, file: string, delimiter?: string): Parsed =>
  parseRows(text, file, { nests: false, delimiter });

/**
 * Reads the cells of a CSV text, row by row and nothing made of them: what its header is, others know. Blank lines are
 * no rows. A finding where quotes are out of order.
 */
export const parseCells = (text: string, file: string, delimiter = ','): string[][] | FindingDraft =>
  (delimiter === ',' ? splitCsv(text) : null) ?? quotes().parseQuotes(text, file, delimiter);

function parseRows(
  text: string,
  file: string,
  { nests, delimiter: stated }: { nests: boolean; delimiter?: string | undefined },
): Parsed {
  const placer = createPlacer(text, file);
  const delimiter = stated ?? ',';
  const header = scanCsv(text.slice(0, (text.indexOf('\n') + 1 || text.length + 1) - 1), delimiter)[0];
  if (!header) {
    const fix = 'write the names of the columns on the first line';
    return {
      data: null,
      drafts: [{ rule: 'syntax/csv', message: 'the file has no header', at: placer(0, 0), fix }],
    };
  }
  if (stated === undefined && header.length === 1 && /[;\t]/.test(header[0]!.value))
    return spreadsheet(text, file, header[0]!);
  const records = parseCells(text, file, delimiter);
  if ('rule' in records) return { data: null, drafts: [records] };
  const names = (records[0] ?? []).map((name) => name.trim());
  const badHeader = checkHeader(names, nests, (column) => {
    const span = scanCsv(text, delimiter)[0]![column]!.span;
    return placer(span[0], span[1]);
  });
  if (badHeader) return { data: null, drafts: [badHeader] };
  for (const [i, record] of records.entries()) {
    const column = record.findIndex((value) => localDate.test(value.trim()));
    if (stated === undefined && i > 0 && column >= 0) return localDates(text, file, i, column);
  }
  const drafts: FindingDraft[] = [];
  let cells: Cell[][] | undefined;
  const columns = names.map((name) => (nests ? name.split('.') : [name]));
  const rows = records.slice(1).map((record, i) => {
    if (record.length !== names.length) {
      cells ??= scanCsv(text, delimiter);
      drafts.push(ragged(cells[i + 1]!, i + 1, names.length, placer));
    }
    return toRow(columns, record);
  });
  return { data: rows, drafts };
}

function toRow(columns: readonly string[][], record: readonly string[]): Row {
  const row: Row = {};
  for (const [column, steps] of columns.entries()) {
    const cell = (record[column] ?? '').trim();
    if (cell === '') continue;
    let at = row;
    for (let i = 0; i < steps.length - 1; i++) at = (at[steps[i]!] ??= {}) as Row;
    at[steps.at(-1)!] = cell.includes(' | ') ? cell.split(' | ').map((entry) => entry.trim()) : cell;
  }
  return row;
}

function checkHeader(
  names: readonly string[],
  nests: boolean,
  place: (column: number) => FindingDraft['at'],
): FindingDraft | null {
  for (const [column, name] of names.entries()) {
    const problem = headerProblem(name, nests, names.slice(0, column), names);
    if (problem) return { rule: 'syntax/csv', message: problem[0], at: place(column), fix: problem[1] };
  }
  return null;
}

function headerProblem(
  name: string,
  nests: boolean,
  before: readonly string[],
  all: readonly string[],
): [string, string] | null {
  if (name === '') return ['a column has no name', 'name it, or remove the column'];
  if (before.includes(name)) return [`the column \`${name}\` stands twice`, 'keep one of the two'];
  if (!nests && name !== '__proto__') return null;
  if (name.split('.').some((step) => step === '' || step === '__proto__')) {
    return [`\`${name}\` cannot be the name of a column`, 'write `field` or `field.part`'];
  }
  const parent = all.find((other) => name.startsWith(other + '.'));
  if (parent)
    return [`\`${parent}\` is a column, and so is its part \`${name}\``, 'keep the value or its parts'];
  return null;
}

function ragged(
  cells: readonly Cell[],
  row: number,
  expected: number,
  placer: ReturnType<typeof createPlacer>,
): FindingDraft {
  const found = cells.length;
  return {
    rule: 'syntax/csv',
    message: `the row has ${count(found, 'value')}, and the header names ${count(expected, 'column')}`,
    at: placer(cells[0]!.span[0], cells.at(-1)!.span[1]),
    detail: `row ${row}: ${cells[0]!.value}`,
    fix:
      found > expected
        ? 'put a value that holds a comma in double quotes'
        : 'add a comma for each empty value at its end',
  };
}

function spreadsheet(text: string, file: string, header: Cell): Parsed {
  const separator = header.value.includes(';') ? ';' : '\t';
  const dates = text.split(/[;\t\n]/).some((cell) => localDate.test(cell.trim()));
  const named = separator === ';' ? 'semicolons' : 'tabs';
  return {
    data: null,
    drafts: [
      {
        rule: 'syntax/csv',
        message:
          `the values are separated by ${named}${dates ? ' and the dates are in a local form' : ''}: ` +
          'a spreadsheet has saved this file in its own manner',
        at: createPlacer(text, file)(header.span[0], header.span[1]),
        detail: 'saved by a spreadsheet',
        fix: 'save it with commas, dates as `2026-11-20` and decimals with a point, or restore the last version',
      },
    ],
  };
}

function localDates(text: string, file: string, row: number, column: number): Parsed {
  const { value, span } = scanCsv(text)[row]![column]!;
  return {
    data: null,
    drafts: [
      {
        rule: 'syntax/csv',
        message: `\`${value}\` is a date in a local form: a spreadsheet has saved this file in its own manner`,
        at: createPlacer(text, file)(span[0], span[1]),
        detail: 'saved by a spreadsheet',
        fix: 'write every date as `2026-11-20`, or restore the last version',
      },
    ],
  };
}
