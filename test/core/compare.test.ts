import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareNatural, compareText } from '../../src/core/compare.ts';

const sign = (order: number): number => Math.sign(order);

test('orders numbers in ids as a person would', () => {
  const ids = [
    'FM-10',
    'FM-2',
    'art-9',
    'art-10-a',
    'art-10',
    'FM-02',
    'FM',
    'map:house:r-2-10',
    'map:house:r-2-9',
  ];
  expect([...ids].sort(compareNatural)).toEqual([
    'FM',
    'FM-02',
    'FM-2',
    'FM-10',
    'art-9',
    'art-10',
    'art-10-a',
    'map:house:r-2-9',
    'map:house:r-2-10',
  ]);
});

test('compares runs of digits as numbers and the rest as texts, run by run', () => {
  const byRuns = (a: string, b: string): number => {
    const left = a.match(/\d+|\D+/g) ?? [];
    const right = b.match(/\d+|\D+/g) ?? [];
    for (const [i, x] of left.entries()) {
      const y = right[i];
      if (y === undefined) return 1;
      if (x === y) continue;
      const bothNumbers = /^\d/.test(x) && /^\d/.test(y);
      return (bothNumbers && Number(x) - Number(y)) || compareText(x, y);
    }
    return left.length - right.length;
  };
  const id = fc.string({ unit: fc.constantFrom('a', 'b', '-', '0', '1', '12'), maxLength: 8 });
  fc.assert(
    fc.property(id, id, (a, b) => {
      expect(sign(compareNatural(a, b))).toBe(sign(byRuns(a, b)));
    }),
    { numRuns: 2000 },
  );
});
