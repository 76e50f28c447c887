import { describe, expect, it } from 'vitest';
import { toPointer } from '../../../src/core/place.ts';
import { parseEvidence } from '../../../src/evidence/shapes/index.ts';

const content = (parts: object) => ({
  schema: 'casebook/metrics@1',
  producer: { name: 'test' },
  model: 'm',
  model_version: '1',
  dataset: 'rows',
  provenance: 'synthetic',
  n: 100,
  metrics: {},
  ...parts,
});
const said = (parts: object): string[] =>
  parseEvidence(content(parts)).issues.map(({ path, message }) => `${toPointer(path)} ${message}`);

const roc = {
  type: 'roc',
  n: 100,
  positives: 20,
  points_total: 40,
  threshold: [null, 0.5, 0.1],
  recall: [0, 0.5, 1],
  false_positive_rate: [0, 0.1, 1],
};
const row = {
  tp: 10,
  fp: 8,
  tn: 72,
  fn: 10,
  selection_rate: 0.18,
  recall: 0.5,
  precision: 0.5556,
  false_positive_rate: 0.1,
};
const costs = { false_positive: 2, false_negative: 30, unit: 'EUR' };
const scores = {
  n: 100,
  positives: 20,
  edges: [0, 0.5, 1],
  with_outcome: [10, 10],
  without_outcome: [null, null],
};
const gain = { threshold: 0.5, n: 18, positives: 10, share: 0.18, gain: 0.5, lift: 2.7778 };

describe('the parts performance is drawn from', () => {
  it('are sound as they should be', () => {
    const parts = {
      curves: { roc },
      thresholds: { score: { n: 100, in_use: [0.5], costs, at: { '0.5': { ...row, cost: 316 } } } },
      scores: { score: scores },
      gains: { score: { n: 100, positives: 20, rows: [gain] } },
    };
    expect(said(parts)).toEqual([]);
  });

  it.each([
    [{ curves: { roc: { ...roc, recall: [0, 1] } } }, '/curves/roc/recall has 2 values, `threshold` has 3'],
    [
      { curves: { roc: { ...roc, recall: [0, 0.5, 0.4] } } },
      '/curves/roc/recall/2 is below the value before it; a curve never falls',
    ],
    [
      { curves: { roc: { ...roc, threshold: [null, 0.1, 0.5] } } },
      '/curves/roc/threshold/2 is not below the value before it; thresholds descend',
    ],
    [
      { curves: { pr: { ...roc, type: 'precision-recall' } } },
      '/curves/pr/precision is missing; a precision-recall curve is made of it',
    ],
    [{ curves: { roc: { ...roc, positives: 101 } } }, '/curves/roc/positives is 101, of 100 rows'],
    [
      { thresholds: { score: { n: 100, at: { high: row } } } },
      '/thresholds/score/at/high is not a number; decisions are keyed by their threshold',
    ],
    [
      { thresholds: { score: { n: 101, at: { '0.5': row } } } },
      '/thresholds/score/at/0.5 has 100 rows, `n` is 101',
    ],
    [
      { thresholds: { score: { n: 100, at: { '0.5': { ...row, recall: 0.6 } } } } },
      '/thresholds/score/at/0.5/recall is 0.6, the cells give 0.5',
    ],
    [
      { thresholds: { score: { n: 100, at: { '0.5': { ...row, cost: 1 } } } } },
      '/thresholds/score/at/0.5/cost stands without `costs`',
    ],
    [
      { thresholds: { score: { n: 100, costs, at: { '0.5': { ...row, cost: 1 } } } } },
      '/thresholds/score/at/0.5/cost is 1, the cells give 316',
    ],
    [
      { scores: { score: { ...scores, with_outcome: [10, 11] } } },
      '/scores/score/with_outcome adds up to 21 rows, there are 20',
    ],
    [
      { scores: { score: { ...scores, edges: [0, 1] } } },
      '/scores/score/with_outcome has 2 values, 2 edges take 1',
    ],
    [
      { scores: { score: { ...scores, edges: [0, 1, 0.5] } } },
      '/scores/score/edges/2 is not above the edge before it',
    ],
    [
      { gains: { score: { n: 100, positives: 20, rows: [{ ...gain, share: 0.2 }] } } },
      '/gains/score/rows/0/share is 0.2, the rows give 0.18',
    ],
    [
      { gains: { score: { n: 100, positives: 20, rows: [gain, { ...gain, n: 17 }] } } },
      '/gains/score/rows/1 takes fewer rows than the part before it',
    ],
  ])('say what is wrong (%#)', (parts, words) => {
    expect(said(parts)).toContain(words);
  });
});
