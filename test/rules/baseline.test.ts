/** Numbers of front matter that are compared with a baseline. */
import { expect, test } from 'vitest';
import { numbersOf } from '../../src/kinds/numbers.ts';
import { writeDifference, writeFigure } from '../../src/kinds/figures.ts';
import { portfolioJson } from '../../src/report/portfolio-json.ts';
import { digestOf, findingsOf, lenient, page, portfolioOf, system } from './support.ts';

const metrics = JSON.stringify(
  {
    schema: 'casebook/metrics@1',
    producer: { name: 'test' },
    model: 'demo',
    model_version: '1',
    dataset: 'd',
    provenance: 'synthetic',
    n: 100,
    metrics: {
      auc: { type: 'roc_auc', value: 0.8423, ci_lower: 0.83, ci_upper: 0.85 },
      auc_before: { type: 'AUC', value: 0.8301 },
      recall: { type: 'recall', value: 0.5 },
      wait: { type: 'wait', value: 3, unit: 'days' },
    },
  },
  null,
  1,
);
const portfolioWith = (value: string) =>
  portfolioOf({
    'portfolio.yaml': lenient,
    'systems/demo/system.mdx': system(),
    'systems/demo/model-card.mdx': page(`title: Card\nmetrics:\n  - type: AUC\n    value: ${value}`),
    'systems/demo/evidence/evidence.yaml': `evidence:\n  - { id: perf, title: P, file: perf.json, type: metrics, sha256: ${digestOf(metrics)}, provenance: synthetic, captured_at: 2026-11-01 }\n`,
    'systems/demo/evidence/perf.json': metrics,
  });
const at = (id: string, field = 'value') => `"ev:perf#/metrics/${id}/${field}"`;

test('the difference is in the register of numbers and in JSON', async () => {
  const portfolio = await portfolioWith(
    `{ from: ${at('auc')}, baseline: ${at('auc_before')}, interval: true, digits: 4 }`,
  );
  const baseline = {
    evidence: 'demo/perf',
    path: '/metrics/auc_before/value',
    value: 0.8301,
    difference: 0.0122,
  };
  expect(numbersOf(portfolio)).toMatchObject([{ value: 0.8423, state: 'bound', baseline }]);
  expect(portfolioJson(portfolio).claims).toMatchObject([{ field: 'metrics[0].value', baseline }]);
  for (const rule of ['claim/unbound', 'evidence/pointer', 'schema/value'])
    expect(findingsOf(portfolio, rule)).toEqual([]);
  expect(
    portfolio.index.linksTo
      .get('demo/perf')!
      .map(({ type }) => type)
      .sort(),
  ).toEqual(['cites', 'evidenced-by']);
});

test('a baseline of another measure, unit or part, and an interval that is not there, are found with all places', async () => {
  const said = async (value: string) =>
    findingsOf(await portfolioWith(value), 'claim/unbound').map(
      ({ file, line, column, message, fix, related }) => ({
        place: `${file}:${line}:${column}`,
        says: `${message} → ${fix}`,
        related: related.map((one) => `${one.file}:${one.line}:${one.column} ${one.message}`),
      }),
    );
  expect(await said(`{ from: ${at('auc')}, baseline: ${at('recall')} }`)).toMatchInlineSnapshot(`
    [
      {
        "place": "systems/demo/model-card.mdx:5:60",
        "related": [
          "systems/demo/evidence/perf.json:14:13 the value in the evidence",
          "systems/demo/evidence/perf.json:24:13 its baseline",
        ],
        "says": "\`ev:perf#/metrics/auc/value\` is \`roc_auc\`, and its baseline \`recall\` (\`ev:perf#/metrics/recall/value\`) → name a baseline of the same measure and unit",
      },
    ]
  `);
  expect(await said(`{ from: ${at('auc')}, baseline: ${at('wait')} }`)).toMatchObject([
    {
      says: '`ev:perf#/metrics/auc/value` is in no unit, and its baseline in `days` (`ev:perf#/metrics/wait/value`) → name a baseline of the same measure and unit',
    },
  ]);
  expect(await said(`{ from: ${at('auc')}, baseline: ${at('auc', 'ci_lower')} }`)).toMatchObject([
    {
      says: '`ev:perf#/metrics/auc/value` is `value` of a figure, and its baseline `ci_lower` (`ev:perf#/metrics/auc/ci_lower`) → name a baseline of the same measure and unit',
    },
  ]);
  expect(await said(`{ from: ${at('recall')}, interval: true }`)).toMatchInlineSnapshot(`
    [
      {
        "place": "systems/demo/model-card.mdx:5:63",
        "related": [
          "systems/demo/evidence/perf.json:24:13 the value in the evidence",
        ],
        "says": "\`ev:perf#/metrics/recall/value\` has no interval in its file: no \`ci_lower\` and \`ci_upper\` stand beside it → compute the interval, or leave \`interval\` out",
      },
    ]
  `);
});

test('a baseline that does not exist is found, in the file and as evidence', async () => {
  const messages = async (value: string, rule: string) =>
    findingsOf(await portfolioWith(value), rule).map(({ message }) => message);
  expect(await messages(`{ from: ${at('auc')}, baseline: ${at('old')} }`, 'evidence/pointer'))
    .toMatchInlineSnapshot(`
    [
      "\`demo/model-card\` cites \`perf#/metrics/old/value\`, and \`systems/demo/evidence/perf.json\` has nothing at \`/metrics/old/value\`",
    ]
  `);
  expect(
    await messages(`{ from: ${at('auc')}, baseline: "ev:perv#/metrics/auc/value" }`, 'reference/dangling'),
  ).toMatchInlineSnapshot(`
    [
      "no evidence has the id \`perv\`",
    ]
  `);
});

test('an interval that does not hold its value is found with the places of all that came from evidence', async () => {
  const found = findingsOf(
    await portfolioWith(`{ from: ${at('auc')} }\n    ci_lower: { from: ${at('recall')} }\n    ci_upper: 0.6`),
    'model-card/interval-impossible',
  );
  expect(
    found.map(({ message, related }) => [
      message,
      ...related.map((one) => `${one.file}:${one.line} ${one.message}`),
    ]),
  ).toEqual([
    [
      'AUC is 0.842, outside its own interval of 0.500 to 0.600',
      'systems/demo/evidence/perf.json:14 `value` is 0.8423 in `perf`',
      'systems/demo/evidence/perf.json:24 `ci_lower` is 0.5 in `perf`',
    ],
  ]);
});

test('a figure is written as it asks, and its difference with a sign', () => {
  expect([
    writeFigure(0.1234, { format: 'percent', digits: 1 }),
    writeFigure(0.02, { format: 'signed', digits: 2 }),
    writeFigure(0.00012, { format: 'scientific' }),
    writeDifference(0.0122, { digits: 3 }),
    writeDifference(-0.0122, { unit: '%' }),
    writeDifference(0, { digits: 2, unit: 'EUR' }),
  ]).toEqual(['12.3\u00a0%', '+0.02', '1.2\u00a0×\u00a010⁻⁴', '+0.012', '−1.2 points', '0.00 EUR']);
});
