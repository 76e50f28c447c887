// An ordered feature as the profile says it: what was computed, less what is held back.
import type { Profile, ProfileFeature } from '../evidence/shapes/profile.ts';
import type { Sizes } from './gather.ts';
import { quantilesOf, type OrderedPlan, type OrderedResult } from './ordered-plan.ts';
import type { FeatureOverview, Looks } from './overview.ts';
import { holdBack, isCarried } from './privacy.ts';
import { rounded, type ProfileRequest } from './request.ts';
import type { Feature } from './sides.ts';
import { count } from '../core/words.ts';

/** What the steps of one feature are told. */
export interface Asked {
  k: number;
  request: ProfileRequest;
  reference: FeatureOverview;
  current: FeatureOverview;
  grid: readonly number[];
  /** How much was held back; counted up. */
  kept: NonNullable<Profile['held_back']>;
  notes: string[];
}

/** Profiles a feature whose values have an order. */
export async function orderedFeature(
  feature: Feature,
  { k, request, reference, current, grid, kept, notes }: Asked,
  looks: { reference: Looks; current: Looks },
  sizes: { reference: Sizes; current: Sizes },
  profileOrdered: (plan: OrderedPlan) => Promise<OrderedResult>,
): Promise<Pick<ProfileFeature, 'edges' | 'constant' | 'reference' | 'batches'>> {
  const minimum = request.minimumGroup;
  // Edges are quantiles: fewer bins where the reference cannot carry so many groups.
  const carried = Math.min(request.bins, Math.floor(reference.n / minimum));
  if (carried < request.bins) {
    notes.push(
      `\`${feature.name}\` has ${count(carried, 'bin')}: ${count(reference.n, 'value')} in the reference carry no more groups of ${minimum}`,
    );
  }
  const found = await profileOrdered({
    k,
    rule: request.binRule,
    bins: carried,
    minimum,
    shares: grid,
    reference,
    current,
  });
  const counts = (all: readonly number[]): (number | null)[] => {
    const shown = holdBack(all, minimum);
    kept.bins += shown.filter((one) => one === null).length;
    return shown;
  };
  const quantiles = (n: number, values: () => number[]): (number | null)[] =>
    values().map((value, i) => {
      const isShown = isCarried(grid[i]!, n, minimum);
      if (!isShown) kept.quantiles += 1;
      return isShown ? rounded(value) : null;
    });
  const figure = (value: number | null): number | null => (value === null ? null : rounded(value));
  /** Rows without a value and with ±∞; `null` where every row lacks the column. */
  const gapOf = (
    side: keyof typeof looks,
    b: number,
    n: number,
  ): { missing: number; infinite: number } | null => {
    const rows = sizes[side].get(b)!;
    const absent = looks[side].absent(k, b);
    const infinite = (side === 'current' ? found.infinite?.get(b) : undefined) ?? looks[side].infinite(k, b);
    return absent > 0 && absent === rows ? null : { missing: rows - n - infinite - absent, infinite };
  };
  const own = gapOf('reference', 0, found.reference.n)!;
  const columns: ProfileFeature['batches'] &
    Record<'mean' | 'std' | 'ks' | 'wasserstein', (number | null)[]> = {
    n: [],
    missing: [],
    infinite: [],
    counts: [],
    mean: [],
    std: [],
    quantiles: [],
    ks: [],
    ks_error: [],
    wasserstein: [],
    wasserstein_error: [],
  };
  for (const b of sizes.current.keys()) {
    const one = found.batches.get(b);
    const n = one?.distribution.n ?? 0;
    const gap = gapOf('current', b, n);
    const isSmall = n > 0 && n < minimum;
    if (isSmall) kept.groups += 1;
    const shown = one !== undefined && !isSmall && gap !== null ? one : null;
    columns.n.push(gap === null ? null : n);
    columns.missing.push(gap?.missing ?? null);
    columns.infinite!.push(gap?.infinite ?? null);
    const bins = found.reference.counts.length;
    columns.counts.push(
      gap === null
        ? null
        : shown
          ? counts(shown.distribution.counts)
          : new Array<number | null>(bins).fill(isSmall ? null : 0),
    );
    columns.mean.push(figure(shown?.distribution.mean ?? null));
    columns.std.push(figure(shown?.distribution.std ?? null));
    columns.quantiles!.push(shown && quantiles(n, () => quantilesOf(shown.distribution, grid)));
    columns.ks.push(figure(shown?.distances.ks.value ?? null));
    columns.ks_error!.push(figure(shown?.distances.ks.error ?? null));
    columns.wasserstein.push(figure(shown?.distances.wasserstein.value ?? null));
    columns.wasserstein_error!.push(figure(shown?.distances.wasserstein.error ?? null));
  }
  // Said where it says something: lists of zeros are no help.
  if (columns.infinite!.every((one) => !one) && own.infinite === 0) delete columns.infinite;
  if (columns.ks_error!.every((one) => !one)) delete columns.ks_error;
  if (columns.wasserstein_error!.every((one) => !one)) delete columns.wasserstein_error;
  return {
    ...found.bins,
    reference: {
      n: found.reference.n,
      missing: own.missing,
      ...(own.infinite > 0 && { infinite: own.infinite }),
      counts: counts(found.reference.counts),
      mean: figure(found.reference.mean),
      std: figure(found.reference.std),
      quantiles: quantiles(found.reference.n, () => quantilesOf(found.reference, grid)),
    },
    batches: columns,
  };
}
