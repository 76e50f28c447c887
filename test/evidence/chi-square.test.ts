import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chiSquareContingency, chiSquareOneSample, chiSquareP } from '../../src/evidence/drift/chi-square.ts';
import { lnGamma, upperGamma } from '../../src/evidence/drift/gamma.ts';
import { absent, expectNear, expectRelative, hasFixtures, oracles } from './fixtures.ts';

describe('the incomplete gamma function', () => {
  // Computed to 30 digits with mpmath 1.3.
  it.each([
    [0.5, 0.001, 0.9643294082703201],
    [0.5, 2, 0.04550026389635842],
    [1, 690, Math.exp(-690)],
    [2.5, 1.5, 0.6999858358786275],
    [4.5, 40, 1.6161314156534603e-13],
    [17, 17, 0.46773828387381283],
    [17, 60, 1.5975531457976118e-11],
    [99.5, 50, 0.9999999995447523],
    [99.5, 99.5, 0.48666782597231906],
    [99.5, 200, 1.2927080567005281e-15],
    [500, 499, 0.5119030245915742],
    [500, 1200, 1.5982677502194507e-116],
    [250, 240, 0.7323499301459842],
  ])('Q(%d, %d) is %d to 1e-11', (a, x, known) => {
    expectRelative(upperGamma(a, x), known, 1e-11);
  });

  it.each([
    [0.1, 2.252712651734206],
    [0.5, 0.5 * Math.log(Math.PI)],
    [1.5, -0.12078223763524522],
    [7, Math.log(720)],
    [14.9, 24.924132002217277],
    [15, 25.191221182738683],
    [100.5, 361.4355404677776],
    [10_000, 82_099.717_496_442],
  ])('ln Γ(%d) is %d to 1e-14', (x, known) => {
    expectNear(lnGamma(x), known, 1e-14);
  });

  it('is 1 at 0 and 0 at infinity, and refuses what it is not defined for', () => {
    expect([upperGamma(3, 0), upperGamma(3, Infinity)]).toEqual([1, 0]);
    expect(() => upperGamma(0, 1)).toThrow(new RangeError('Q(0, 1)'));
    expect(() => upperGamma(1, -1)).toThrow(new RangeError('Q(1, -1)'));
    expect(() => upperGamma(NaN, 1)).toThrow(new RangeError('Q(NaN, 1)'));
    expect(() => lnGamma(0)).toThrow(new RangeError('ln Γ of 0'));
  });

  it('falls with x, grows with a, and steps by DLMF 8.8.6', () => {
    const a = fc.double({ min: 0.5, max: 200, noNaN: true });
    const x = fc.double({ min: 0.01, max: 400, noNaN: true });
    fc.assert(
      fc.property(a, x, fc.double({ min: 0.01, max: 50, noNaN: true }), (one, at, step) => {
        const here = upperGamma(one, at);
        expect(here).toBeGreaterThanOrEqual(0);
        expect(here).toBeLessThanOrEqual(1);
        expect(upperGamma(one, at + step)).toBeLessThanOrEqual(here * (1 + 1e-11));
        const more = here + Math.exp(one * Math.log(at) - at - lnGamma(one + 1));
        expectNear(upperGamma(one + 1, at), more, 1e-11);
      }),
    );
  });
});

describe.skipIf(!hasFixtures)(`chi-square against known answers (${absent})`, () => {
  it('agrees on contingency tables, with and without Yates', () => {
    for (const { table, ...known } of oracles().chi2_contingency) {
      // SciPy tables stand either way; ours has two rows.
      const [r, c] = (table.length === 2 ? table : table[0]!.map((_, i) => table.map((row) => row[i]!))) as [
        number[],
        number[],
      ];
      const found = chiSquareContingency(r, c)!;
      const plain = chiSquareContingency(r, c, false)!;
      expectNear(found.statistic, known.stat);
      expectRelative(found.p, known.p);
      expect(found.dof).toBe(known.dof);
      expectNear(plain.statistic, known.stat_no_yates);
      expectRelative(plain.p, known.p_no_yates);
    }
  });

  it('agrees with Evidently’s one-sample test', () => {
    const { ref_counts, cur_counts, stat, p } = oracles().evidently_chisquare;
    const found = chiSquareOneSample(ref_counts, cur_counts)!;
    expectNear(found.statistic, stat);
    expectRelative(found.p, p);
  });
});

describe('chi-square', () => {
  const counts = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 2, maxLength: 12 });
  const pair = counts.chain((a) =>
    fc.tuple(
      fc.constant(a),
      fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: a.length, maxLength: a.length }),
    ),
  );

  it('of equal shares is 0 with p 1', () => {
    for (const test of [chiSquareContingency, chiSquareOneSample]) {
      const found = test([100, 200, 300], [10, 20, 30])!;
      expect(found.statistic).toBeCloseTo(0, 12);
      expectNear(found.p, 1);
    }
  });

  it('as a contingency test is symmetric and does not depend on the order of the bins', () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const one = chiSquareContingency(a, b)!;
        expectNear(chiSquareContingency(b, a)!.statistic, one.statistic);
        expectNear(chiSquareContingency(a.toReversed(), b.toReversed())!.statistic, one.statistic);
        expect(one.p).toBeGreaterThanOrEqual(0);
        expect(one.p).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('grows with the number of rows when shares stay', () => {
    const small = chiSquareContingency([50, 50, 50], [40, 50, 60])!;
    const large = chiSquareContingency([500, 500, 500], [400, 500, 600])!;
    expectNear(large.statistic, 10 * small.statistic);
    expect(large.p).toBeLessThan(small.p);
  });

  it('leaves out bins without rows, and has no value where nothing is expected', () => {
    expect(chiSquareContingency([10, 0, 20], [20, 0, 10])!.dof).toBe(1);
    expect(chiSquareOneSample([10, 0, 20], [20, 1, 10])).toBeNull();
    expect(chiSquareContingency([10, 0, 20], [20, 1, 10])!.smallest_expected).toBeLessThan(1);
    expect(chiSquareContingency([0, 0], [1, 2])).toBeNull();
    expect(chiSquareContingency([1], [2])).toBeNull();
    expect(() => chiSquareOneSample([1, 2], [1])).toThrow(new RangeError('counts of 2 and 1 bins'));
  });

  it('has the 5 % points of the tables', () => {
    // Abramowitz and Stegun, table 26.8.
    for (const [dof, point] of [
      [1, 3.84146],
      [2, 5.99147],
      [9, 16.919],
      [30, 43.773],
      [100, 124.342],
    ] as const) {
      expect(chiSquareP(point, dof)).toBeCloseTo(0.05, 5);
    }
  });
});
