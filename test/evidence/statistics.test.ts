import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { benjaminiHochberg, bonferroni } from '../../src/evidence/drift/adjust.ts';
import { jensenShannonDistance, jensenShannonDivergence } from '../../src/evidence/drift/jensen-shannon.ts';
import { lInfinity } from '../../src/evidence/drift/l-infinity.ts';
import { shareDifference, wilson } from '../../src/evidence/drift/missing-rate.ts';
import { countInto, sturgesBins } from './bins.ts';
import { absent, expectNear, hasFixtures, oracles } from './fixtures.ts';
import { housingPairs } from './housing-pairs.ts';

const pairs = fc.array(fc.tuple(fc.nat(1000), fc.nat(1000)), { minLength: 2, maxLength: 12 });
const split = (list: readonly [number, number][]): [number[], number[]] => [
  list.map(([a]) => a),
  list.map(([, b]) => b),
];
const hasRows = (counts: readonly number[]): boolean => counts.some((one) => one > 0);

describe.skipIf(!hasFixtures)(`Jensen–Shannon against known answers (${absent})`, () => {
  it('agrees with SciPy in both bases', () => {
    for (const { p, q, base, js_distance } of oracles().jensen_shannon_distance) {
      expectNear(jensenShannonDistance(p, q, base), js_distance);
    }
  });

  it('agrees with Evidently on its bins, and with NannyML’s base on the same bins', () => {
    for (const { reference: r, current: c, known } of housingPairs()) {
      const bins = sturgesBins(r, c);
      const [a, b] = [countInto(bins, r), countInto(bins, c)];
      expectNear(jensenShannonDistance(a, b, 'e'), known['js_evid_base_e']!);
      expectNear(jensenShannonDistance(a, b, 2), known['js_evid_base_e']! / Math.sqrt(Math.LN2));
    }
  });
});

describe('Jensen–Shannon', () => {
  it('is 0 for equal shares and at its highest for shares apart', () => {
    expect(jensenShannonDistance([1, 2, 3], [10, 20, 30], 2)).toBeCloseTo(0, 7);
    expectNear(jensenShannonDivergence([5, 0], [0, 7], 2), 1);
    expectNear(jensenShannonDivergence([5, 0], [0, 7], 'e'), Math.LN2);
    expect(jensenShannonDistance([0, 0], [1, 1], 2)).toBeNull();
    expect(() => jensenShannonDistance([1], [1, 2], 2)).toThrow(new RangeError('counts of 1 and 2 bins'));
  });

  it('is symmetric, between 0 and 1, the same in any order of bins, and the root of the divergence', () => {
    fc.assert(
      fc.property(pairs, (list) => {
        const [a, b] = split(list);
        fc.pre(hasRows(a) && hasRows(b));
        const here = jensenShannonDivergence(a, b, 2)!;
        expectNear(jensenShannonDivergence(b, a, 2), here, 1e-12);
        expectNear(jensenShannonDivergence(a.toReversed(), b.toReversed(), 2), here, 1e-12);
        expect(here).toBeGreaterThanOrEqual(0);
        expect(here).toBeLessThanOrEqual(1 + 1e-12);
        expectNear(jensenShannonDistance(a, b, 2)! ** 2, here, 1e-12);
      }),
    );
  });

  it('grows as rows move from one bin to another', () => {
    const values = [0, 10, 20, 40, 80].map((moved) =>
      jensenShannonDistance([100, 100], [100 - moved, 100 + moved], 2)!,
    );
    expect(values).toEqual([...values].sort((a, b) => a - b));
    expect(new Set(values).size).toBe(5);
  });
});

