import writeExcelFile, { type Sheet, type SheetData } from 'write-excel-file/node';
import { printable } from './printable.ts';
import type { CellValue } from './csv.ts';
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

/**
 * Tables as an Excel workbook, one sheet each, behind a sheet that says what they are of and as of when. Texts are
 * written as texts, so that none runs as a formula. Same input, same bytes.
 */
export async function toXlsx(tables: readonly Table[], about: About): Promise<Uint8Array> {
  const sheets: Sheet<never>[] = [aboutSheet(tables, about), ...tables.map(sheetOf)] as Sheet<never>[];
  return withoutTimes(await writeExcelFile(sheets).toBuffer());
}

function aboutSheet(tables: readonly Table[], about: About) {
  const facts: [string, string][] = [
    ['Portfolio', about.portfolio],
    ['As of', about.as_of],
    ...(about.draft
      ? [['Draft', 'This portfolio has findings at error: not for decisions.'] as [string, string]]
      : []),
    ...tables.map(({ name, rows }): [string, string] => [
      name,
      `${rows.length} ${rows.length === 1 ? 'row' : 'rows'}`,
    ]),
    ['What it is', 'States of a record as of the date above. It does not say that anything complies.'],
  ];
  const data: SheetData = facts.map(([name, value]) => [
    { value: name, type: String, fontWeight: 'bold' },
    { value: printable(value), type: String },
  ]);
  return { sheet: 'About', data, columns: [{ width: 16 }, { width: 80 }] };
}

function sheetOf({ name, header, rows }: Table) {
  const data: SheetData = [
    header.map((title) => ({ value: title, type: String, fontWeight: 'bold' as const })),
    ...rows.map((row) => row.map(cell)),
  ];
  const columns = header.map((title, i) => ({
    width: Math.min(60, Math.max(title.length, ...rows.map((row) => shown(row[i]).length)) + 2),
  }));
  return { sheet: name.slice(0, 31), data, columns, stickyRowsCount: 1 };
}

function cell(value: CellValue): SheetData[number][number] {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'number') return Number.isFinite(value) ? { value, type: Number } : null;
  if (typeof value === 'boolean') return { value, type: Boolean };
  return { value: shown(value), type: String };
}

/** A value as text, at most as long as a cell may be. Source: Excel specifications and limits. */
const shown = (value: CellValue): string =>
  printable(
    value === null || value === undefined ? '' : Array.isArray(value) ? value.join(' | ') : String(value),
  ).slice(0, 32_767);
