import { binCount, type Profile, type ProfileFeature } from '../shapes/profile.ts';
import { noiseFloor, psi } from './psi.ts';

/** A drift statistic that a profile holds or that can be computed from it. */
export interface Reading {
  value: number | null;
  n_ref: number;
  n_cur: number;
  bins: number;
  /** The value to expect when nothing moved; `null` where no formula is known for it. */
  noise_floor: number | null;
}

/** A method by which readings are taken from a profile. */
export interface Method {
  /** As rows and charts name it. */
  name: string;
  /** Whether a monitor's `metric` means this method. */
  matches: RegExp;
  read: (feature: ProfileFeature, batch: number, profile: Profile) => Reading;
}

const sizes = (feature: ProfileFeature, batch: number) => ({
  n_ref: feature.reference.n,
  n_cur: feature.batches.n[batch] ?? 0,
  bins: binCount(feature),
});

function readPsi(feature: ProfileFeature, batch: number, profile: Profile): Reading {
  const size = sizes(feature, batch);
  const current = feature.batches.counts[batch];
  const reference = feature.reference.counts;
  if (!isComplete(reference) || !isComplete(current)) return { ...size, value: null, noise_floor: null };
  const floor = noiseFloor(size.bins, size.n_ref, size.n_cur);
  return {
    ...size,
    value: psi(reference, current, profile.zero_rule)?.value ?? null,
    noise_floor: Number.isFinite(floor) ? floor : null,
  };
}

const isComplete = (counts: readonly (number | null)[] | null | undefined): counts is number[] =>
  counts !== null && counts !== undefined && !counts.includes(null);

const stored =
  (key: 'ks' | 'wasserstein') =>
  (feature: ProfileFeature, batch: number): Reading => ({
    ...sizes(feature, batch),
    value: feature.batches[key]?.[batch] ?? null,
    noise_floor: null,
  });

/** The methods, the default first. */
export const methods: readonly Method[] = [
  { name: 'PSI', matches: /^(psi|csi|population stability index)\b/i, read: readPsi },
  { name: 'KS', matches: /^(ks|kolmogorov)/i, read: stored('ks') },
  { name: 'Wasserstein', matches: /^(wasserstein|w1|emd)/i, read: stored('wasserstein') },
];
