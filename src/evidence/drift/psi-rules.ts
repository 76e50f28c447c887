// The PSI by name: what differs between tools and practice is the bins and the zeros.
import type { Profile, ProfileFeature, ZeroRule } from '../shapes/profile.ts';
import { noiseFloor, psi } from './psi.ts';
import { countsOf, readingOf, type Reading } from './reading.ts';

/** A way to compute PSI that has a name of its own. */
export interface PsiRule {
  name: string;
  zero_rule: ZeroRule;
  /** How numeric features have to be binned; a PSI over other bins is another number. */
  numeric: Profile['bin_rule']['numeric'];
}

/**
 * The named rules. Evidently: equal widths over both sides together, each side's empty bins filled by itself.
 * Credit-risk practice: quantiles of the reference, shares clipped at 1e-6 or 1e-4.
 * Sources: evidentlyai/evidently `legacy/calculations/stattests/{psi,utils}.py`; Siddiqi, Credit Risk Scorecards
 * (2006), with the floors found in practice.
 */
export const psiRules = {
  evidently: {
    name: 'PSI (Evidently)',
    zero_rule: { name: 'evidently' },
    numeric: 'pooled-equal-width',
  },
  creditRisk6: {
    name: 'PSI (credit risk, 1e-6)',
    zero_rule: { name: 'clip', epsilon: 1e-6 },
    numeric: 'reference-quantiles',
  },
  creditRisk4: {
    name: 'PSI (credit risk, 1e-4)',
    zero_rule: { name: 'clip', epsilon: 1e-4 },
    numeric: 'reference-quantiles',
  },
} as const satisfies Record<string, PsiRule>;

/** Reads the PSI by the rules of the profile itself, or by a named one where the bins of the profile are its bins. */
export const readPsi =
  (rule: PsiRule | null) =>
  (feature: ProfileFeature, batch: number, profile: Profile): Reading => {
    const counts = countsOf(feature, batch);
    if (counts === null) return readingOf(feature, batch, { note: 'bins are held back for privacy' });
    const { numeric } = profile.bin_rule;
    if (rule !== null && feature.categories === undefined && numeric !== rule.numeric) {
      const note = `the profile has ${numeric} bins, ${rule.name} is over ${rule.numeric} bins`;
      return readingOf(feature, batch, { note });
    }
    const reading = readingOf(feature, batch);
    const floor = noiseFloor(reading.bins, reading.n_ref, reading.n_cur);
    const found = psi(counts.reference, counts.current, rule?.zero_rule ?? profile.zero_rule);
    reading.value = found?.value ?? null;
    reading.noise_floor = Number.isFinite(floor) ? floor : null;
    if (found?.driven_by_empty)
      reading.note = 'more than half of it comes from bins that are empty on a side';
    return reading;
  };
