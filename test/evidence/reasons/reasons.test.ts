import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  adverseIn,
  reasonsOf,
  type ReasonFeature,
  type ReasonPolicy,
} from '../../../src/evidence/reasons/reasons.ts';

const feature = (name: string, code: string | null, columns = [name]): ReasonFeature => ({
  name,
  columns,
  code,
  text: code === null ? null : `${code} of ${name}.`,
});
const register = [
  feature('use', 'RC-01'),
  feature('trend', 'RC-01'),
  feature('savings', 'RC-08'),
  feature('product', 'RC-14', ['card', 'loan']),
  feature('bureau', null),
];
const shap = { features: ['use', 'trend', 'savings', 'card', 'loan', 'bureau'] };
const policy: ReasonPolicy = { adverse: 'higher', max_reasons: 4, group_by: 'reason-code', reference: null };

test('encoded columns are one feature, features of a code one reason, and only what is adverse speaks', () => {
  const row = [0.5, -0.9, 0.25, 0.75, -0.25, -0.1];
  expect(reasonsOf(row, shap, register, policy)).toEqual({
    given: [
      { code: 'RC-01', text: 'RC-01 of use.', adverse: 0.5, features: [{ name: 'use', adverse: 0.5 }] },
      {
        code: 'RC-14',
        text: 'RC-14 of product.',
        adverse: 0.5,
        features: [{ name: 'product', adverse: 0.5 }],
      },
      {
        code: 'RC-08',
        text: 'RC-08 of savings.',
        adverse: 0.25,
        features: [{ name: 'savings', adverse: 0.25 }],
      },
    ],
    beyond: [],
    uncoded: [],
    missing: [],
    total: 1.25,
  });
});

test('where lower is adverse the same row has other reasons', () => {
  const { given, uncoded } = reasonsOf([0.5, -0.9, 0.25, 0.75, -0.25, -0.1], shap, register, {
    ...policy,
    adverse: 'lower',
  });
  expect(given.map(({ code, adverse }) => [code, adverse])).toEqual([['RC-01', 0.9]]);
  expect(uncoded).toEqual([{ name: 'bureau', adverse: 0.1 }]);
});

test('a reference point takes the place of the base value', () => {
  const row = [0.5, 0, 0.25, 0, 0, 0];
  const { given } = reasonsOf(row, shap, register, { ...policy, reference: [0.75, 0, -0.25, 0, 0, 0] });
  expect(given.map(({ code, adverse }) => [code, adverse])).toEqual([['RC-08', 0.5]]);
});

test('at most the stated number is given, the rest is kept apart', () => {
  const row = [0.5, 0.25, 0.25, 0.125, 0, 0];
  const { given, beyond } = reasonsOf(row, shap, register, { ...policy, max_reasons: 2 });
  expect(given.map(({ code, adverse }) => [code, adverse])).toEqual([
    ['RC-01', 0.75],
    ['RC-08', 0.25],
  ]);
  expect(beyond.map(({ code }) => code)).toEqual(['RC-14']);
});

test('a feature without a code that would have been a principal reason is missing, a weaker one is only uncoded', () => {
  const strong = reasonsOf([0.5, 0, 0.25, 0, 0, 0.3], shap, register, { ...policy, max_reasons: 2 });
  expect([strong.uncoded.length, strong.missing]).toEqual([1, [{ name: 'bureau', adverse: 0.3 }]]);
  const weak = reasonsOf([0.5, 0, 0.25, 0, 0, 0.1], shap, register, { ...policy, max_reasons: 2 });
  expect([weak.uncoded.length, weak.missing]).toEqual([1, []]);
  // Two places are free: however weak, it would have been told.
  expect(reasonsOf([0.5, 0, 0.25, 0, 0, 0.1], shap, register, policy).missing.length).toBe(1);
});

test('by feature, each stands for itself', () => {
  const { given } = reasonsOf([0.5, 0.25, 0, 0, 0, 0], shap, register, { ...policy, group_by: 'feature' });
  expect(given.map(({ code, text }) => [code, text])).toEqual([
    ['use', 'RC-01 of use.'],
    ['trend', 'RC-01 of trend.'],
  ]);
});

test('a row that does not fit its file, and a policy that gives no reason, are errors', () => {
  expect(() => reasonsOf([1], shap, register, policy)).toThrow(
    new RangeError('the case has 1 contributions, and the file has 6 columns'),
  );
  expect(() => reasonsOf([1, 1, 1, 1, 1, 1], shap, register, { ...policy, reference: [] })).toThrow(
    new RangeError('the reference has 0 contributions, and the file has 6 columns'),
  );
  expect(() => reasonsOf([1, 1, 1, 1, 1, 1], shap, register, { ...policy, max_reasons: 0 })).toThrow(
    new RangeError('at least one reason has to be given'),
  );
});

test('which features can be adverse, and in how many rows', () => {
  const rows = [{ shap: [1, -1, 0, 1, -2, 0] }, { shap: [1, 1, 0, -1, 2, 0] }];
  expect([...adverseIn({ ...shap, rows }, register, 'higher')]).toEqual([
    ['use', 2],
    ['trend', 1],
    ['product', 1],
  ]);
});

const value = fc.double({ min: -2, max: 2, noNaN: true });
const rowOf = fc.array(value, { minLength: 6, maxLength: 6 });

test('reasons do not depend on the order of the columns in the file, nor of features in the register', () => {
  fc.assert(
    fc.property(
      rowOf,
      fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }),
      fc.shuffledSubarray(register, { minLength: register.length }),
      (row, order, other) => {
        const shuffled = { features: order.map((at) => shap.features[at]!) };
        expect(
          reasonsOf(
            order.map((at) => row[at]!),
            shuffled,
            other,
            policy,
          ),
        ).toEqual(reasonsOf(row, shap, register, policy));
      },
    ),
  );
});

test('every adverse movement is in a reason or uncoded, once, and reasons descend', () => {
  fc.assert(
    fc.property(rowOf, fc.integer({ min: 1, max: 5 }), (row, most) => {
      const { given, beyond, uncoded, total } = reasonsOf(row, shap, register, {
        ...policy,
        max_reasons: most,
      });
      const all = [...given, ...beyond];
      const sum = [...all, ...uncoded].reduce((at, { adverse }) => at + adverse, 0);
      expect(sum).toBeCloseTo(total, 9);
      expect(given.length).toBeLessThanOrEqual(most);
      expect(all.every((one, i) => i === 0 || all[i - 1]!.adverse >= one.adverse)).toBe(true);
      expect(all.every(({ adverse }) => adverse > 0)).toBe(true);
      const names = [...all.flatMap(({ features }) => features), ...uncoded].map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
    }),
  );
});
