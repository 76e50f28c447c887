import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ksAsymptotic, ksExact, ksP } from '../../src/evidence/drift/kolmogorov.ts';
import { ksAtLeast, ksNoiseFloor } from '../../src/evidence/drift/ks.ts';
import { countInto, referenceBins } from './bins.ts';
import { absent, expectNear, expectRelative, hasFixtures, oracles } from './fixtures.ts';
import { housingPairs } from './housing-pairs.ts';

/** Sizes of the cases that the fixture names and does not list. */
const sizes: Record<string, [number, number]> = {
  'linspace(1,100,100)_vs_itself+2': [100, 100],
  'linspace(1,100,100)_vs_itself+2.1': [100, 100],
  'linspace(1,100,100)_vs_linspace(1,100,110)+20.1': [100, 110],
  'linspace(1,100,100)_vs_linspace(1,100,110)+19.9': [100, 110],
};

describe.skipIf(!hasFixtures)(`KS against known answers (${absent})`, () => {
  it('agrees on exact p of SciPy’s own cases', () => {
    for (const { name, a, b, exact } of oracles().ks_2samp) {
      const [n1, n2] = sizes[name] ?? [a!.length, b!.length];
      expectRelative(ksExact(exact.statistic, n1, n2), exact.pvalue);
    }
  });

  it('agrees on exact p down to 1e-184 where SciPy computes it, and asymptotic p is within its bound', () => {
    for (const [key, known] of Object.entries(oracles().psi_and_friends_california_reference_vs)) {
      const { n_ref = 0, n_cur = 0, ks_stat = 0, ks_p_auto = 0 } = known;
      expectRelative(ksExact(ks_stat, n_ref, n_cur), ks_p_auto);
      const { value, method } = ksP(ks_stat, n_ref, n_cur);
      expect(method).toBe('asymptotic');
      if (ks_p_auto > 1e-5) expectRelative(value, ks_p_auto, 0.1);
      else expect(value, key).toBeLessThan(1.1e-5);
    }
  }, 30_000);

  it('agrees on exact p of twelve months of scores', () => {
    for (const { n, ks, p } of oracles().y_pred_proba_monthly) {
      expectRelative(ksExact(ks, 5832, n), p);
    }
  }, 30_000);

  it('never claims more from bins than the D of the rows', () => {
    for (const { reference: r, current: c, known } of housingPairs()) {
      const bins = referenceBins(r)!;
      const least = ksAtLeast(countInto(bins, r), countInto(bins, c));
      expect(least).toBeLessThanOrEqual(known['ks_stat']! + 1e-12);
      expect(least).toBeGreaterThan(known['ks_stat']! / 2);
    }
  });
});

describe('the exact p of D', () => {
  it('has the values that can be counted by hand', () => {
    expectNear(ksExact(1, 1, 1), 1);
    expectNear(ksExact(1, 2, 3), 2 / 10);
    expectNear(ksExact(2 / 3, 2, 3), 0.6);
    expectNear(ksExact(0.5, 2, 4), 14 / 15);
    expectNear(ksExact(0.75, 2, 4), 0.4);
    expect(ksExact(0, 5, 7)).toBe(1);
  });

  it('of equal sizes by its closed form is that of a count of all orders', () => {
    // 2n choose n orders, each a walk whose furthest point is n·D.
    for (const n of [2, 3, 5]) {
      const furthest = walks(n);
      for (let h = 1; h <= n; h += 1) {
        const share = furthest.filter((one) => one >= h).length / furthest.length;
        expectNear(ksExact(h / n, n, n), share, 1e-12);
      }
    }
  });

  it('is symmetric in the sizes, between 0 and 1, and falls as D grows', () => {
    const size = fc.integer({ min: 1, max: 60 });
    const d = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(size, size, d, d, (n1, n2, one, two) => {
        const [low, high] = [Math.min(one, two), Math.max(one, two)];
        const [p, q] = [ksExact(low, n1, n2)!, ksExact(high, n1, n2)!];
        expectNear(ksExact(low, n2, n1), p, 1e-12);
        expect(p).toBeLessThanOrEqual(1 + 1e-12);
        expect(q).toBeGreaterThanOrEqual(0);
        expect(q).toBeLessThanOrEqual(p + 1e-12);
      }),
    );
  });

  it('is refused where it would take too long, except for equal sizes', () => {
    expect(ksExact(0.1, 10_000, 5_001)).toBeNull();
    expectRelative(ksExact(0.002, 1_000_000, 1_000_000), ksAsymptotic(0.002, 1_000_000, 1_000_000), 0.001);
    expect(() => ksExact(0.1, 0, 5)).toThrow(new RangeError('a sample of 0'));
    expect(() => ksAsymptotic(0.1, 5, 2.5)).toThrow(new RangeError('a sample of 2.5'));
  });
});

