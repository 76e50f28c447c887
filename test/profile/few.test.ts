import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fewDistinct, isFewDistinct, ValueCounter } from '../../src/profile/few.ts';

test('every value is counted, whatever group was counted before', () => {
  const counter = new ValueCounter();
  const value = fc.oneof(
    fc.integer({ min: -5, max: 5 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((one) => one + 0),
  );
  fc.assert(
    fc.property(fc.array(value, { maxLength: 300 }), (all) => {
      const rows = new Map<number, number>();
      for (const one of all) rows.set(one, (rows.get(one) ?? 0) + 1);
      const ascending = [...rows.keys()].sort((a, b) => a - b);
      expect(counter.count(Float64Array.from(all))).toEqual({
        values: ascending,
        rows: ascending.map((one) => rows.get(one)),
      });
    }),
    { numRuns: 100, seed: 20261130 },
  );
});

test('more than a few distinct values are not counted', () => {
  const few = Float64Array.from({ length: 2 * fewDistinct }, (_, i) => i >> 1);
  const many = Float64Array.from({ length: fewDistinct + 1 }, (_, i) => i);
  expect([isFewDistinct(few), isFewDistinct(many), isFewDistinct(new Float64Array(0))]).toEqual([
    true,
    false,
    true,
  ]);
  const counter = new ValueCounter();
  expect(counter.count(many)).toBeNull();
  expect(counter.count(few)?.rows).toEqual(Array<number>(fewDistinct).fill(2));
});
