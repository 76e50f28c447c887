import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rank, type Bins } from '../../src/evidence/drift/bins.ts';
import { minimumSample, noiseFloor, psi } from '../../src/evidence/drift/psi.ts';
import { isSameZeroRule, sayZeroRule } from '../../src/evidence/drift/zero-rule.ts';
import type { ZeroRule } from '../../src/evidence/shapes/profile.ts';
import { countInto, quantile, referenceBins, sturgesBins } from './bins.ts';
import { absent, hasFixtures, housing, numbers, oracles } from './fixtures.ts';
import { housingPairs } from './housing-pairs.ts';

const clip = (epsilon: number, renormalise = false): ZeroRule => ({ name: 'clip', epsilon, renormalise });
const near = (value: number | undefined, known: number): void => {
  expect(Math.abs((value ?? NaN) - known)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(known)));
};

describe.skipIf(!hasFixtures)(`PSI against known answers (${absent})`, () => {
  it('agrees on shares without zeros', () => {
    const { ref, cur, psi: known } = oracles().psi_small.no_zero;
    near(psi(ref, cur)?.value, known);
  });

  const rules: [string, ZeroRule][] = [
    ['eps_1e6', clip(1e-6)],
    ['eps_1e4', clip(1e-4)],
    ['eps_1e4_renormalised', clip(1e-4, true)],
    ['evidently', { name: 'evidently' }],
    ['deepchecks_floor_0_01', clip(0.01)],
    ['drop_zero_bins', { name: 'drop' }],
    ['laplace_add_half', { name: 'add-half' }],
  ];
  it.each(rules)('agrees on an empty bin under %s', (name, rule) => {
    const { ref_counts, cur_counts, ...known } = oracles().psi_small.zero_bin;
    near(psi(ref_counts, cur_counts, rule)?.value, known[name]!);
  });

  it('finds the same deciles and Sturges edges as NumPy', () => {
    const reference = housing('reference');
    const analysis = housing('analysis');
    for (const [column, known] of Object.entries(oracles().bin_edges_california)) {
      const values = numbers(reference, column).sort((a, b) => a - b);
      expect(known.decile_edges.map((_, i) => quantile(values, Math.min(1, i * 0.1)))).toEqual(
        known.decile_edges,
      );
      const bins = sturgesBins(values, numbers(analysis, column)) as { edges: number[] };
      expect(bins.edges).toHaveLength(known.sturges_combined.length - 2);
      bins.edges.forEach((edge, i) => near(edge, known.sturges_combined[i + 1]!));
    }
  });

  it('agrees on six columns, whole and in a month of 216 rows, by our rule and by Evidently’s', () => {
    for (const { reference: r, current: c, known } of housingPairs()) {
      expect(c).toHaveLength(known['n_cur']!);
      const value = (bins: Bins | null, rule: ZeroRule): number | undefined =>
        bins === null ? undefined : psi(countInto(bins, r), countInto(bins, c), rule)?.value;
      const ours = referenceBins(r);
      near(value(ours, clip(1e-6)), known['psi_quantile10_eps1e6']!);
      near(value(ours, clip(1e-4)), known['psi_quantile10_eps1e4']!);
      near(value(sturgesBins(r, c), { name: 'evidently' }), known['psi_evidently']!);
    }
  });

  it('agrees on twelve months of scores', () => {
    const r = numbers(housing('reference'), 'y_pred_proba');
    const bins = referenceBins(r)!;
    const analysis = housing('analysis');
    for (const { month, n, psi_q10_eps1e6 } of oracles().y_pred_proba_monthly) {
      const c = numbers(
        analysis.filter((row) => row.timestamp.startsWith(month)),
        'y_pred_proba',
      );
      expect(c).toHaveLength(n);
      near(psi(countInto(bins, r), countInto(bins, c))?.value, psi_q10_eps1e6);
    }
  });
});

