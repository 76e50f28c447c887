import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byType, readMetric, stripsOf } from '../../src/kinds/model-card/intervals.ts';
import type { Metric } from '../../src/kinds/model-card/schema.ts';
import { boundValue } from '../../src/kinds/bound.ts';
import { digestOf, portfolioOf } from '../rules/support.ts';
import { around, check } from './case.ts';

const run = (rule: string, yaml: string) => check(rule, 'systems/x/model-card.mdx', `title: Card\n${yaml}`);
const metrics = (...rows: string[]) => `metrics:\n${rows.map((row) => `  - { ${row} }\n`).join('')}`;
const whole = 'type: AUC, value: 0.74';

describe('rules about a model card', () => {
  test('metrics on the whole only, or on groups only', async () => {
    expect(await run('model-card/unsliced', metrics(whole))).toMatchInlineSnapshot(`
      [
        {
          "column": 3,
          "end_column": 31,
          "end_line": 4,
          "file": "systems/x/model-card.mdx",
          "fix": "add a metric with \`slice:\`",
          "key": "4a25268414af928f",
          "line": 4,
          "message": "\`x/model-card\` has metrics on the whole only, none on a group",
          "owner": null,
          "related": [],
          "rule": "model-card/unsliced",
          "severity": "warning",
          "subject": "x/model-card",
          "system": "x",
          "waived_by": null,
        },
      ]
    `);
    expect((await run('model-card/unsliced', metrics(`${whole}, slice: North`)))[0]?.message).toBe(
      '`x/model-card` has metrics on groups only, none on the whole',
    );
    expect(await run('model-card/unsliced', metrics(whole, `${whole}, slice: North`))).toEqual([]);
    expect(await run('model-card/unsliced', 'overview: Nothing yet.')).toEqual([]);
  });

  test('an interval that cannot be right', async () => {
    expect(
      await run(
        'model-card/interval-impossible',
        metrics('type: Accuracy, slice: Cats, value: 0.98, ci_lower: 0.99, ci_upper: 1'),
      ),
    ).toMatchInlineSnapshot(`
      [
        {
          "column": 43,
          "end_column": 47,
          "end_line": 4,
          "file": "systems/x/model-card.mdx",
          "fix": "correct the numbers, or bind all three to evidence",
          "key": "079eb742a136738b",
          "line": 4,
          "message": "Accuracy on Cats is 0.980, outside its own interval of 0.990 to 1",
          "owner": null,
          "related": [],
          "rule": "model-card/interval-impossible",
          "severity": "error",
          "subject": "x/model-card",
          "system": "x",
          "waived_by": null,
        },
      ]
    `);
    expect(
      (
        await run(
          'model-card/interval-impossible',
          metrics('type: AUC, value: 0.7, ci_lower: 0.8, ci_upper: 0.6'),
        )
      )[0]?.message,
    ).toBe('the interval of AUC runs from 0.800 to 0.600');
    expect(
      await run(
        'model-card/interval-impossible',
        metrics('type: AUC, value: 0.7, ci_lower: 0.7, ci_upper: 0.8', 'type: AUC, value: 0.7'),
      ),
    ).toEqual([]);
  });

  test('a typed number that the measure cannot take', async () => {
    const rows = [
      'type: Recall at 0.12, value: 0.98, ci_lower: 0.95, ci_upper: 1.01',
      'type: RMSE, value: 12',
    ];
    const all = await run('model-card/interval-impossible', metrics(...rows));
    expect(all.map(({ message, line }) => [line, message])).toEqual([
      [4, '`ci_upper` of Recall at 0.12 is 1.010, and Recall at 0.12 is between 0 and 1'],
    ]);
  });

  test('a limit without a side', async () => {
    expect(await run('model-card/limit-undirected', metrics(`${whole}, threshold: 0.7`)))
      .toMatchInlineSnapshot(`
      [
        {
          "column": 42,
          "end_column": 45,
          "end_line": 4,
          "file": "systems/x/model-card.mdx",
          "fix": "add \`direction: at-least\` or \`direction: at-most\`",
          "key": "4c3e8d6905f2d151",
          "line": 4,
          "message": "AUC has a limit, and no \`direction\` to read it by",
          "owner": null,
          "related": [],
          "rule": "model-card/limit-undirected",
          "severity": "warning",
          "subject": "x/model-card",
          "system": "x",
          "waived_by": null,
        },
      ]
    `);
    expect(
      await run(
        'model-card/limit-undirected',
        metrics(`${whole}, threshold: 0.7, direction: at-least`, whole),
      ),
    ).toEqual([]);
  });

  test('a limit missed over the whole interval, with nothing concluded', async () => {
    const missed =
      'type: Brier score, value: 0.12, ci_lower: 0.11, ci_upper: 0.13, threshold: 0.1, direction: at-most';
    expect(await run('model-card/limit-missed', metrics(missed))).toMatchInlineSnapshot(`
      [
        {
          "column": 5,
          "end_column": 107,
          "end_line": 4,
          "file": "systems/x/model-card.mdx",
          "fix": "add \`decision:\` with what followed from it",
          "key": "5221b0a06f0a6055",
          "line": 4,
          "message": "Brier score is 0.120, and had to be at most 0.100; nothing is said to follow",
          "owner": null,
          "related": [],
          "rule": "model-card/limit-missed",
          "severity": "warning",
          "subject": "x/model-card",
          "system": "x",
          "waived_by": null,
        },
      ]
    `);
    expect(
      await run('model-card/limit-missed', metrics(`${missed}, decision: "Accepted for a quarter."`)),
    ).toEqual([]);
    expect(await run('model-card/limit-missed', metrics(missed.replace('0.11', '0.09')))).toEqual([]);
  });

  test('a classifier without a threshold', async () => {
    expect(await run('model-card/thresholds-missing', 'task: binary-classification')).toMatchInlineSnapshot(`
      [
        {
          "column": 7,
          "end_column": 28,
          "end_line": 3,
          "file": "systems/x/model-card.mdx",
          "fix": "add \`decision_thresholds:\`",
          "key": "c4a4a48792ae6f23",
          "line": 3,
          "message": "\`x/model-card\` is a classifier, and names no decision threshold",
          "owner": null,
          "related": [],
          "rule": "model-card/thresholds-missing",
          "severity": "warning",
          "subject": "x/model-card",
          "system": "x",
          "waived_by": null,
        },
      ]
    `);
    expect(await run('model-card/thresholds-missing', 'task: regression')).toEqual([]);
    expect(
      await run(
        'model-card/thresholds-missing',
        'task: binary-classification\ndecision_thresholds: [{ threshold: 0.1, action: Call }]',
      ),
    ).toEqual([]);
  });
});

