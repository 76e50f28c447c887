import type { ProfileFeature } from '../shapes/profile.ts';
import { readingOf, type Reading } from './reading.ts';

/** Reads the first Wasserstein distance as stored, in units of the feature; bins cannot give it. */
export function readWasserstein(feature: ProfileFeature, batch: number): Reading {
  const value = feature.batches.wasserstein?.[batch] ?? null;
  return readingOf(feature, batch, { value, bins: 0, note: value === null ? 'not in the profile' : null });
}

/**
 * Reads the first Wasserstein distance in standard deviations of the reference, which features of different units
 * share. Without a value when the reference does not vary or does not state its deviation; Evidently puts 0.001 in
 * place of a smaller deviation, which makes the result depend on the unit.
 * Source: evidentlyai/evidently `legacy/calculations/stattests/wasserstein_distance_norm.py`.
 */
export function readNormedWasserstein(feature: ProfileFeature, batch: number): Reading {
  const raw = readWasserstein(feature, batch);
  const deviation = feature.reference.std ?? null;
  if (raw.value === null) return raw;
  if (deviation === null || deviation <= 0) {
    const note = deviation === null ? 'the reference states no deviation' : 'the reference does not vary';
    return { ...raw, value: null, note };
  }
  return { ...raw, value: raw.value / deviation };
}