describe('the asymptotic p of D', () => {
  it('is within 10 % of the exact one for p above 1e-5 from an effective size of 50', () => {
    for (const [n1, n2] of [
      [1009, 53],
      [1000, 60],
      [400, 200],
      [500, 499],
      [1000, 500],
      [2003, 150],
      [997, 250],
      [3000, 1000],
      [100, 100],
      [640, 320],
    ] as const) {
      for (const target of [0.9, 0.5, 0.1, 0.05, 0.01, 1e-3, 1e-4, 1.2e-5]) {
        const d = Math.sqrt((-Math.log(target / 2) / 2) * (1 / n1 + 1 / n2));
        const step = 1 / ((n1 * n2) / gcd(n1, n2));
        const reachable = Math.round(d / step) * step;
        expectRelative(ksAsymptotic(reachable, n1, n2), ksExact(reachable, n1, n2)!, 0.1);
      }
    }
  });

  it('joins its two series without a step and falls from 1', () => {
    const at = (lambda: number): number => ksAsymptotic(lambda / 50.1222 + 0.0001, 5000, 5000);
    expectRelative(at(1.18 - 1e-9), at(1.18 + 1e-9), 1e-7);
    expect(at(0)).toBe(1);
    expect(ksAsymptotic(0, 5000, 5000)).toBe(1);
    for (let lambda = 0.1; lambda < 4; lambda += 0.1) {
      expect(at(lambda + 0.1)).toBeLessThanOrEqual(at(lambda));
    }
    // Smirnov's table: K(1.3581) = 0.95.
    expect(at(1.3581)).toBeCloseTo(0.05, 5);
  });

  it('gives way to the exact one where that costs nothing', () => {
    expect(ksP(0.2, 300, 300).method).toBe('exact');
    expect(ksP(0.2, 4000, 50).method).toBe('exact');
    expect(ksP(0.05, 4000, 1000)).toMatchObject({ method: 'asymptotic', within: 0.1 });
    expect(ksP(0.2, 4000, 1000)).toMatchObject({ method: 'asymptotic', within: null });
    expect(ksP(0.1, 1_000_000, 49)).toMatchObject({ method: 'asymptotic', within: null });
  });
});

describe('D from bins', () => {
  it('is 0 for equal shares, symmetric, at most 1, and sees the order of bins', () => {
    expect(ksAtLeast([10, 20, 30], [1, 2, 3])).toBeCloseTo(0, 12);
    expect(ksAtLeast([10, 0], [0, 10])).toBe(1);
    expect(ksAtLeast([10, 0, 0, 10], [0, 10, 10, 0])).toBe(0.5);
    expect(ksAtLeast([10, 10, 0, 0], [0, 0, 10, 10])).toBe(1);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(99), fc.nat(99)), { minLength: 2, maxLength: 9 }), (pairs) => {
        const [a, b] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)];
        expectNear(ksAtLeast(a, b), ksAtLeast(b, a), 1e-12);
        expect(ksAtLeast(a, b)).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
    expect(() => ksAtLeast([1], [1, 2])).toThrow(new RangeError('counts of 1 and 2 bins'));
  });

  it('has the mean of Kolmogorov’s limit as its noise floor', () => {
    expect(ksNoiseFloor(200, 200)).toBeCloseTo(0.8687 / 10, 4);
  });
});

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

/** The furthest distance from 0 of each walk of n steps up and n steps down. */
function walks(n: number): number[] {
  const step = (up: number, down: number, furthest: number): number[] =>
    up === 0 && down === 0
      ? [furthest]
      : [
          ...(up > 0 ? step(up - 1, down, Math.max(furthest, Math.abs(n - up + 1 - (n - down)))) : []),
          ...(down > 0 ? step(up, down - 1, Math.max(furthest, Math.abs(n - up - (n - down + 1)))) : []),
        ];
  return step(n, n, 0);
}
