import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judge, type Limit, type Measured } from '../../src/kinds/validation-report/judge.ts';
import { resultStrip, stripWidth } from '../../src/kinds/validation-report/strips.ts';
import type { ValidationTest } from '../../src/kinds/validation-report/validation-test.ts';
import { limitWords } from '../../src/kinds/validation-report/words.ts';

const of = (
  value: number | null,
  lower: number | null = null,
  upper: number | null = null,
  n: number | null = null,
): Measured => ({
  value,
  lower,
  upper,
  n,
});
const limit = (more: Partial<Limit> = {}): Limit => ({
  operator: 'at-least',
  threshold: 0.8,
  to: null,
  by: 'value',
  minimum_n: null,
  ...more,
});
const between = limit({ operator: 'between', threshold: 0.9, to: 1.1, by: 'interval' });

test.each<[Measured, Limit, string | null]>([
  [of(0.8), limit(), 'pass'],
  [of(0.79), limit(), 'fail'],
  [of(0.8), limit({ operator: 'at-most' }), 'pass'],
  [of(0.81), limit({ operator: 'at-most' }), 'fail'],
  [of(0.85, 0.8, 0.9), limit({ by: 'interval' }), 'pass'],
  [of(0.85, 0.79, 0.91), limit({ by: 'interval' }), 'inconclusive'],
  [of(0.7, 0.65, 0.79), limit({ by: 'interval' }), 'fail'],
  [of(1, 0.9, 1.1), between, 'pass'],
  [of(1, 0.8, 1.2), between, 'inconclusive'],
  [of(0.8, 0.7, 0.89), between, 'fail'],
  [of(1.2, 1.11, 1.3), between, 'fail'],
  [of(0.9, 0.88, 0.92, 199), limit({ minimum_n: 200 }), 'inconclusive'],
  [of(0.9, 0.88, 0.92, 200), limit({ minimum_n: 200 }), 'pass'],
  [of(0.9), limit({ minimum_n: 200 }), 'inconclusive'],
  [of(0.9), limit({ by: 'interval' }), null],
  [of(null), limit(), null],
  [of(1), limit({ operator: 'between' }), null],
])('%j against %j is %s', (measured, by, outcome) => {
  expect(judge(measured, by).outcome).toBe(outcome);
});

test('whoever judges by the interval passes nothing that the value fails, and fails nothing that it passes', () => {
  const number = fc.double({ min: -5, max: 5, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(number, { minLength: 3, maxLength: 3 }),
      number,
      number,
      fc.constantFrom('at-least', 'at-most', 'between'),
      (ends, a, b, operator) => {
        const [lower, value, upper] = [...ends].sort((x, y) => x - y) as [number, number, number];
        const by = { operator, threshold: Math.min(a, b), to: Math.max(a, b), minimum_n: null } as const;
        const outcomes = (['value', 'interval'] as const).map(
          (one) => judge(of(value, lower, upper), { ...by, by: one }).outcome,
        );
        expect(['pass pass', 'fail fail', 'pass inconclusive', 'fail inconclusive']).toContain(
          outcomes.join(' '),
        );
      },
    ),
  );
});

test('limits are written with the digits they were set with', () => {
  const words = (row: Partial<ValidationTest>) =>
    limitWords({ threshold: 0.8, operator: 'at-least', ...row });
  expect([
    words({}),
    words({ operator: 'at-most', threshold: 0.11, unit: '%' }),
    words({ operator: 'between', threshold: 0.9, threshold_to: 1.1 }),
    words({ operator: 'at-most', threshold: 0.0001 }),
    words({ operator: 'at-most', threshold: 1500, unit: 'EUR' }),
    words({ operator: undefined }),
  ]).toEqual(['≥\u00a00.8', '≤\u00a011\u00a0%', '0.9 to 1.1', '≤\u00a00.0001', '≤\u00a01,500 EUR', null]);
});

test('a drawing shades what passes, on the side of the operator', () => {
  const row: ValidationTest = { operator: 'at-least', threshold: 0.8 };
  expect(resultStrip({ measured: of(0.9, 0.7, 1), row })).toEqual({
    value: 76,
    lower: 12,
    upper: 108,
    from: 44,
    to: stripWidth,
  });
  expect(resultStrip({ measured: of(0.9), row: { ...row, operator: 'at-most' } })).toMatchObject({
    value: 108,
    from: 0,
    to: 12,
  });
  expect(resultStrip({ measured: of(null), row })).toBe(null);
});
