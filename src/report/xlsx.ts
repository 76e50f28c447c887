import writeExcelFile, { type Feature, type Sheet, type SheetData } from 'write-excel-file/node';
import { isDate } from '../core/date.ts';
import { draftNote } from '../core/draft.ts';
import { count } from '../core/words.ts';
import type { CellValue } from './csv.ts';
import { printable } from './printable.ts';
import { sheetNames } from './sheet-name.ts';
import type { Table } from './table.ts';
import { withoutTimes } from './zip.ts';

/** What a workbook says of itself on its first sheet. */
export interface About {
  /** Title of the portfolio. */
  portfolio: string;
  as_of: string;
  /** Marks the workbook as a draft: the portfolio has findings at error. */
  draft: boolean;
}

/** The most rows a sheet may have under its header. Source: Excel specifications and limits. */
const mostRows = 1_048_575;

/** Columns are at most this wide, in characters; longer texts are wrapped. */
const widest = 60;

/**
 * Tables as an Excel workbook, one sheet each, behind a sheet that says what they are of and as of when. The header
 * and the first columns stay in view, every sheet can be filtered, dates are dates and numbers are numbers. Texts are
 * written as texts, so that none runs as a formula. Same input, same bytes.
 */
export async function toXlsx(tables: readonly Table[], about: About): Promise<Uint8Array> {
  const parts = tables.flatMap(inParts);
  const names = sheetNames(['About', ...parts.map(({ name }) => name)]);
  const facts = aboutSheet(names.slice(1), parts, about);
  const sheets = [facts, ...parts.map((table, i) => sheetOf(table, names[i + 1]!))] as Sheet<never>[];
  const features = [filters(parts)] as Feature<never>[];
  // Without a name for the font, programs take one for headers and another for the rest.
  const options = { features, fontFamily: 'Calibri', fontSize: 11 };
  return withoutTimes(await writeExcelFile(sheets, options as never).toBuffer());
}

/** A table in as many parts as it takes to fit each on a sheet. */
function inParts(table: Table): Table[] {
  const parts = Math.max(1, Math.ceil(table.rows.length / mostRows));
  return Array.from({ length: parts }, (_, i) => ({
    ...table,
    rows: table.rows.slice(i * mostRows, (i + 1) * mostRows),
  }));
}

function aboutSheet(names: readonly string[], tables: readonly Table[], about: About) {
  const facts: [string, CellValue, 'date'?][] = [
    ['Portfolio', about.portfolio],
    ['As of', about.as_of, 'date'],
    ...(about.draft ? [['Draft', draftNote] as [string, string]] : []),
    ...tables.map(({ rows }, i): [string, string] => [names[i]!, count(rows.length, 'row')]),
    ['What it is', 'States of a record as of the date above. It does not say that anything complies.'],
  ];
  const data: SheetData = facts.map(([name, value, type]) => [
    { value: name, type: String, fontWeight: 'bold' },
    { ...cell(value, type), align: 'left' },
  ]);
  return { sheet: 'About', data, columns: [{ width: 32 }, { width: 80 }] };
}

function sheetOf({ header, rows, types = {}, frozen = 0 }: Table, sheet: string) {
  const widths = header.map((title, i) =>
    rows.reduce((most, row) => Math.max(most, shown(row[i]).length), title.length + 2),
  );
  const isLong = widths.map((width) => width > widest);
  const data: SheetData = [
    header.map((title) => ({ value: title, type: String, fontWeight: 'bold' as const })),
    ...rows.map((row) =>
      header.map((title, i) => {
        const made = cell(row[i], types[title]);
        return made && { ...made, alignVertical: 'top' as const, ...(isLong[i] && { wrap: true }) };
      }),
    ),
  ];
  return {
    sheet,
    data,
    columns: widths.map((width) => ({ width: Math.min(widest, width + 2) })),
    orientation: 'landscape' as const,
    stickyRowsCount: 1,
    ...(frozen > 0 && { stickyColumnsCount: frozen }),
  };
}

function cell(value: CellValue, type?: 'date' | 'share') {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return null;
    return type === 'share' ? { value, type: Number, format: '0%' } : { value, type: Number };
  }
  if (typeof value === 'boolean') return { value, type: Boolean };
  // Excel counts days from 1900; a date before is a text there too.
  if (type === 'date' && isDate(value) && value >= '1900-03-01')
    return { value: new Date(`${value}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' };
  return { value: shown(value), type: String };
}

/** A value as text, at most as long as a cell may be. Source: Excel specifications and limits. */
const shown = (value: CellValue): string =>
  printable(
    value === null || value === undefined ? '' : Array.isArray(value) ? value.join(' | ') : String(value),
  ).slice(0, 32_767);

/**
 * Filters in the header of every table, which the library has no option for.
 * Source: ECMA-376 part 1, §18.3.1.2 `autoFilter` and the order of a worksheet's elements in §18.3.1.99.
 */
const filters = (tables: readonly Table[]): Feature<never> => ({
  files: {
    transform: {
      'xl/worksheets/sheet{id}.xml': {
        transform: (xml, _options, { sheetIndex }) => {
          const table = tables[sheetIndex - 1];
          if (!table) return xml;
          const to = `${columnName(table.header.length)}${table.rows.length + 1}`;
          return xml.replace('</sheetData>', `</sheetData><autoFilter ref="A1:${to}"/>`);
        },
      },
    },
  },
});

/** The letters of a column, counted from 1: `A`, `Z`, `AA`. */
function columnName(n: number): string {
  const [before, last] = [Math.floor((n - 1) / 26), (n - 1) % 26];
  return (before > 0 ? columnName(before) : '') + String.fromCharCode(65 + last);
}