describe('PSI', () => {
  const counts = fc.array(fc.nat(1000), { minLength: 2, maxLength: 12 });

  it('is zero for equal shares, whatever the number of rows', () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 50 }), (reference, times) => {
        fc.pre(reference.some((one) => one > 0));
        const value = psi(
          reference,
          reference.map((one) => one * times),
        )!.value;
        expect(Math.abs(value)).toBeLessThan(1e-12);
      }),
    );
  });

  it('is symmetric, not negative, and the sum of its parts', () => {
    fc.assert(
      fc.property(counts, fc.infiniteStream(fc.nat(1000)), (a, stream) => {
        const b = a.map(() => stream.next().value);
        fc.pre(a.some((one) => one > 0) && b.some((one) => one > 0));
        const [there, back] = [psi(a, b)!, psi(b, a)!];
        expect(there.value).toBeGreaterThanOrEqual(0);
        expect(Math.abs(there.value - back.value)).toBeLessThan(1e-9);
        expect(Math.abs(there.parts.reduce((x, y) => x + y, 0) - there.value)).toBeLessThan(1e-9);
      }),
    );
  });

  it('says when an empty bin speaks instead of the data', () => {
    const found = psi([500, 300, 200, 0], [400, 250, 150, 200])!;
    expect(found).toMatchObject({ bins: 4, empty_bins_ref: 1, empty_bins_cur: 0, driven_by_empty: true });
    expect(psi([400, 300, 300], [300, 300, 400])!.driven_by_empty).toBe(false);
  });

  it('has no value without rows, and refuses bins that do not match', () => {
    expect(psi([0, 0], [1, 2])).toBeNull();
    expect(() => psi([1, 2], [1, 2, 3])).toThrow(new RangeError('counts of 2 and 3 bins'));
  });

  it('has the noise floor of the simulation in the reference', () => {
    expect(noiseFloor(10, 5832, 1000)).toBeCloseTo(0.0105, 4);
    expect(noiseFloor(10, 5832, 216)).toBeCloseTo(0.0432, 4);
    expect(noiseFloor(10, 5832, 0)).toBe(Number.POSITIVE_INFINITY);
  });

  it('asks for ten rows a bin, or more when policy or monitor does', () => {
    expect([minimumSample(10), minimumSample(10, 200), minimumSample(10, null, 50)]).toEqual([100, 200, 100]);
  });
});

describe('bins', () => {
  it('keep a constant reference from hiding a move', () => {
    const bins = referenceBins([5, 5, 5, 5])!;
    expect(bins).toEqual({ constant: 5 });
    expect(countInto(bins, [4, 5, 5, 6, NaN])).toEqual([1, 2, 1]);
  });

  it('count every finite value once, out-of-range values included', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 60 }),
        fc.array(fc.double(), { maxLength: 60 }),
        (reference, current) => {
          const counted = countInto(referenceBins(reference)!, current);
          expect(counted.reduce((a, b) => a + b, 0)).toBe(current.filter(Number.isFinite).length);
        },
      ),
    );
  });

  it('put a value on an edge into the bin above it', () => {
    expect([0, 1, 1.5, 2, 3].map((value) => rank([1, 2], value))).toEqual([0, 1, 1, 2, 2]);
  });

  it('are none without a finite value', () => {
    expect(referenceBins([NaN, Infinity])).toBeNull();
  });
});

describe('zero rules', () => {
  it('have words', () => {
    const rules: ZeroRule[] = [clip(1e-6), clip(1e-4, true), clip(0.01), { name: 'evidently' }];
    expect(rules.map(sayZeroRule)).toEqual([
      'clip 1e-6',
      'clip 1e-4, renormalised',
      'clip 0.01',
      'evidently',
    ]);
  });

  it('are told apart by their words', () => {
    const same = (words: string): boolean => isSameZeroRule(words, clip(1e-6));
    expect(['clip 1e-6', 'shares clipped at 0.000001', 'clip'].map(same)).toEqual([true, true, true]);
    expect(['clip 1e-4', 'evidently', 'drop empty bins'].map(same)).toEqual([false, false, false]);
    expect(isSameZeroRule('Laplace, half a row', { name: 'add-half' })).toBe(true);
  });
});
