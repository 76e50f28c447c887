/** Values that are not sorted against the same values sorted: two algorithms, one answer. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bucketOf, layBuckets } from '../../src/profile/buckets.ts';
import { deviation } from '../../src/profile/deviation.ts';
import { layReference, measureMany, roomFor } from '../../src/profile/many.ts';
import { compareSorted, distributionOfSorted } from '../../src/profile/sorted.ts';

const few = fc.integer({ min: -3, max: 40 });
const many = fc.double({ min: -1e3, max: 1e3, noNaN: true }).map((one) => one + 0);
const wide = fc
  .double({ noNaN: true, noDefaultInfinity: true, min: -1e100, max: 1e100 })
  .map((one) => one + 0);
const side = fc.oneof(
  fc.array(few, { minLength: 1, maxLength: 400 }),
  fc.array(many, { minLength: 1, maxLength: 400 }),
  fc.array(fc.oneof(few, many, wide), { minLength: 1, maxLength: 400 }),
);

const near = (found: number, expected: number, scale: number): void =>
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-13 * scale);

test('of any two sides every figure is that of sorted values', () => {
  fc.assert(
    fc.property(side, side, fc.array(fc.oneof(few, many), { maxLength: 6 }), (a, b, edges) => {
      const [reference, sorted] = [Float64Array.from(a).sort(), Float64Array.from(b).sort()];
      const cuts = [...new Set(edges)].sort((x, y) => x - y);
      const ranks = [...new Set([0, b.length >> 2, b.length >> 1, b.length - 1])];
      const found = measureMany(layReference(reference), Float64Array.from(b), cuts, ranks, roomFor(400));
      const distribution = distributionOfSorted(sorted, cuts);
      const distances = compareSorted(reference, sorted);
      const scale = Math.max(1e-290, ...[...a, ...b].map(Math.abs));
      expect(found.distribution.counts).toEqual(distribution.counts);
      expect(ranks.map(found.distribution.valueAt)).toEqual(ranks.map(distribution.valueAt));
      near(found.distribution.mean!, distribution.mean!, scale);
      near(found.distribution.std!, distribution.std!, scale);
      expect(found.distances.ks).toEqual(distances.ks);
      near(found.distances.wasserstein.value, distances.wasserstein.value, 10 * scale);
    }),
    { numRuns: 120, seed: 20261130 },
  );
});

test('buckets that are more than a short number holds change nothing', () => {
  // A row in every stretch of doubles, and many in one of them.
  const spread = Array.from({ length: 32_736 }, (_, i) => 2 ** ((i >> 4) - 1_022) * (1 + (i & 15) / 16));
  const many = Array.from({ length: 30_000 }, (_, i) => 1 + i / 30_000);
  const reference = Float64Array.from([...spread, ...spread.map((one) => -one), ...many]).sort();
  const laid = layReference(reference);
  expect(laid.tally.buckets.n).toBeGreaterThan(65_536);
  const values = Float64Array.from({ length: 500 }, (_, i) => 2 ** ((i - 250) / 9) * (i % 3 ? 1 : -1));
  const found = measureMany(laid, values, [0], [250], roomFor(500));
  const sorted = values.slice().sort();
  expect(found.distribution.counts).toEqual(distributionOfSorted(sorted, [0]).counts);
  expect(found.distribution.valueAt(250)).toBe(sorted[250]);
  expect(found.distances.ks).toEqual(compareSorted(reference, sorted).ks);
});

test('no figure depends on the order of values, to the last bit', () => {
  const n = 20_000;
  const values = Array.from({ length: n }, (_, i) => Math.sinh((((i * 7_919) % n) - 9_000) / 900) / 3);
  const reference = layReference(Float64Array.from(values, (one) => one * 1.01 + 0.1).sort());
  const figures = (order: readonly number[]): unknown => {
    const { distribution, distances } = measureMany(
      reference,
      Float64Array.from(order, (i) => values[i]!),
      [-1, 0, 1],
      [7, 10_000],
      roomFor(n),
    );
    return { ...distribution, valueAt: [7, 10_000].map(distribution.valueAt), distances };
  };
  const up = Array.from({ length: n }, (_, i) => i);
  const once = figures(up);
  expect(figures(up.toReversed())).toEqual(once);
  expect(figures(up.map((i) => (i * 4_999) % n))).toEqual(once);
});

test('buckets hold every double, in order', () => {
  const buckets = layBuckets(Float64Array.from([-5, -1e-300, 0, 0, 1, 1.5, 1e9]));
  const line = [
    -Number.MAX_VALUE,
    -5,
    -1,
    -1e-300,
    0,
    Number.MIN_VALUE,
    1,
    1.2,
    1.5,
    7,
    1e9,
    Number.MAX_VALUE,
  ];
  const at = line.map((value) => bucketOf(buckets, value));
  expect(at).toEqual(at.toSorted((a, b) => a - b));
  line.forEach((value, i) => {
    if (at[i] !== 0) expect(buckets.starts[at[i]!]).toBeLessThanOrEqual(value);
    expect(buckets.starts[at[i]! + 1]).toBeGreaterThan(value);
  });
  expect(bucketOf(buckets, -0)).toBe(bucketOf(buckets, 0));
});

test('a deviation is that of the formula, whatever its size', () => {
  for (const scale of [1e-200, 1, 1e150]) {
    const values = Float64Array.from({ length: 1_001 }, (_, i) => (i - 500) * scale);
    near(deviation(values, 0, 500 * scale) / scale, Math.sqrt((500 * 501) / 3), 1_000);
  }
  expect(deviation(Float64Array.from([2, 2]), 2, 0)).toBe(0);
});
