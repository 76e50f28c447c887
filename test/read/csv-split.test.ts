import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitCsv } from '../../src/read/csv-split.ts';

test('gives the values of rows, with commas, lines and quotes inside quotes', () => {
  expect(splitCsv('a,b\n"1,5","say ""no""\nor not"\n\n,\n""\n')).toEqual([
    ['a', 'b'],
    ['1,5', 'say "no"\nor not'],
    ['', ''],
    [''],
  ]);
  expect(splitCsv('')).toEqual([]);
});

test('leaves quotes that stand where they may not to a parser that explains', () => {
  for (const text of ['a"b', '"a"b', '"a', 'a,"b', '"a"""b']) expect(splitCsv(text)).toBeNull();
});

test('agrees with csv-parse on every text', () => {
  const text = fc.string({ unit: fc.constantFrom('a', ' ', ',', '"', '""', '\n'), maxLength: 30 });
  fc.assert(
    fc.property(text, (csv) => {
      let expected: string[][] | null;
      try {
        expected = parse(csv, { relax_column_count: true, skip_empty_lines: true });
      } catch {
        expected = null;
      }
      const found = splitCsv(csv);
      if (found !== null || expected === null) expect(found).toEqual(expected);
    }),
    { numRuns: 2000 },
  );
});
