import fc from 'fast-check';
import { expect, test } from 'vitest';
import { monotonicityOf } from '../../../src/evidence/shap/monotonic.ts';
import { averageRanks, kendallTauB, spearman } from '../../../src/evidence/shap/rank-correlation.ts';
import { rowGaps } from '../../../src/evidence/shap/row-gaps.ts';
import { stabilityOf } from '../../../src/evidence/shap/stability.ts';
import type { Shap } from '../../../src/evidence/shapes/shap.ts';

/** A file with these rows, its means over them. */
function shapOf(features: string[], rows: NonNullable<Shap['rows']>, more: Partial<Shap> = {}): Shap {
  return {
    schema: 'casebook/shap@1',
    producer: { name: 'test', version: '1' },
    model: 'm',
    model_version: '1',
    dataset: 'd',
    provenance: 'synthetic',
    explainer: { name: 'test' },
    output_space: 'log-odds',
    base_value: 1,
    n_total: rows.length,
    n_drawn: rows.length,
    features,
    mean_abs: features.map(
      (_, at) => rows.reduce((sum, { shap }) => sum + Math.abs(shap[at]!), 0) / rows.length,
    ),
    rows,
    ...more,
  };
}

test('rank correlations give what SciPy gives, ties included', () => {
  const [x, y] = [
    [1, 2, 2, 4, 5, 7],
    [3, 1, 4, 4, 6, 5],
  ];
  expect(averageRanks(x)).toEqual([1, 2.5, 2.5, 4, 5, 6]);
  expect(spearman(x, y)).toBeCloseTo(0.8088235294117647, 14);
  expect(kendallTauB(x, y)).toBeCloseTo(0.6428571428571429, 14);
});

test('what does not vary has no correlation, and what has no pair is an error', () => {
  expect([
    spearman([1], [1]),
    spearman([2, 2], [1, 3]),
    kendallTauB([], []),
    kendallTauB([1, 2], [3, 3]),
  ]).toEqual([null, null, null, null]);
  expect(() => spearman([1], [])).toThrow(new RangeError('1 values cannot be paired with 0'));
});

test('rank correlations only see order, and turn with it', () => {
  const pairs = fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })), {
    minLength: 2,
    maxLength: 12,
  });
  fc.assert(
    fc.property(pairs, (list) => {
      const [x, y] = [list.map(([a]) => a), list.map(([, b]) => b)];
      for (const of of [spearman, kendallTauB]) {
        const value = of(x, y);
        if (value === null) continue;
        expect(Math.abs(value)).toBeLessThanOrEqual(1 + 1e-12);
        expect(
          of(
            x.map((one) => one ** 3),
            y,
          ),
        ).toBeCloseTo(value, 12);
        expect(
          of(
            x,
            y.map((one) => -one),
          ),
        ).toBeCloseTo(-value, 12);
      }
    }),
  );
});

test('additivity row by row: the largest gap, the rows beyond the tolerance and their share', () => {
  const shap = shapOf(
    ['a', 'b'],
    [
      { shap: [0.5, 0.5], output: 2 },
      { shap: [0.5, 0.5], output: 1.5 },
      { shap: [0.5, 0.5] },
      { shap: [0.5, 0.5], output: 2, base_value: 0.75 },
      { shap: [0, 0], output: 1 },
    ],
  );
  expect(rowGaps(shap, 0.1)).toEqual({
    checked: 4,
    rows: 5,
    largest: { row: 1, sum: 2, output: 1.5, gap: 0.5 },
    beyond: [
      { row: 1, sum: 2, output: 1.5, gap: 0.5 },
      { row: 3, sum: 1.75, output: 2, gap: -0.25 },
    ],
    share_beyond: 0.5,
  });
  expect(rowGaps({ base_value: null, rows: [{ shap: [1], output: 1 }] }, 0.1)).toEqual({
    checked: 0,
    rows: 1,
    largest: null,
    beyond: [],
    share_beyond: null,
  });
});

