import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { plain, toCsv } from '../../src/report/csv.ts';
import { findingsCsv } from '../../src/report/findings-table.ts';
import { inventoryCsv, inventoryTable } from '../../src/report/inventory.ts';
import { matrixCsv, matrixTable } from '../../src/report/matrix.ts';
import { toXlsx } from '../../src/report/xlsx.ts';
import { withoutTimes } from '../../src/report/zip.ts';
import { finding, golden, reported, unzip } from './support.ts';

test('any table of texts comes back from its CSV as it went in', () => {
  const cell = fc.string({ unit: 'binary' }).filter((text) => plain(text) === text && text !== '');
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
      const back: unknown = parse(toCsv(['a', 'b'], rows), { from: 2, record_delimiter: '\r\n' });
      expect(back).toEqual(rows);
    }),
  );
});

test('a text that a spreadsheet would run is made a text; a number stays one', () => {
  for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '\r=1'])
    expect(plain(text)).toBe(`'${text}`);
  expect([plain(-0.5), plain(0), plain(null), plain(NaN), plain(['a', 'b']), plain('a-b')]).toEqual([
    '-0.5',
    '0',
    '',
    '',
    'a | b',
    'a-b',
  ]);
});

test('the matrix has the columns that are promised', async () => {
  expect(matrixCsv(await golden('sound'))).toBe(
    [
      'system,obligation,state,timing,applies_from,controls,evidence',
      'atlas,house:r-1,evidenced,in-force,,CTL-LOG,atlas/log-test',
      'atlas,house:r-2,evidenced,in-force,,CTL-LOG,atlas/log-test',
      'atlas,house:r-3,evidenced,in-force,,CTL-LOG,atlas/log-test',
      '',
    ].join('\r\n'),
  );
});

test('the inventory has a row per system, its figures with their denominators', async () => {
  const [header, row] = parse(inventoryCsv(await golden('sound'))) as string[][];
  const record = Object.fromEntries(header!.map((name, i) => [name, row![i]]));
  expect(record).toEqual({
    system: 'atlas',
    title: 'Atlas, loan scoring',
    description: '',
    risk_tier: 'tier-4',
    legal_classes: '',
    roles: '',
    frameworks: 'house',
    lifecycle_stage: '',
    status: '',
    approval: 'draft',
    owner: 'own',
    model_developer: 'dev',
    model_reviewer: 'val',
    model_approver: '',
    production_version: '',
    deployed_on: '',
    next_review: '2027-05-01',
    artefacts: '3',
    obligations_in_scope: '3',
    obligations_evidenced: '3',
    errors: '0',
    warnings: '0',
    waived: '0',
  });
});

test('findings as CSV are the findings', () => {
  const rows = parse(findingsCsv(reported(finding({ message: 'a "quoted", text' })))) as string[][];
  expect(rows).toEqual([
    [
      'severity',
      'rule',
      'message',
      'file',
      'line',
      'column',
      'subject',
      'system',
      'owner',
      'fix',
      'waived_by',
      'key',
    ],
    [
      'error',
      'reference/dangling',
      'a "quoted", text',
      'systems/demo/model-card.mdx',
      '3',
      '5',
      'demo/model-card',
      'demo',
      'own',
      'did you mean `FM-01`?',
      '',
      '0123456789abcdef',
    ],
  ]);
});

test('a workbook is the same bytes on another day, and holds the rows', async () => {
  const portfolio = await golden('sound');
  const about = { portfolio: portfolio.title, as_of: portfolio.as_of, draft: true };
  const tables = [matrixTable(portfolio), inventoryTable(portfolio)];
  const first = await toXlsx(tables, about);
  vi.useFakeTimers({ now: new Date('2031-05-06T07:08:09Z'), toFake: ['Date'] });
  try {
    expect(Buffer.from(await toXlsx(tables, about)).equals(Buffer.from(first))).toBe(true);
  } finally {
    vi.useRealTimers();
  }
  const parts = unzip(first);
  expect([...parts.keys()].filter((name) => name.startsWith('xl/worksheets/sheet')).length).toBe(3);
  const strings = parts.get('xl/sharedStrings.xml') ?? '';
  for (const text of ['A sound portfolio', 'not for decisions', 'house:r-3', 'atlas/log-test', 'evidenced']) {
    expect(strings).toContain(text);
  }
  expect(parts.get('xl/workbook.xml')).toMatch(/name="About".*name="Matrix".*name="Inventory"/s);
});

test('bytes that are no archive are refused', () => {
  expect(() => withoutTimes(new Uint8Array(64))).toThrow('not a ZIP archive: it has no end record');
});
