import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellStates } from '../../src/core/cell.ts';
import { matrixTables } from '../../src/report/matrix-tables.ts';
import { sheetNames } from '../../src/report/sheet-name.ts';
import type { Table } from '../../src/report/table.ts';
import { toXlsx } from '../../src/report/xlsx.ts';
import { golden, unzip } from './support.ts';

const about = { portfolio: 'Test', as_of: '2026-11-20', draft: false };

/** The sheets of a workbook, and its texts. */
async function sheetsOf(tables: readonly Table[]) {
  const parts = unzip(await toXlsx(tables, about));
  const strings = [...(parts.get('xl/sharedStrings.xml') ?? '').matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(
    (match) => match[1],
  );
  const sheets = [...parts].filter(([name]) => name.startsWith('xl/worksheets/sheet')).map(([, xml]) => xml);
  return { parts, strings, sheets };
}

const table: Table = {
  name: 'Things',
  header: ['id', 'text', 'n', 'share', 'day', 'flag'],
  types: { share: 'share', day: 'date' },
  frozen: 2,
  rows: [
    ['a', '=HYPERLINK("http://x")', 3, 0.25, '2026-11-20', true],
    ['b', ['x', 'y'], Number.NaN, null, 'not a day', false],
    ['c', '2026-11-20', -1.5, 1, '1812-01-01', null],
  ],
};

test('cells have the type of their value: a text in the form of a date or a formula stays a text', async () => {
  const { sheets, strings } = await sheetsOf([table]);
  const [, second = '', third = '', fourth = ''] = sheets[1]!.match(/<row .*?<\/row>/g) ?? [];
  const cellsOf = (row: string) =>
    [...row.matchAll(/<c r="([A-Z]+)\d+"([^>]*)>(?:<v>([^<]*)<\/v>)?/g)].map(
      ([, column, attributes, value]) => {
        const type = /t="(\w+)"/.exec(attributes!)?.[1] ?? 'n';
        return [column, type, type === 's' ? strings[Number(value)] : value];
      },
    );
  expect([second, third, fourth].map(cellsOf)).toEqual([
    [
      ['A', 's', 'a'],
      ['B', 's', '=HYPERLINK("http://x")'],
      ['C', 'n', '3'],
      ['D', 'n', '0.25'],
      ['E', 'n', '46346'],
      ['F', 'b', '1'],
    ],
    [
      ['A', 's', 'b'],
      ['B', 's', 'x | y'],
      ['E', 's', 'not a day'],
      ['F', 'b', '0'],
    ],
    [
      ['A', 's', 'c'],
      ['B', 's', '2026-11-20'],
      ['C', 'n', '-1.5'],
      ['D', 'n', '1'],
      ['E', 's', '1812-01-01'],
    ],
  ]);
  expect(sheets.join('')).not.toContain('<f>');
});

test('the header and the first columns stay in view, and every table can be filtered', async () => {
  const { sheets } = await sheetsOf([table, { name: 'Empty', header: ['a'], rows: [] }]);
  expect(sheets.map((xml) => [/<pane [^>]*>/.exec(xml)?.[0], /<autoFilter [^>]*>/.exec(xml)?.[0]])).toEqual([
    [undefined, undefined],
    [
      '<pane ySplit="1" xSplit="2" topLeftCell="C2" activePane="bottomRight" state="frozen"/>',
      '<autoFilter ref="A1:F4"/>',
    ],
    [
      '<pane ySplit="1" xSplit="0" topLeftCell="A2" activePane="bottomRight" state="frozen"/>',
      '<autoFilter ref="A1:A1"/>',
    ],
  ]);
});

test('the matrix is totals, a sheet per framework, and proofs', async () => {
  const portfolio = await golden('sound');
  const { parts } = await sheetsOf(matrixTables(portfolio));
  const names = [...(parts.get('xl/workbook.xml') ?? '').matchAll(/<sheet [^>]*?name="([^"]*)"/g)].map(
    (match) => match[1],
  );
  expect(names).toEqual(['About', 'Totals', 'House rules', 'Proofs']);
  const [totals, house] = matrixTables(portfolio);
  expect(totals!.header.slice(3, 12)).toEqual([...cellStates]);
  expect(house!.rows[0]).toEqual([
    'atlas',
    'house:r-1',
    'Rule 1',
    'Keep a log',
    'evidenced',
    'in-force',
    null,
    ['own'],
    ['CTL-LOG'],
    ['atlas/log-test'],
    null,
    'Every required piece of evidence is valid on 2026-11-20.',
    'no',
    null,
  ]);
});

test('names of sheets are made fit and kept apart', () => {
  expect(
    sheetNames([
      'About',
      'EU AI Act',
      'eu ai act',
      'SR 26-2 / OCC [2026]:13',
      'A framework whose short title is not short at all',
      'A framework whose short title is not the same',
      "'quoted'",
      '',
      'History',
    ]),
  ).toEqual([
    'About',
    'EU AI Act',
    'eu ai act 2',
    'SR 26-2 - OCC -2026--13',
    'A framework whose short title i',
    'A framework whose short title 2',
    '’quoted’',
    'Sheet',
    'History 2',
  ]);
});

test('names of sheets fit whatever they are made from', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 60 })), (wanted) => {
      const names = sheetNames(wanted);
      expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(wanted.length);
      for (const name of names) {
        expect(name.length).toBeGreaterThan(0);
        expect(name.length).toBeLessThanOrEqual(31);
        expect(name).not.toMatch(/[\\/?*[\]:]|^'|'$|^\s|\s$/);
      }
    }),
  );
});
