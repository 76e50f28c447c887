import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSameValue, recompute } from '../../src/evidence/drift/recompute.ts';
import { unknownReading, type ReportedReading } from '../../src/evidence/drift/reported.ts';
import { parseZeroRule } from '../../src/evidence/drift/same-rule.ts';
import { profileOf, feature } from './profiles.ts';

const reading = (more: Partial<ReportedReading>): ReportedReading => ({
  ...unknownReading([], 'income'),
  ...more,
});
// Known answers: Evidently's example of chi-square, statistics reference 2.5.
const counts = { reference: [16, 18, 16, 14, 12, 12], current: [16, 16, 16, 16, 16, 8] };

describe('from the counts of a report', () => {
  test.each([
    ['Chi-square p-value, one-sample', 0.67309],
    ['Hellinger distance', 0.068128],
  ])('%s', (method, value) => {
    expect(recompute(reading({ method, value, counts }), null)).toMatchObject({
      recomputed: { equal: true },
      note: 'recomputed from the counts in the report',
    });
    expect(recompute(reading({ method, value: value + 0.0001, counts }), null).recomputed?.equal).toBe(false);
  });

  test('PSI as Evidently fills its zeros', () => {
    // Statistics reference 2.1: 500/300/200/0 against 100/300/400/200.
    const zero = { reference: [500, 300, 200, 0], current: [100, 300, 400, 200] };
    const one = reading({ method: 'PSI (Evidently)', value: 2.3018, counts: zero });
    expect(recompute(one, null).recomputed).toMatchObject({ equal: true });
    const ours = reading({ method: 'PSI', value: 3.2236, zero_rule: 'clip 1e-6', counts: zero });
    expect(recompute(ours, null).recomputed).toMatchObject({ equal: true });
  });

  test('a PSI without its zero rule is not', () => {
    expect(recompute(reading({ method: 'PSI', value: 3.2236, counts }), null)).toEqual({
      recomputed: null,
      note: 'PSI cannot be computed from counts here',
    });
  });
});

describe('from a profile', () => {
  const profile = profileOf({ income: feature([[100, 100, 100, 100]]) }, ['2026-01']);
  profile.features['income']!.batches.ks = [0.0421];
  const n_ref = profile.features['income']!.reference.n;
  const ks = { method: 'KS', value: 0.0421, batch: '2026-01', n_ref, n_cur: 400 };

  test('the same statistic on the same rows', () => {
    expect(recompute(reading(ks), profile)).toEqual({
      recomputed: { value: 0.0421, equal: true },
      note: 'recomputed from the profile',
    });
  });

  test('not on other rows', () => {
    expect(recompute(reading({ ...ks, n_cur: 399 }), profile)).toEqual({
      recomputed: null,
      note: 'not recomputed: the batch has 400 rows in the profile and 399 in the report',
    });
  });

  test('not where the tool approximates', () => {
    expect(recompute(reading({ ...ks, n_ref: null, approximate_from: 10_000 }), profile).note).toBe(
      'not recomputed: the tool approximates it from 10,000 reference rows on, and the report does not say how many there are',
    );
  });

  test('not over other bins', () => {
    const js = { ...ks, method: 'Jensen–Shannon distance, base 2' };
    expect(recompute(reading(js), profile).note).toBe(
      'not recomputed: the bins behind it are not in the report',
    );
  });

  test('nothing of another batch', () => {
    expect(recompute(reading({ ...ks, batch: '2026-02' }), profile)).toEqual({
      recomputed: null,
      note: null,
    });
  });
});

describe('the same value', () => {
  test('is the same to the last digit reported', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        fc.integer({ min: 0, max: 6 }),
        (value, digits) => {
          expect(isSameValue(Number(value.toFixed(digits)), value, false)).toBe(true);
        },
      ),
    );
  });

  test('is not the same a digit off', () => {
    expect(isSameValue(0.042, 0.0426, false)).toBe(false);
    expect(isSameValue(1e-7, 1.6e-7, true)).toBe(false);
  });
});

test('zero rules are read from words', () => {
  expect(parseZeroRule('clip 1e-6')).toEqual({ name: 'clip', epsilon: 1e-6 });
  expect(parseZeroRule('as Evidently')).toEqual({ name: 'evidently' });
  expect(parseZeroRule('half a row in each bin')).toEqual({ name: 'add-half' });
  expect(parseZeroRule('unclear')).toBeNull();
});