test('two runs: order, the top, and the same cases contribution by contribution', () => {
  const first = shapOf(
    ['a', 'b', 'c'],
    [
      { shap: [4, 2, 1], values: [1, 2, 3] },
      { shap: [4, -2, 1], values: [4, 5, null] },
    ],
  );
  const second = shapOf(
    ['c', 'b', 'a', 'd'],
    [
      { shap: [2.5, 2, 4, 0], values: [3, 2, 1, 0] },
      { shap: [2.5, -2, 4, 0], values: [null, 5, 4, 0] },
    ],
  );
  expect(stabilityOf(first, second, { k: 2 })).toEqual({
    common: 3,
    only_first: [],
    only_second: ['d'],
    spearman: 0.5,
    kendall: 1 / 3,
    top_k: { k: 2, shared: ['a'], overlap: 0.5 },
    mean_abs_change: 0.5,
    cases: { n: 2, mean: 0.5, max: 1.5 },
  });
  const register = [{ name: 'ab', columns: ['a', 'b'] }];
  expect(stabilityOf(first, second, { register, k: 5 })).toMatchObject({
    common: 2,
    top_k: { k: 2, shared: ['ab', 'c'], overlap: 1 },
    cases: { n: 2, mean: 0.75, max: 1.5 },
  });
});

test('cases that are not known to be the same are not compared', () => {
  const first = shapOf(['a'], [{ shap: [1], values: [1] }]);
  const other = (row: NonNullable<Shap['rows']>[number]) => stabilityOf(first, shapOf(['a'], [row])).cases;
  expect(other({ shap: [1], values: [2] })).toBe(null);
  expect(other({ shap: [1] })).toBe(null);
  expect(stabilityOf(first, shapOf(['a'], [])).cases).toBe(null);
  const named = shapOf(['a'], [{ id: 'x', shap: [1] }]);
  expect(stabilityOf(named, shapOf(['a'], [{ id: 'x', shap: [3] }])).cases).toEqual({
    n: 1,
    mean: 2,
    max: 2,
  });
  expect(stabilityOf(named, shapOf(['a'], [{ id: 'y', shap: [3] }])).cases).toBe(null);
});

const rowsOf = (phi: (value: number) => number, n = 40) =>
  Array.from({ length: n }, (_, at) => ({ shap: [phi(at)], values: [at] }));

test('a dependence that follows its constraint, one that goes against it, and one that does neither', () => {
  const rising = { features: ['a'], rows: rowsOf((value) => value / 10) };
  expect(monotonicityOf(rising, 'a', 'increasing', { bins: 4 })).toEqual({
    n: 40,
    spearman: 1,
    bins: [
      { from: 0, to: 9, n: 10, mean: 0.45 },
      { from: 10, to: 19, n: 10, mean: 1.45 },
      { from: 20, to: 29, n: 10, mean: 2.45 },
      { from: 30, to: 39, n: 10, mean: 3.45 },
    ],
    against: 0,
    steps: 3,
    verdict: 'agrees',
  });
  expect(monotonicityOf(rising, 'a', 'decreasing', { bins: 4 })).toMatchObject({
    against: 3,
    steps: 3,
    verdict: 'contradicts',
  });
  const saw = { features: ['a'], rows: rowsOf((value) => value + (Math.floor(value / 10) % 2) * 12) };
  expect(monotonicityOf(saw, 'a', 'increasing', { bins: 4 })).toMatchObject({ against: 1, verdict: 'mixed' });
});

test('equal values share a bin, missing ones and text have none, and few rows decide nothing', () => {
  const rows = [
    ...rowsOf((value) => value, 20),
    ...Array.from({ length: 30 }, () => ({ shap: [30], values: [25] })),
    { shap: [9], values: [null] },
    { shap: [9], values: ['x'] },
  ];
  const found = monotonicityOf({ features: ['a'], rows }, 'a', 'increasing', { bins: 5 });
  expect([found.n, found.bins.map(({ n }) => n)]).toEqual([50, [10, 10, 30]]);
  expect(monotonicityOf({ features: ['a'], rows: rowsOf(Number, 29) }, 'a', 'increasing').verdict).toBe(
    'unknown',
  );
  expect(monotonicityOf({ features: ['a'], rows: rowsOf(() => 1) }, 'a', 'increasing').verdict).toBe(
    'unknown',
  );
  expect(() => monotonicityOf({ features: ['a'] }, 'b', 'increasing')).toThrow(
    new RangeError('the file has no column `b`'),
  );
});
