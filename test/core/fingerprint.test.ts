import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fingerprintOf, fingerprintOfMeaning, shortDigest } from '../../src/core/fingerprint.ts';

// Golden values: an approval given today has to be found again by every later version. They never change.
test('golden values of fingerprints', () => {
  expect(fingerprintOf({})).toBe('fp1:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a');
  expect(fingerprintOf({ b: 1, a: ['x', 0.1, null, true] })).toBe(
    'fp1:ab4faacc3535c2ee29a397e2036c6b7ef01b0980eeb0978e957835ead3770c98',
  );
  expect(
    fingerprintOfMeaning({ title: 'Model card', decision_thresholds: [{ threshold: 0.25, action: 'call' }] }),
  ).toBe('fp1:03cf517f97388cc8dd5f0c397bd7c7eba20af86d3c740a1cadd1485b8b0c3b93');
});

test('the order of keys changes nothing, an absent field and an undefined one are the same', () => {
  expect(fingerprintOf({ a: 1, b: { d: 1, c: 2 } })).toBe(fingerprintOf({ b: { c: 2, d: 1 }, a: 1 }));
  expect(fingerprintOf({ a: 1, later: undefined })).toBe(fingerprintOf({ a: 1 }));
});

test('status, review dates, history and the way rows are written carry no meaning; a threshold does', () => {
  const own = {
    title: 'Drift',
    status: 'draft',
    next_review: '2027-01-01',
    monitors: [{ id: 'M', red: 0.25 }],
  };
  const same = {
    ...own,
    status: 'final',
    next_review: '2028-01-01',
    change_history: [],
    created: '2026-01-01',
  };
  expect(fingerprintOfMeaning(same)).toBe(fingerprintOfMeaning(own));
  expect(fingerprintOfMeaning({ ...own, monitors: [{ id: 'M', red: 0.3 }] })).not.toBe(
    fingerprintOfMeaning(own),
  );
});

test('any two JSON values with the same fingerprint are the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      const same = JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
      expect(fingerprintOf(a) === fingerprintOf(b)).toBe(same);
    }),
  );
});

test('a number that JSON cannot hold is refused', () => {
  expect(() => fingerprintOf({ auc: NaN })).toThrow(new Error('NaN is not allowed'));
});

test('the short form is twelve hex digits, whatever the prefix', () => {
  expect(shortDigest('fp1:44136fa355b3678a1146ad16')).toBe('44136fa355b3');
  expect(shortDigest('44136fa355b3678a1146ad16')).toBe('44136fa355b3');
});

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return Object.is(value, -0) ? 0 : value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
