import { expect, test } from 'vitest';
import { grouping, ofSystem, once } from '../../src/core/once.ts';

test('an answer is worked out once for each thing, also when it is nothing', () => {
  let asked = 0;
  const answer = once((of: { n: number }) => {
    asked += 1;
    return of.n > 0 ? of.n : undefined;
  });
  const one = { n: 1 };
  const none = { n: 0 };
  expect([answer(one), answer(one), answer(none), answer(none), answer({ n: 1 })]).toEqual([
    1,
    1,
    undefined,
    undefined,
    1,
  ]);
  expect(asked).toBe(3);
});

test('rows come out by their key and in their order; an unknown key has none', () => {
  const byKind = grouping((row: { kind: string; n: number }) => row.kind);
  const rows = [
    { kind: 'a', n: 2 },
    { kind: 'b', n: 1 },
    { kind: 'a', n: 0 },
  ];
  expect(byKind(rows, 'a')).toEqual([rows[0], rows[2]]);
  expect(byKind(rows, 'c')).toEqual([]);
  expect(byKind([], 'a')).toEqual([]);
});

test('what belongs to a system, and what belongs to none', () => {
  const rows = [{ system: 's' }, { system: null }, { system: 't' }];
  expect(ofSystem(rows, 's')).toEqual([rows[0]]);
  expect(ofSystem(rows, null)).toEqual([rows[1]]);
});