describe('L-infinity', () => {
  it('is the largest difference of a share', () => {
    expectNear(lInfinity([10, 20, 70], [40, 20, 40]), 0.3);
    expect(lInfinity([5, 0], [0, 7])).toBe(1);
    expect(() => lInfinity([1], [1, 2])).toThrow(new RangeError('counts of 1 and 2 bins'));
  });

  it('is symmetric, between 0 and 1, and the same in any order of bins', () => {
    fc.assert(
      fc.property(pairs, (list) => {
        const [a, b] = split(list);
        const here = lInfinity(a, b);
        expectNear(lInfinity(b, a), here, 1e-12);
        expectNear(lInfinity(a.toReversed(), b.toReversed()), here, 1e-12);
        expect(here).toBeGreaterThanOrEqual(0);
        expect(here).toBeLessThanOrEqual(1);
        expect(lInfinity(a, a)).toBe(0);
      }),
    );
  });
});

describe('the difference of two shares', () => {
  it('has the intervals of Newcombe’s table', () => {
    // Newcombe (1998) table II, method 10: 56/70 − 48/80, 9/10 − 3/10, 10/10 − 0/20, 0/10 − 0/20.
    for (const [k1, n1, k2, n2, lower, upper] of [
      [48, 80, 56, 70, 0.0524, 0.3339],
      [3, 10, 9, 10, 0.1705, 0.809],
      [0, 20, 10, 10, 0.6791, 1],
      [0, 20, 0, 10, -0.1611, 0.2775],
    ] as const) {
      const found = shareDifference(k1, n1, k2, n2)!;
      expectNear(found.value, k2 / n2 - k1 / n1, 1e-12);
      expect([found.lower.toFixed(4), found.upper.toFixed(4)]).toEqual([lower.toFixed(4), upper.toFixed(4)]);
    }
    expect(shareDifference(0, 0, 1, 2)).toBeNull();
  });

  it('has Wilson’s interval on each side', () => {
    // Newcombe (1998), table I, method 3: 81 of 263, 0 of 20.
    const [some, no] = [wilson(81, 263), wilson(0, 20)];
    expect([some.lower.toFixed(4), some.upper.toFixed(4)]).toEqual(['0.2553', '0.3662']);
    expect([no.lower, no.upper.toFixed(4)]).toEqual([0, '0.1611']);
  });

  it('turns over with its sides, holds its value, and stays within −1 and 1', () => {
    const side = fc.integer({ min: 1, max: 500 }).chain((n) => fc.tuple(fc.nat(n), fc.constant(n)));
    fc.assert(
      fc.property(side, side, ([k1, n1], [k2, n2]) => {
        const [here, back] = [shareDifference(k1, n1, k2, n2)!, shareDifference(k2, n2, k1, n1)!];
        expectNear(back.lower, -here.upper, 1e-12);
        expect(here.lower).toBeLessThanOrEqual(here.value);
        expect(here.upper).toBeGreaterThanOrEqual(here.value);
        expect(here.lower).toBeGreaterThanOrEqual(-1 - 1e-12);
        expect(here.upper).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });
});

describe('adjusted p-values', () => {
  it('are those of the paper of 1995', () => {
    // Benjamini and Hochberg (1995), section 3: fifteen p-values, at 5 % four are rejected, by Bonferroni three.
    const p = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
      0.759, 1,
    ];
    expect(benjaminiHochberg(p).filter((one) => one <= 0.05)).toHaveLength(4);
    expect(bonferroni(p).filter((one) => one <= 0.05)).toHaveLength(3);
    expectNear(benjaminiHochberg(p)[3], (0.0095 * 15) / 4);
    expectNear(bonferroni(p)[2], 0.0285);
    expect([bonferroni([0.3]), benjaminiHochberg([0.3]), benjaminiHochberg([])]).toEqual([[0.3], [0.3], []]);
  });

  it('are never below the p itself nor above Bonferroni’s, and keep its order in any arrangement', () => {
    const p = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(p, (list) => {
        const [bh, bon] = [benjaminiHochberg(list), bonferroni(list)];
        list.forEach((one, i) => {
          expect(bh[i]).toBeGreaterThanOrEqual(one);
          expect(bh[i]).toBeLessThanOrEqual(bon[i]!);
          list.forEach((other, j) => {
            if (one <= other) expect(bh[i]).toBeLessThanOrEqual(bh[j]!);
          });
        });
        expect(benjaminiHochberg(list.toReversed())).toEqual(bh.toReversed());
      }),
    );
  });
});
