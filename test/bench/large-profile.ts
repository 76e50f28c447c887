import type { Profile } from '../../src/evidence/shapes/profile.ts';
import { feature, profileOf } from '../evidence/profiles.ts';

/** A profile of so many features over so many months; every eighth feature drifts away in the second half. */
export function largeProfile(features: number, batches: number): Profile {
  const months = Array.from({ length: batches }, (_, i) => {
    const month = String((i % 12) + 1).padStart(2, '0');
    return `${2026 - Math.ceil(batches / 12) + Math.floor(i / 12)}-${month}`;
  });
  const names = Array.from({ length: features }, (_, i) => `account_behaviour_feature_${i}`);
  return profileOf(Object.fromEntries(names.map((name, i) => [name, one(i, batches)])), months);
}

const bins = 10;

function one(index: number, batches: number): Profile['features'][string] {
  const counts = Array.from({ length: batches }, (_, batch) => {
    const tilt = index % 8 === 0 ? Math.max(0, batch - batches / 2) * (1 + (index % 5)) : 0;
    const row = Array.from(
      { length: bins },
      (_, bin) => 240 + bin * tilt + ((index * 7 + batch * 3 + bin * 5) % 21),
    );
    return row;
  });
  const made = feature(counts, {
    edges: Array.from({ length: bins - 1 }, (_, i) => i + 1),
    reference: { n: 25_000, missing: 0, counts: Array<number>(bins).fill(2500), std: 2.9 },
  });
  made.batches.ks = counts.map((_, batch) => 0.01 + ((index + batch) % 9) / 100);
  made.batches.wasserstein = made.batches.ks.map((d) => d! * 10);
  return made;
}
