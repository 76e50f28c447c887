import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCsvLocator, scanCsv } from '../../src/read/csv-place.ts';
import { parseCsv } from '../../src/read/csv.ts';

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const cell = fc
  .string({ unit: fc.constantFrom('a', 'é', '😀', ' ', ',', '"', '\n', ';', '|', '1') })
  .filter((text) => text.trim() === text && !text.includes(' | ') && text !== '');
const table = fc
  .integer({ min: 2, max: 5 })
  .chain((width) =>
    fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }),
  );
const names = (width: number): string[] =>
  Array.from({ length: width }, (_, i) => (i % 2 ? `part.p${i}` : `f${i}`));

/** A table as CSV; a cell is quoted where it must be, or everywhere. */
const write = (rows: string[][], always: boolean): string =>
  rows
    .map((row) => row.map((text) => (always || /[",\n]/.test(text) ? quoted(text) : text)).join(',') + '\n')
    .join('');

describe('parseCsv', () => {
  it('nests dotted headers, splits lists, leaves empty cells out and keeps values as texts', () => {
    const text = 'name,expected_range.min,expected_range.max,tags\nutil,0.1,,a | b\n"x, ""y""",,,one\n';
    expect(parseCsv(text, 'a.csv')).toEqual({
      data: [
        { name: 'util', expected_range: { min: '0.1' }, tags: ['a', 'b'] },
        { name: 'x, "y"', tags: 'one' },
      ],
      drafts: [],
    });
  });

  it('reads every table back as it was written', () => {
    fc.assert(
      fc.property(table, fc.boolean(), (rows, always) => {
        const header = names(rows[0]!.length);
        const { data, drafts } = parseCsv(write([header, ...rows], always), 'a.csv');
        expect(drafts).toEqual([]);
        const flat = (data as Record<string, unknown>[]).map((row) =>
          header.map((name) =>
            name.startsWith('part.') ? (row['part'] as Record<string, unknown>)[name.slice(5)] : row[name],
          ),
        );
        expect(flat).toEqual(rows);
      }),
    );
  });
});

describe('places in CSV', () => {
  it('scans the cells that csv-parse reads', () => {
    fc.assert(
      fc.property(table, fc.boolean(), (rows, always) => {
        const text = write(rows, always);
        const records: string[][] = parse(text, { skip_empty_lines: true });
        expect(scanCsv(text).map((row) => row.map(({ value }) => value))).toEqual(records);
      }),
    );
  });

  it('are those of the source', () => {
    fc.assert(
      fc.property(table, fc.boolean(), (rows, always) => {
        const header = names(rows[0]!.length);
        const text = write([header, ...rows], always);
        const locate = createCsvLocator(text);
        rows.forEach((row, i) =>
          row.forEach((value, column) => {
            const source = text.slice(...locate([i, ...header[column]!.split('.')]));
            expect([value, quoted(value)]).toContain(source);
          }),
        );
      }),
    );
  });

  it('find one value of a list, the header of a column, and the row for what is missing', () => {
    const text = 'name,tags\nutil,"a | b, c"\nx,\n';
    const locate = createCsvLocator(text);
    expect(text.slice(...locate([0, 'tags', 1]))).toBe('b, c');
    expect(text.slice(...locate([0, 'tags'], 'key'))).toBe('tags');
    expect(text.slice(...locate([1, 'owner']))).toBe('x');
    expect(text.slice(...locate([1]))).toBe('x,');
    expect(text.slice(...locate([9, 'name']))).toBe('name,tags');
  });
});
