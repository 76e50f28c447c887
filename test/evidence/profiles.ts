import type { Profile, ProfileFeature } from '../../src/evidence/shapes/profile.ts';

/** Four equal bins of the reference, 4,000 rows. */
export const feature = (
  batches: (number[] | null)[],
  more: Partial<ProfileFeature> = {},
): ProfileFeature => ({
  type: 'numeric',
  edges: [1, 2, 3],
  reference: { n: 4000, missing: 0, counts: [1000, 1000, 1000, 1000] },
  batches: {
    n: batches.map((counts) => counts?.reduce((sum, one) => sum + one, 0) ?? null),
    missing: batches.map(() => 0),
    counts: batches,
  },
  ...more,
});

export const profileOf = (features: Record<string, ProfileFeature>, ids: string[]): Profile => ({
  schema: 'casebook/profile@1',
  producer: { name: 'test' },
  model: 's',
  model_version: '1.0.0',
  dataset: 'rows',
  provenance: 'synthetic',
  time: { column: 'month', by: 'month' },
  bin_rule: { numeric: 'reference-quantiles', requested: 10, categorical: 'categories', closed: 'left' },
  zero_rule: { name: 'clip', epsilon: 1e-6 },
  reference: { label: 'reference', n: 4000 },
  batches: ids.map((id) => ({ id, period: { from: `${id}-01`, to: `${id}-28` }, n: 1000 })),
  features,
});

export const quiet = [250, 250, 250, 250];
/** PSI 0.1066: between the usual limits. */
export const moved = [150, 210, 270, 370];
/** PSI 0.3618: over both. */
export const far = [100, 150, 250, 500];
