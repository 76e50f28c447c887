/** Distances of sorted sides against every value counted: two algorithms, one answer. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareSorted } from '../../src/profile/sorted.ts';
import { compareValues, type ValueCounts } from '../../src/profile/values.ts';

const ascending = (values: readonly number[]): Float64Array => Float64Array.from(values).sort();

const counted = (values: Float64Array): ValueCounts => {
  const rows = Map.groupBy(values, (value) => value);
  return { values: [...rows.keys()], rows: [...rows.values()].map((these) => these.length) };
};

test('of any two sides, with ties and without, D and W₁ are those of every value counted', () => {
  const few = fc.integer({ min: -3, max: 40 });
  const many = fc.double({ min: -1e3, max: 1e3, noNaN: true, noDefaultInfinity: true }).map((one) => one + 0);
  const side = fc.oneof(
    fc.array(few, { minLength: 1, maxLength: 400 }),
    fc.array(many, { minLength: 1, maxLength: 400 }),
    fc.array(fc.oneof(few, many), { minLength: 1, maxLength: 400 }),
  );
  fc.assert(
    fc.property(side, side, (a, b) => {
      const [reference, current] = [ascending(a), ascending(b)];
      const { ks, wasserstein } = compareSorted(reference, current);
      const each = compareValues(counted(reference), counted(current));
      expect(ks).toEqual(each.ks);
      expect(wasserstein.error).toBe(0);
      expect(Math.abs(wasserstein.value - each.wasserstein.value)).toBeLessThan(1e-9);
    }),
    { numRuns: 400 },
  );
});

test('sides that do not overlap are a whole apart, and equal ones nothing', () => {
  const low = ascending(Array.from({ length: 1000 }, (_, i) => i / 1000));
  const high = ascending(Array.from({ length: 700 }, (_, i) => 2 + i / 700));
  expect(compareSorted(low, high).ks.value).toBe(1);
  expect(compareSorted(high, low).ks.value).toBe(1);
  expect(compareSorted(low, low)).toEqual({
    ks: { value: 0, error: 0 },
    wasserstein: { value: 0, error: 0 },
  });
});
