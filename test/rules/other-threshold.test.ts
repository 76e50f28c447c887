/** A figure that is named by one threshold and was computed at another. */
import { expect, test } from 'vitest';
import { digestOf, found, lenient, page, system, type Files } from './support.ts';

const perf = JSON.stringify({
  schema: 'casebook/metrics@1',
  producer: { name: 'test' },
  model: 'm',
  model_version: '1',
  dataset: 'd',
  provenance: 'synthetic',
  n: 100,
  metrics: {
    recall: { type: 'recall', value: 0.56, threshold: 0.12 },
    auc: { type: 'roc_auc', value: 0.84 },
  },
});
const filesOf = (type: string, id = 'recall'): Files => ({
  'portfolio.yaml': lenient,
  'systems/demo/system.mdx': system(),
  'systems/demo/evidence/evidence.yaml': `evidence:\n  - { id: perf, title: P, file: perf.json, type: metrics, sha256: ${digestOf(perf)}, provenance: synthetic }\n`,
  'systems/demo/evidence/perf.json': perf,
  'systems/demo/model-card.mdx': page(
    `title: Card\nmetrics:\n  - { type: ${type}, value: { from: 'ev:perf#/metrics/${id}/value' }, dataset: d }`,
  ),
});

test('is found at the name, with the threshold in the file', async () => {
  const all = await found('claim/other-threshold', filesOf('Recall at 0.15'));
  expect(all).toMatchObject([
    {
      message: '`demo/model-card` calls a figure `Recall at 0.15`, and `demo/perf` computed it at 0.12',
      file: 'systems/demo/model-card.mdx',
      line: 4,
      column: 13,
      severity: 'error',
      related: [{ file: 'systems/demo/evidence/perf.json', message: 'the threshold in `perf`' }],
      fix: 'correct the name, or read the figure at 0.15',
    },
  ]);
});

test.each<[type: string, id?: string]>([
  ['Recall at 0.12'],
  ['Recall @ 12 %'],
  ['Recall'],
  ['Recall at 12 months'],
  ['AUC at 0.5', 'auc'],
])('is not found in %j', async (type, id) => {
  expect(await found('claim/other-threshold', filesOf(type, id))).toEqual([]);
});
