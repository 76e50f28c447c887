// The built example: its data files are valid against the schemas beside them, and its pages show their digits.
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { cellStates, timings } from '../../src/core/cell.ts';
import { formatShare, type Totals } from '../../src/core/totals.ts';
import { absent, oscalSchema } from '../exchange/oscal/export-support.ts';
import { exampleSite } from './example.ts';

const site = exampleSite();
const read = (file: string) => fs.readFileSync(path.join(site, file), 'utf8');
const readJson = (file: string) => JSON.parse(read(file)) as object;
const filesIn = (folder: string) =>
  fs
    .readdirSync(path.join(site, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'));

const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
addFormats.default(ajv);

test.each([
  ['data/portfolio.schema.json', ['data/portfolio.json']],
  ['data/findings.schema.json', ['data/findings.json']],
  ['data/schemas/proofs-1.schema.json', filesIn('data/proofs').map((name) => `data/proofs/${name}`)],
])('what %s describes is so', (schema, files) => {
  const valid = ajv.compile(readJson(schema));
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) expect([file, valid(readJson(file)), valid.errors]).toEqual([file, true, null]);
});

test('the schemas say what each field is for', () => {
  const { properties } = readJson('data/schemas/control.schema.json') as {
    properties: Record<string, { description?: string }>;
  };
  expect(properties['objective']?.description).toBe('What goes wrong without it.');
});

test('the OSCAL of every system is valid', ({ skip }) => {
  const results = oscalSchema('assessment-results');
  const components = oscalSchema('component');
  if (!results || !components) return skip(absent);
  const files = filesIn('data/oscal');
  expect(files.sort()).toEqual([
    'cv-screening/component-definition.json',
    'hospital-bed-demand/assessment-results.json',
    'hospital-bed-demand/component-definition.json',
    'retail-credit-pd/assessment-results.json',
    'retail-credit-pd/component-definition.json',
  ]);
  for (const file of files) {
    const valid = file.endsWith('assessment-results.json') ? results : components;
    expect([file, valid(readJson(`data/oscal/${file}`)), valid.errors]).toEqual([file, true, null]);
  }
});

test('the page of traceability shows the totals of the graph', () => {
  const { totals } = readJson('data/portfolio.json') as { totals: Totals };
  const text = read('traceability/index.html')
    .replace(/<(script|style)\b.*?<\/\1>/gs, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&nbsp;', '\u00a0')
    .replace(/[ \n]+/g, ' ');
  const inScope = (counts: Totals['cells']) =>
    cellStates.reduce((sum, state) => sum + (state === 'not-applicable' ? 0 : counts[state]), 0);
  // A duty that has ended is in no denominator, and has its own totals.
  const { ended } = totals.cells_by_timing;
  expect(inScope(ended)).toBeGreaterThan(0);
  expect(text).toContain(
    `${totals.cells.evidenced - ended.evidenced} of ${inScope(totals.cells) - inScope(ended)} clauses in scope are evidenced`,
  );
  for (const state of cellStates) {
    const word = state.charAt(0).toUpperCase() + state.slice(1).replaceAll('-', ' ');
    if (totals.cells[state] > 0) expect(text).toContain(`${word} ${totals.cells[state]} `);
  }
  for (const timing of timings) {
    const counts = totals.cells_by_timing[timing];
    const whole = timing === 'ended' ? 0 : inScope(counts);
    if (whole > 0) expect(text).toContain(`${formatShare({ part: counts.evidenced, whole })} evidenced`);
  }
});

test('the matrix as CSV has as many rows as the graph has cells', () => {
  const { cells } = readJson('data/portfolio.json') as { cells: unknown[] };
  expect(read('data/matrix.csv').trimEnd().split('\r\n')).toHaveLength(cells.length + 1);
});
