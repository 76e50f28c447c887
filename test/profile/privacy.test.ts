import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdBack, isCarried } from '../../src/profile/privacy.ts';

describe('groups that are held back', () => {
  it('take a neighbour along, so that none follows from the total', () => {
    expect(holdBack([50, 3, 40, 60], 10)).toEqual([null, null, 40, 60]);
    expect(holdBack([3, 50, 40, 60], 10)).toEqual([null, null, 40, 60]);
    expect(holdBack([50, 0, 3, 12, 40], 10)).toEqual([null, 0, null, null, 40]);
  });

  it('are none where no group is small, and bins without rows are shown', () => {
    expect(holdBack([0, 10, 0, 90], 10)).toEqual([0, 10, 0, 90]);
    expect(holdBack([1, 2, 3], 1)).toEqual([1, 2, 3]);
  });

  it('take all along where too little is left to hide among', () => {
    expect(holdBack([3, 9, 0], 10)).toEqual([null, null, null]);
  });

  it('hold: no small count is shown, and the sum leaves each hidden one every small value', () => {
    const counts = fc.array(fc.nat({ max: 60 }), { minLength: 2, maxLength: 14 });
    fc.assert(
      fc.property(counts, fc.integer({ min: 2, max: 20 }), (all, minimum) => {
        const shown = holdBack(all, minimum);
        expect(shown.filter((one) => one !== null && one > 0 && one < minimum)).toEqual([]);
        const hidden = all.filter((_, bin) => shown[bin] === null);
        if (hidden.length === 0 || hidden.length === all.length) return;
        const sum = hidden.reduce((total, one) => total + one, 0);
        expect(hidden.length).toBeGreaterThan(1);
        expect(sum).toBeGreaterThanOrEqual(2 * minimum - 1);
      }),
    );
  });

  it('of quantiles are those with too few rows beyond', () => {
    expect(isCarried(0.01, 999, 10)).toBe(false);
    expect(isCarried(0.01, 1000, 10)).toBe(true);
    expect(isCarried(0.999, 1000, 1)).toBe(true);
  });
});
