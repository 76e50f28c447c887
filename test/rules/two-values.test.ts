/** Figures that two files, or a card and its files, do not agree on. */
import { expect, test } from 'vitest';
import { digestOf, found, lenient, page, system, type Files } from './support.ts';

const metricsOf = (more: object, auc = 0.84) =>
  JSON.stringify({
    schema: 'casebook/metrics@1',
    producer: { name: 'test' },
    model: 'm',
    model_version: '1.0',
    dataset: 'matured cohorts',
    provenance: 'synthetic',
    n: 100,
    metrics: { auc: { type: 'roc_auc', value: auc }, recall: { type: 'recall', value: 0.5, threshold: 0.1 } },
    ...more,
  });
const filesOf = (one: string, two: string, card = '', profile = ''): Files => ({
  'portfolio.yaml': lenient,
  'systems/demo/system.mdx': system(profile),
  'systems/demo/evidence/evidence.yaml': `evidence:\n${[one, two]
    .map(
      (text, i) =>
        `  - { id: perf-${i + 1}, title: P, file: ${i + 1}.json, type: metrics, sha256: ${digestOf(text)}, captured_at: 2026-11-01, valid_until: 2027-11-01, provenance: synthetic }\n`,
    )
    .join('')}`,
  'systems/demo/evidence/1.json': one,
  'systems/demo/evidence/2.json': two,
  ...(card !== '' && { 'systems/demo/model-card.mdx': card }),
});

test('one figure with two values is found at the second, with the place of the first', async () => {
  const rule = 'evidence/two-values';
  const [finding, ...rest] = await found(rule, filesOf(metricsOf({}), metricsOf({}, 0.86)));
  expect(rest).toEqual([]);
  expect(finding).toMatchObject({
    rule,
    severity: 'warning',
    file: 'systems/demo/evidence/2.json',
    line: 1,
    subject: 'demo/perf-2',
    message:
      '`metrics.auc.value` of `demo/perf-2` is 0.86, and `demo/perf-1` states 0.84 for the same model version and dataset',
    related: [{ file: 'systems/demo/evidence/1.json', line: 1, message: '0.84 in `perf-1`' }],
    fix: 'withdraw the file that is wrong, or let `dataset` say what is different',
  });
});

test.each([
  ['rounding', {}, 0.8404],
  ['another dataset', { dataset: 'development rows' }, 0.9],
  ['another version', { model_version: '2.0' }, 0.9],
])('%s is no second value', async (_, more, auc) => {
  expect(await found('evidence/two-values', filesOf(metricsOf({}), metricsOf(more, auc)))).toEqual([]);
});

const cardOf = (version: string) =>
  page(
    `title: Card\nmodel_version: { name: '${version}', date: 2026-11-01, diff: First. }`,
    'AUC <Metric of="ev:perf-1#/metrics/auc/value" />.\n',
  );

test('a card whose numbers are of another version, or that is not of the one in production, is found', async () => {
  const rule = 'claim/other-model-version';
  const files = (card: string, profile = '') =>
    filesOf(metricsOf({}), metricsOf({ dataset: 'other' }), card, profile);
  expect(await found(rule, files(cardOf('1.0'), "production_version: '1.0'"))).toEqual([]);
  expect(await found(rule, files(cardOf('2.0'), "production_version: '3.0'"))).toMatchObject([
    {
      severity: 'warning',
      file: 'systems/demo/model-card.mdx',
      message:
        '`demo/model-card` speaks of model version `2.0`, and `demo/perf-1`, which its numbers are read from, is of `1.0`',
      related: [{ file: 'systems/demo/evidence/evidence.yaml', message: '`demo/perf-1`, of version `1.0`' }],
      fix: 'measure `2.0` and bind the numbers to that file, or correct the version',
    },
    {
      message: '`demo/model-card` speaks of model version `2.0`; in production is `3.0`',
      related: [{ file: 'systems/demo/system.mdx', message: 'the version in production' }],
      fix: 'write the card of `3.0`, or correct `production_version`',
    },
  ]);
});
