/** Every number an artefact states, in front matter and in prose, and what it rests on. */
import { expect, test } from 'vitest';
import { numbersOf } from '../../src/kinds/numbers.ts';
import { portfolioJson } from '../../src/report/portfolio-json.ts';
import { numberCounts, numberRows, numbersHeadline, numbersTable } from '../../src/site/data/claims.ts';
import { digestOf, lenient, page, portfolioOf, system, type Files } from '../rules/support.ts';

const metrics = JSON.stringify({
  schema: 'casebook/metrics@1',
  producer: { name: 'test' },
  model: 'm',
  model_version: '1',
  dataset: 'd',
  provenance: 'synthetic',
  n: 100,
  metrics: { auc: { type: 'roc_auc', value: 0.8125 } },
});
const files: Files = {
  'portfolio.yaml': lenient,
  'systems/demo/system.mdx': system(`key_numbers:
  - { label: AUC, value: { from: 'ev:perf#/metrics/auc/value' } }
  - { label: Lost, value: { from: 'ev:perf#/metrics/auc/nothing' } }
  - { label: People, value: 1200 }`),
  'systems/demo/model-card.mdx': page(
    'title: Card',
    'AUC <Metric of="ev:perf#/metrics/auc/value" />, or <Metric of="ev:perf#/metrics/auc/value" value="0.79" />, or <Metric value="0.8" />.\n',
  ),
  'systems/demo/evidence/evidence.yaml': `evidence:\n  - { id: perf, title: P, file: perf.json, type: metrics, sha256: ${digestOf(metrics)}, captured_at: 2026-11-01, valid_until: 2027-11-01, provenance: synthetic }\n`,
  'systems/demo/evidence/perf.json': metrics,
};

test('numbers of front matter and of prose are found where they stand, with what they rest on', async () => {
  const numbers = numbersOf(await portfolioOf(files));
  expect(
    numbers.map(({ artefact, field, text, state, evidence, pointer, line }) => [
      artefact,
      field,
      text,
      state,
      evidence?.id ?? null,
      pointer,
      line,
    ]),
  ).toEqual([
    [
      'demo',
      'key_numbers[0].value',
      '0.8125',
      'bound',
      'demo/perf',
      '/metrics/auc/value',
      expect.any(Number),
    ],
    [
      'demo',
      'key_numbers[1].value',
      'ev:perf#/metrics/auc/nothing',
      'unbound',
      'demo/perf',
      '/metrics/auc/nothing',
      expect.any(Number),
    ],
    ['demo', 'key_numbers[2].value', '1200', 'claim', null, null, expect.any(Number)],
    ['demo/model-card', null, '0.8125', 'bound', 'demo/perf', '/metrics/auc/value', expect.any(Number)],
    ['demo/model-card', null, '0.79', 'contradicted', 'demo/perf', '/metrics/auc/value', expect.any(Number)],
    ['demo/model-card', null, '0.8', 'claim', null, null, expect.any(Number)],
  ]);
});

test('the graph as JSON lists the same numbers as the register, each at its place', async () => {
  const portfolio = await portfolioOf(files);
  const { claims, totals } = portfolioJson(portfolio);
  expect(totals.claims).toBe(6);
  expect(claims.map(({ file, line, field, text, state }) => [file, line, field, text, state])).toEqual([
    ['systems/demo/model-card.mdx', 4, null, '0.8125', 'bound'],
    ['systems/demo/model-card.mdx', 4, null, '0.79', 'contradicted'],
    ['systems/demo/model-card.mdx', 4, null, '0.8', 'claim'],
    ['systems/demo/system.mdx', 6, 'key_numbers[0].value', '0.8125', 'bound'],
    ['systems/demo/system.mdx', 7, 'key_numbers[1].value', 'ev:perf#/metrics/auc/nothing', 'unbound'],
    ['systems/demo/system.mdx', 8, 'key_numbers[2].value', '1200', 'claim'],
  ]);
  // What leads nowhere in a field has one finding, as a link.
  const about = portfolio.findings.filter(({ file }) => file === 'systems/demo/system.mdx');
  expect(about.map(({ rule, line }) => `${rule} ${line}`)).toEqual(['evidence/pointer 7']);
});

test('the register puts what has to be looked at first, and counts', async () => {
  const rows = numberRows(await portfolioOf(files));
  expect(numbersHeadline(rows)).toBe(
    '2 of 6 numbers rest on evidence that holds; 2 are contradicted or lead nowhere; 2 are their author’s word',
  );
  expect(numbersHeadline([])).toBe('No number is stated');
  expect(numberCounts(rows)).toEqual([
    { state: 'contradicted', n: 1 },
    { state: 'unbound', n: 1 },
    { state: 'claim', n: 2 },
    { state: 'bound', n: 2 },
  ]);
  const table = numbersTable(rows);
  expect(table.rows).toHaveLength(6);
  expect(table.rows[0]).toEqual([
    'demo',
    'key_numbers[0].value',
    '0.8125',
    0.8125,
    'bound',
    'demo/perf',
    '/metrics/auc/value',
    'systems/demo/evidence/perf.json',
    digestOf(metrics),
    '2026-11-01',
    'systems/demo/system.mdx',
    expect.any(Number),
    expect.any(Number),
    null,
    null,
    null,
    null,
  ]);
});
