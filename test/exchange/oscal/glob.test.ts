import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matcherOf } from '../../../src/exchange/oscal/glob.ts';

test.each([
  ['ac-*', ['ac-1', 'ac-', 'ac-2.1'], ['AC-1', 'bac-1', 'ac']],
  ['*', ['', 'x', 'ac-1'], []],
  ['ac-?', ['ac-1'], ['ac-', 'ac-12']],
  ['ac-?.*', ['ac-2.1', 'ac-2.'], ['ac-2', 'ac-12.1']],
  ['*.[12]', ['ac-2.1', 'ac-2.2'], ['ac-2.3', 'ac-2.12']],
  ['[a-c]?-[!1-3]', ['ac-4', 'bx-9'], ['dc-4', 'ac-2']],
  ['a\\*b', ['a*b'], ['axb']],
  ['a.c+(1)', ['a.c+(1)'], ['abc+(1)', 'a.cc(1)']],
  ['ac[', ['ac['], ['ac']],
  ['**a**', ['a', 'xa', 'ax'], ['x']],
  ['', [], ['', 'x']],
])('%s', (pattern, fits, fails) => {
  const matches = matcherOf(pattern);
  expect(fits.filter((id) => !matches(id))).toEqual([]);
  expect(fails.filter(matches)).toEqual([]);
});

const word = fc.string({ unit: fc.constantFrom('a', 'b', '-', '.', '1'), maxLength: 12 });

test('a text without signs of its own fits itself and nothing else', () => {
  fc.assert(
    fc.property(word, word, (a, b) => {
      fc.pre(a !== '');
      expect(matcherOf(a)(b)).toBe(a === b);
    }),
  );
});

test('it says what a regular expression of the same meaning says', () => {
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', '.'), minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(pattern, word, (glob, id) => {
      const source = glob.replaceAll('.', '\\.').replaceAll('*', '.*').replaceAll('?', '.');
      expect(matcherOf(glob)(id)).toBe(new RegExp(`^${source}$`).test(id));
    }),
  );
});

test('no pattern makes it slow', () => {
  const started = performance.now();
  expect(matcherOf('a*'.repeat(50) + 'b')('a'.repeat(5000))).toBe(false);
  expect(performance.now() - started).toBeLessThan(500);
});
