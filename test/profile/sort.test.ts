import { describe, expect, it } from 'vitest';
import { sortDoubles } from '../../src/profile/sort.ts';

/** More values than are left to the engine's own sort. */
const n = 20_000;

/** Whole numbers in an order that looks like none. */
const mixed = (i: number): number => (i * 7_919) % 20_011;

const cases: Record<string, (i: number) => number> = {
  'numbers of both signs': (i) => (mixed(i) - 10_000) / 7,
  'a heavy tail on both sides': (i) => Math.sinh((mixed(i) - 10_000) / 20),
  'few distinct values, with 0 and −0': (i) => [0, -0, 1, -1, 3.5][mixed(i) % 5]!,
  'values that differ in their last bits only': (i) => 1 + mixed(i) * 2 ** -52,
  'stretches that differ in their last bits only': (i) => (mixed(i) >> 4) + 1 + (mixed(i) & 15) * 2 ** -30,
  'the least and the greatest doubles': (i) =>
    [Number.MIN_VALUE, -Number.MIN_VALUE, Number.MAX_VALUE, -Number.MAX_VALUE][mixed(i) % 4]!,
};

describe('sorted doubles', () => {
  for (const [name, valueAt] of Object.entries(cases)) {
    it(`are in the order of the engine’s own sort: ${name}`, () => {
      const values = Float64Array.from({ length: n }, (_, i) => valueAt(i));
      const expected = [...values.slice().sort()];
      const room = new Float64Array(n + 7);
      room.set(values, 7);
      // As a part of a longer array too, with room to spare.
      expect([...sortDoubles(room.subarray(7), new Float64Array(n + 3))].map((one) => one + 0)).toEqual(
        expected.map((one) => one + 0),
      );
      expect(room.subarray(0, 7).every((one) => one === 0)).toBe(true);
    });
  }
});
