import { expect, test } from 'vitest';
import { featuresHeld, nextPass } from '../../src/profile/gather.ts';

/** The passes in which so many features of so many rows are read. */
function passes(all: number, rows: number): number[] {
  const sizes: number[] = [];
  for (let left = all; left > 0; left -= sizes.at(-1)!) sizes.push(nextPass(left, all, rows));
  return sizes;
}

test('passes read every feature and never more than may be held', () => {
  expect(passes(17, 11_000_000)).toEqual([3, 6, 8]);
  expect(passes(17, 2_000_000)).toEqual([17]);
  expect(passes(200, 10_000)).toEqual([200]);
  expect(passes(3, 200_000_000)).toEqual([1, 1, 1]);
  for (const rows of [1e5, 1e6, 7e6, 11e6, 20e6, 70e6, 140e6]) {
    for (const all of [1, 2, 5, 40]) {
      const sizes = passes(all, rows);
      expect(sizes.reduce((sum, size) => sum + size)).toBe(all);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(featuresHeld(rows));
    }
  }
});
