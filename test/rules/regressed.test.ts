/** Regression tests between versions: a stated tolerance is kept, or found. */
import { expect, test } from 'vitest';
import { digestOf, found, lenient, page, system, type Files } from './support.ts';

const rule = 'claim/regressed';
const metricsOf = (version: string, metrics: Record<string, [string, number | null]>): string =>
  JSON.stringify({
    schema: 'casebook/metrics@1',
    producer: { name: 'test' },
    model: 'm',
    model_version: version,
    dataset: 'd',
    provenance: 'synthetic',
    n: 100,
    metrics: Object.fromEntries(Object.entries(metrics).map(([id, [type, value]]) => [id, { type, value }])),
  });
const before = metricsOf('1', {
  auc: ['roc_auc', 0.84],
  brier: ['brier', 0.03],
  error: ['rmse', 4],
  rate: ['outcome_rate', 0.04],
  gone: ['recall', null],
});
const now = metricsOf('2', {
  auc: ['ROC AUC', 0.79],
  brier: ['brier_score', 0.031],
  error: ['rmse', 4.06],
  rate: ['outcome_rate', 0.4],
  gone: ['recall', 0.5],
});
const filesOf = (props: string): Files => ({
  'portfolio.yaml': lenient,
  'systems/demo/system.mdx': system(),
  'systems/demo/evidence/evidence.yaml': `evidence:\n${[
    ['v1', before],
    ['v2', now],
  ]
    .map(
      ([id, text]) =>
        `  - { id: ${id}, title: P, file: ${id}.json, type: metrics, sha256: ${digestOf(text!)}, provenance: synthetic }\n`,
    )
    .join('')}`,
  'systems/demo/evidence/v1.json': before,
  'systems/demo/evidence/v2.json': now,
  'systems/demo/model-card.mdx': page(
    'title: Card',
    `<MetricComparison evidence="v2" against="v1" ${props} />\n`,
  ),
});
const messages = async (props: string) => (await found(rule, filesOf(props))).map((one) => one.message);

test('a figure that is worse by more than is tolerated is found with both places', async () => {
  const [finding, ...others] = await found(rule, filesOf('tolerance={0.05}'));
  expect(others).toEqual([]);
  expect(finding).toMatchObject({
    message: '`error` is 4.06 in `demo/v2` and 4 in `demo/v1`: worse by 0.06, and 0.05 is tolerated',
    file: 'systems/demo/model-card.mdx',
    severity: 'warning',
    subject: 'demo/model-card',
    related: [
      { file: 'systems/demo/evidence/v2.json', message: '4.06 in `v2`' },
      { file: 'systems/demo/evidence/v1.json', message: '4 in `v1`' },
    ],
  });
  expect(await messages('tolerance={0.01} metrics={["auc", "brier"]}')).toEqual([
    '`auc` is 0.79 in `demo/v2` and 0.84 in `demo/v1`: worse by 0.05, and 0.01 is tolerated',
  ]);
});

test('a figure that is named and cannot be judged is found; without a tolerance nothing is judged', async () => {
  expect(await messages('tolerance={0.1} metrics={["rate", "gone", "typo"]}')).toEqual([
    '`gone` of `demo/v2` is held against a tolerance of 0.1, and cannot be judged: one of the two files has no value of it',
    '`rate` of `demo/v2` is held against a tolerance of 0.1, and cannot be judged: of this measure neither more nor less is known to be better',
    '`typo` of `demo/v2` is held against a tolerance of 0.1, and cannot be judged: one of the two files has no value of it',
  ]);
  expect(await messages('')).toEqual([]);
});