describe('a number of front matter', () => {
  const evidence = {
    schema: 'casebook/metrics@1',
    producer: { name: 'test', version: '1' },
    model: 'x',
    model_version: '1.0',
    dataset: 'd',
    period: { from: '2025-01-01', to: '2025-12-31' },
    n: 100,
    provenance: 'synthetic',
    metrics: { auc: { type: 'roc_auc', value: 0.71, n: 100 } },
  };
  const register = (digest: string, until: string) =>
    `evidence:\n  - { id: perf, title: Performance, file: perf.json, type: metrics, sha256: ${digest}, captured_at: 2026-01-01, valid_until: ${until}, provenance: synthetic }\n`;
  const portfolio = (until: string) =>
    portfolioOf(
      around({
        'systems/x/evidence/evidence.yaml': register(digestOf(evidence), until),
        'systems/x/evidence/perf.json': evidence,
      }),
    );

  test('is bound, lapsed, a claim or unbound, and never a claim that looks bound', async () => {
    const [fresh, old] = [await portfolio('2027-01-01'), await portfolio('2026-11-19')];
    const states = (at: typeof fresh) =>
      [
        0.5,
        { from: 'ev:perf#/metrics/auc/value' },
        { from: 'perf#/dataset' },
        { from: 'ev:perf#/none' },
        { from: 'ev:gone#/auc' },
      ].map((number) => {
        const { value, state, evidence: record } = boundValue(number, { system: 'x' }, at);
        return [value, state, record?.local ?? null];
      });
    expect(states(fresh)).toEqual([
      [0.5, 'claim', null],
      [0.71, 'bound', 'perf'],
      [null, 'unbound', 'perf'],
      [null, 'unbound', 'perf'],
      [null, 'unbound', null],
    ]);
    expect(states(old)[1]).toEqual([0.71, 'lapsed', 'perf']);
  });
});

describe('intervals', () => {
  const nowhere = {
    index: { resolve: () => ({ state: 'dangling', suggestion: null }) },
  } as unknown as Parameters<typeof readMetric>[2];
  const read = (metric: Metric) => readMetric(metric, { system: 'x' }, nowhere);

  test('a verdict needs the whole interval on one side of the limit', () => {
    const at = (ci_lower: number, ci_upper: number, direction: 'at-least' | 'at-most') =>
      read({ type: 'm', value: (ci_lower + ci_upper) / 2, ci_lower, ci_upper, threshold: 0.5, direction })
        .verdict;
    expect([at(0.5, 0.6, 'at-least'), at(0.4, 0.6, 'at-least'), at(0.3, 0.4, 'at-least')]).toEqual([
      'holds',
      'unsettled',
      'fails',
    ]);
    expect([
      at(0.5, 0.6, 'at-most'),
      at(0.4, 0.6, 'at-most'),
      at(0.3, 0.5, 'at-most'),
      at(0.51, 0.6, 'at-most'),
    ]).toEqual(['unsettled', 'unsettled', 'holds', 'fails']);
    expect(read({ type: 'm', value: 0.9, threshold: 0.5, direction: 'at-least' }).verdict).toBe('unsettled');
    expect(read({ type: 'm', value: 0.9, ci_lower: 0.8, ci_upper: 1, threshold: 0.5 }).verdict).toBe(
      'no-limit',
    );
  });

  test('strips of one type share a scale: order is kept, and nothing leaves the strip', () => {
    const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.array(number, { minLength: 1, maxLength: 8 }), (values) => {
        const strips = stripsOf(values.map((value) => read({ type: 'm', value })));
        for (const [i, strip] of strips.entries()) {
          expect(strip.value).toBeGreaterThanOrEqual(0);
          expect(strip.value).toBeLessThanOrEqual(160);
          for (const [j, other] of strips.entries()) {
            if (values[i]! <= values[j]!) expect(strip.value!).toBeLessThanOrEqual(other.value!);
          }
        }
      }),
    );
  });

  test('numbers that hardly differ stay on the strip as well', () => {
    const strips = stripsOf([0, Number.MIN_VALUE].map((value) => read({ type: 'm', value })));
    expect(strips.map(({ value }) => value)).toEqual([8, 152]);
  });

  test('the whole stands before its slices', () => {
    const groups = byType([
      read({ type: 'AUC', slice: 'North', value: 1 }),
      read({ type: 'Brier', value: 1 }),
      read({ type: 'AUC', value: 1 }),
    ]);
    expect(
      groups.map(({ type, readings }) => [type, ...readings.map(({ metric }) => metric.slice ?? 'all')]),
    ).toEqual([
      ['AUC', 'all', 'North'],
      ['Brier', 'all'],
    ]);
  });
});
