import { crosswalkColumns, type CrosswalkColumn, type CrosswalkDeclaration } from './crosswalk.ts';
import { asRecord, asTexts } from './data.ts';
import type { Document } from './document.ts';
import type { FindingDraft } from './finding.ts';
import { valueAt, type Path, type Spot } from './place.ts';
import { didYouMean } from './suggest.ts';

/** Reports a fault of a crosswalk. */
export type Fault = (rule: string, at: Spot, said: Pick<FindingDraft, 'message' | 'fix' | 'related'>) => void;

/** A row of a table, whatever its columns are called and whichever format it is written in. */
export interface TableRow {
  /** The row as a whole. */
  at: Spot;
  /** The texts of a column, each with its place; none when the cell is empty. */
  texts: (column: CrosswalkColumn) => { text: string; at: Spot }[];
}

type Row = Record<string, unknown>;
type Source = Pick<Document, 'file' | 'data' | 'format'>;

/** The rows of a crosswalk's file, or `null` when it holds none that can be read. */
export function tableOf(document: Source, declared: CrosswalkDeclaration, fault: Fault): TableRow[] | null {
  return document.format === 'csv' ? csvRows(document, declared, fault) : yamlRows(document, declared, fault);
}

function yamlRows({ file, data }: Source, declared: CrosswalkDeclaration, fault: Fault): TableRow[] | null {
  const rows = asRecord(data)?.['rows'];
  if (!Array.isArray(rows)) {
    fault(
      'crosswalk/invalid',
      { file, path: [] },
      { message: `\`${file}\` has no list \`rows:\``, fix: shape },
    );
    return null;
  }
  unknownFields(file, asRecord(data) ?? {}, [], ['crosswalk', 'rows'], fault);
  return rows.flatMap((one: unknown, i): TableRow[] => {
    const row = asRecord(one);
    const path = ['rows', i];
    if (!row) {
      fault('crosswalk/invalid', { file, path }, { message: 'the row has no fields', fix: shape });
      return [];
    }
    unknownFields(file, row, path, crosswalkColumns, fault);
    return [rowOf(file, row, path, (column) => [column], declared.separator)];
  });
}

const shape =
  'write `crosswalk:` with `source:` and `target:`, and `rows:`, each with `source`, `relationship` and `target`';

function csvRows({ file, data }: Source, declared: CrosswalkDeclaration, fault: Fault): TableRow[] | null {
  const all = (Array.isArray(data) ? (data as unknown[]) : []).map((one) => asRecord(one) ?? {});
  // Which columns there are cannot be seen from rows that are not there.
  if (all.length === 0) return [];
  const headers = new Set(all.flatMap((row) => Object.keys(row)));
  const headerOf = (column: CrosswalkColumn): string => declared.columns?.[column] ?? column;
  const needed: readonly CrosswalkColumn[] =
    declared.relationship === undefined ? ['source', 'target', 'relationship'] : ['source', 'target'];
  const missing = crosswalkColumns.filter(
    (column) =>
      (needed.includes(column) || declared.columns?.[column] !== undefined) &&
      !headers.has(headerOf(column).trim()),
  );
  const there = [...headers].map((one) => `\`${one}\``).join(', ');
  if (needed.every((column) => missing.includes(column))) {
    // No line of headers is wrong in every word: it stands further down, or is cut at another sign.
    const asked = needed.map((column) => `\`${headerOf(column)}\``).join(', ');
    fault(
      'crosswalk/column',
      { file, path: [] },
      {
        message: `\`${file}\` has none of the columns ${asked}; it has ${there}`,
        fix: 'begin the file with its headers, and say in `portfolio.yaml` what they are called (`columns:`) and what stands between them (`delimiter:`)',
      },
    );
    return null;
  }
  for (const column of missing) {
    const header = headerOf(column);
    fault(
      'crosswalk/column',
      { file, path: [] },
      {
        message: `\`${file}\` has no column \`${header}\`, in which the ${column} of each row should stand`,
        fix:
          didYouMean(header, headers) ??
          `name the column under \`columns:\` of the crosswalk in \`portfolio.yaml\`; there are ${there}`,
      },
    );
  }
  if (missing.some((column) => needed.includes(column))) return null;
  const { skip_rows = 0, separator } = declared;
  return all.flatMap((row, i): TableRow[] =>
    i < skip_rows || isSkipped(row, declared)
      ? []
      : [rowOf(file, row, [i], (column) => [headerOf(column).trim()], separator)],
  );
}

const isSkipped = (row: Row, { skip_where = {} }: CrosswalkDeclaration): boolean =>
  Object.entries(skip_where).some(([header, texts]) =>
    [texts].flat().includes(asTexts(row[header.trim()]).join(' | ')),
  );

function rowOf(
  file: string,
  row: Row,
  path: Path,
  pathOf: (column: CrosswalkColumn) => string[],
  separator: string | undefined,
): TableRow {
  return {
    at: { file, path },
    texts: (column) => {
      const cell = valueAt(row, pathOf(column));
      const at = [...path, ...pathOf(column)];
      const isList = Array.isArray(cell);
      return asTexts(cell)
        .flatMap((text, i) => {
          const spot: Spot = { file, path: isList ? [...at, i] : at };
          const parts = column === 'target' && separator !== undefined ? text.split(separator) : [text];
          return parts.map((part) => ({ text: part.trim(), at: spot }));
        })
        .filter(({ text }) => text !== '');
    },
  };
}

/** Reports fields that nobody knows; those named `x_*` are kept unseen. */
export function unknownFields(
  file: string,
  record: Row,
  path: Path,
  known: readonly string[],
  fault: Fault,
): void {
  for (const key of Object.keys(record)) {
    if (known.includes(key) || key.startsWith('x_')) continue;
    fault(
      'schema/unknown-field',
      { file, path: [...path, key], part: 'key' },
      {
        message: `unknown field \`${key}\``,
        fix: didYouMean(key, known) ?? `remove it, or rename it to \`x_${key}\` to keep it as your own`,
      },
    );
  }
}
