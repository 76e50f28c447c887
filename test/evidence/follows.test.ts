/** Figures that follow from others of the same file. */
import { describe, expect, test } from 'vitest';
import { unfollowed } from '../../src/evidence/follows.ts';
import { unfollowedShap } from '../../src/evidence/shap/follows.ts';
import type { Metrics } from '../../src/evidence/shapes/metrics.ts';
import type { Shap } from '../../src/evidence/shapes/shap.ts';

const head = {
  producer: { name: 'test' },
  model: 'm',
  model_version: '1',
  dataset: 'd',
  provenance: 'synthetic',
} as const;
const metrics = (more: Partial<Metrics>): Metrics => ({
  schema: 'casebook/metrics@1',
  ...head,
  n: 1000,
  metrics: {},
  ...more,
});
const said = (more: Partial<Metrics>): string[] =>
  unfollowed(metrics(more)).map(({ path, message }) => `${path.join('.')} ${message}`);

// 50 of 1,000 rows by Wilson: 0.0381 to 0.0653 (Newcombe 1998, method 3).
const rate = {
  type: 'recall',
  value: 0.05,
  n: 1000,
  ci_lower: 0.0381,
  ci_upper: 0.0653,
  ci_level: 0.95,
  ci_method: 'wilson',
};

describe('a rate with Wilson’s interval', () => {
  test.each<[string, object, string[]]>([
    ['holds', {}, []],
    ['holds where the method is another', { ci_lower: 0.03, ci_method: 'bootstrap-500' }, []],
    [
      'holds at another level, which is not computed',
      { ci_level: 0.9, ci_lower: 0.0399, ci_upper: 0.0625 },
      [],
    ],
    [
      'has another lower end',
      { ci_lower: 0.0391 },
      ['metrics.r.ci_lower is 0.0391, and Wilson’s interval of 0.05 of 1000 rows ends at 0.0381'],
    ],
    [
      'has another upper end',
      { ci_upper: 0.0663 },
      ['metrics.r.ci_upper is 0.0663, and Wilson’s interval of 0.05 of 1000 rows ends at 0.0653'],
    ],
    [
      'is no share of its rows',
      { value: 0.0504 },
      ['metrics.r.value is 0.0504, and no count of 1000 rows gives that share'],
    ],
    [
      'is of more rows than there are',
      { n: 1001, ci_lower: 0.0381 },
      [
        'metrics.r.ci_upper is 0.0653, and Wilson’s interval of 0.05 of 1001 rows ends at 0.0652',
        'metrics.r.n is 1001, and there are 1000 rows',
      ],
    ],
    [
      'is of another level than it says',
      { ci_level: 0.99 },
      ['metrics.r.ci_level is 0.99, and the interval is Wilson’s of 0.05 of 1000 rows at 0.95'],
    ],
  ])('%s', (_, change, expected) => {
    expect(said({ metrics: { r: { ...rate, ...change } } })).toEqual(expected);
  });
});

test('groups add up to their table, and shares are theirs', () => {
  const groups = (n: number, share: number) => ({
    sex: { n, groups: { f: { n: 400, share, metrics: {} }, m: { n: 600, metrics: {} } } },
  });
  expect(said({ groups: groups(1000, 0.4) })).toEqual([]);
  expect(said({ groups: groups(1010, 0.41) })).toEqual([
    'groups.sex.n is 1010, and the groups add up to 1000',
    'groups.sex.groups.f.share is 0.41, and 400 of 1010 rows make 0.396',
  ]);
});

test('a gain is the difference of champion and challenger, and a disparity is of the rows of its table', () => {
  const metrics = (gain: number) => ({
    champion_auc: { type: 'roc_auc', value: 0.8429 },
    challenger_auc: { type: 'roc_auc', value: 0.8274 },
    auc_gain: { type: 'difference', value: gain },
  });
  expect(said({ metrics: metrics(0.0155) })).toEqual([]);
  expect(said({ metrics: metrics(0.0255) })).toEqual([
    'metrics.auc_gain.value is 0.0255, and 0.8429 less 0.8274 is 0.0155',
  ]);
  const disparities = { d: { type: 'demographic_parity_difference', value: 0.1, n: 11 } };
  const groups = { f: { n: 10, metrics: {} } };
  expect(said({ groups: { sex: { n: 10, groups, disparities } } })).toEqual([
    'groups.sex.disparities.d.n is 11, and there are 10 rows',
  ]);
});

test('calibration errors are those of the bins, and a bin holds its mean', () => {
  const bins = (first: object, more: object = {}) => ({
    all: {
      strategy: 'uniform' as const,
      bins_requested: 2,
      n: 1000,
      ece: 0.01,
      mce: 0.02,
      bins: [
        { lower: 0, upper: 0.5, n: 500, predicted: 0.22, observed: 0.2, ...first },
        { lower: 0.5, upper: 1, n: 500, predicted: 0.7, observed: 0.7 },
      ],
      ...more,
    },
  });
  expect(said({ calibration: bins({}) })).toEqual([]);
  expect(said({ calibration: bins({ predicted: 0.72 }) })).toEqual([
    'calibration.all.bins.0.predicted is 0.72, and the bin is from 0 to 0.5',
    'calibration.all.ece is 0.01, and the bins make 0.26',
    'calibration.all.mce is 0.02, and the bins make 0.52',
  ]);
});

test('points of a curve are shares of its rows, rates of a threshold those of its cells', () => {
  const curve = {
    type: 'roc' as const,
    n: 20,
    positives: 8,
    points_total: 3,
    threshold: [null, 0.5, 0],
    recall: [0, 0.625, 1],
    false_positive_rate: [0, 0.25, 1],
  };
  expect(said({ curves: { s: curve } })).toEqual([]);
  expect(said({ curves: { s: { ...curve, recall: [0, 0.635, 1] } } })).toEqual([
    'curves.s.recall.1 is 0.635, and no count of 8 rows gives that share',
  ]);
  const at = {
    tp: 5,
    fp: 3,
    tn: 9,
    fn: 3,
    selection_rate: 0.4,
    recall: 0.625,
    precision: 0.625,
    false_positive_rate: 0.25,
  };
  expect(said({ thresholds: { s: { n: 20, at: { '0.5': { ...at, precision: 0.626 } } } } })).toEqual([
    'thresholds.s.at.0.5.precision is 0.626, and the cells make 0.625',
  ]);
});

test('SHAP values: means are those of the batches, rows add up as is said, a group is at most its columns', () => {
  const shap = {
    schema: 'casebook/shap@1',
    ...head,
    output_space: 'log-odds',
    base_value: 0.5,
    n_total: 100,
    n_drawn: 1,
    features: ['a', 'b'],
    mean_abs: [0.25, 0.1],
    groups: { ab: { columns: ['a', 'b'], mean_abs: 0.3 } },
    additivity: { max_abs_gap: 0.00001, n: 100 },
    batches: [
      { batch: '1', n: 50, mean_abs: [0.2, 0.1] },
      { batch: '2', n: 50, mean_abs: [0.3, 0.1] },
    ],
    rows: [{ shap: [0.125, -0.125], output: 0.5 }],
  } as unknown as Shap;
  const of = (more: object): string[] =>
    unfollowedShap({ ...shap, ...more }).map(({ path, message }) => `${path.join('.')} ${message}`);
  expect(of({})).toEqual([]);
  expect(of({ mean_abs: [0.27, 0.1] })).toEqual(['mean_abs.0 is 0.27 of `a`, and the batches make 0.25']);
  expect(of({ n_total: 90 })).toEqual(['n_total is 90, and the batches have 100 rows']);
  expect(of({ groups: { ab: { columns: ['a', 'b'], mean_abs: 0.4 } } })).toEqual([
    'groups.ab.mean_abs is 0.4, and its columns make 0.35 at most',
  ]);
  expect(of({ rows: [{ shap: [0.225, -0.125], output: 0.5 }] })).toEqual([
    'rows.0.output is 0.5, off by 0.1 from base value and contributions, and no row is said to be off by more than 0.00001',
  ]);
});
