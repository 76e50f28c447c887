import { formatDate } from '../core/date.ts';
import { percent } from '../core/percent.ts';
import { psi } from '../evidence/drift/psi.ts';
import { countsOf } from '../evidence/drift/reading.ts';
import { fixed } from '../evidence/format.ts';
import { binCount, type Profile, type ProfileFeature } from '../evidence/shapes/profile.ts';
import { round } from './round.ts';
import { equalTicks } from './ticks.ts';

/** One bin on both sides; a share held back for privacy is `null`. */
export interface BinRow {
  label: string;
  reference: number | null;
  current: number | null;
  /** What the bin adds to the PSI; `null` where it cannot be computed, and of rows that are in no bin. */
  part: number | null;
  /** Width of the bar and place of the reference, of 1000. */
  width: number | null;
  mark: number | null;
  tone: 'hi' | 'plain' | 'oth';
}

/** A quantile that the profile keeps, on both sides. */
export interface QuantileRow {
  label: string;
  reference: number;
  current: number;
  said: { reference: string; current: string };
  /** Ends of the move, of 1000, and the reference's. */
  from: number;
  to: number;
  mark: number;
  tone: 'hi' | 'plain';
}

export interface Distribution {
  bins: BinRow[];
  /** Rows without a value, where either side has any. */
  missing: BinRow | null;
  psi: number | null;
  ticks: string[];
  quantiles: { rows: QuantileRow[]; ticks: string[] } | null;
}

/**
 * A feature's shares per bin in one batch against the reference, with what each bin adds to the PSI, and how far the
 * quantiles moved where the profile keeps them. Bars of bins that hold more than in the reference are darker.
 * @returns `null` where the batch lacks the feature.
 */
export function distribution(profile: Profile, feature: ProfileFeature, batch: number): Distribution | null {
  const [n, counts] = [feature.batches.n[batch], feature.batches.counts[batch]];
  if (n == null || !counts) return null;
  const both = countsOf(feature, batch);
  const found = both === null ? null : psi(both.reference, both.current, profile.zero_rule);
  const share = (count: number | null | undefined, of: number): number | null =>
    count == null ? null : of > 0 ? count / of : 0;
  const shares = Array.from({ length: binCount(feature) }, (_, bin) => ({
    reference: share(feature.reference.counts[bin], feature.reference.n),
    current: share(counts[bin], n),
  }));
  const gone = {
    reference: share(feature.reference.missing, feature.reference.n + feature.reference.missing),
    current: share(feature.batches.missing[batch], n + (feature.batches.missing[batch] ?? 0)),
  };
  const hasGone = (gone.reference ?? 0) > 0 || (gone.current ?? 0) > 0;
  const all = [...shares, ...(hasGone ? [gone] : [])].flatMap(({ reference, current }) => [
    reference,
    current,
  ]);
  const largest = Math.max(0.01, ...all.map((one) => one ?? 0));
  const axis = equalTicks(0, largest * 100, 4);
  const end = axis.values.at(-1)! / 100;
  const at = (value: number | null): number | null => (value === null ? null : round((1000 * value) / end));
  const labels = binLabels(feature, profile.bin_rule.closed);
  const rowOf = (
    one: (typeof shares)[number],
    label: string,
    part: number | null,
    tone: BinRow['tone'],
  ): BinRow => ({
    label,
    ...one,
    part,
    width: at(one.current),
    mark: at(one.reference),
    tone,
  });
  return {
    bins: shares.map((one, bin) =>
      rowOf(
        one,
        labels[bin]!,
        found?.parts[bin] ?? null,
        (one.current ?? 0) > (one.reference ?? 0) ? 'hi' : 'plain',
      ),
    ),
    missing: hasGone ? rowOf(gone, 'missing, of all rows', null, 'oth') : null,
    psi: found?.value ?? null,
    ticks: axis.values.map((value) => (value === 0 ? '0' : percent(fixed(value, axis.digits)))),
    quantiles: quantilesOf(profile, feature, batch),
  };
}

/** How far each kept quantile moved, on one scale of the feature's values; those held back on a side are left out. */
function quantilesOf(profile: Profile, feature: ProfileFeature, batch: number): Distribution['quantiles'] {
  const points = (profile.quantile_grid ?? []).flatMap((p, i) => {
    const [was, is] = [feature.reference.quantiles?.[i], feature.batches.quantiles?.[batch]?.[i]];
    return typeof was === 'number' && typeof is === 'number' ? [{ p, was, is }] : [];
  });
  if (points.length < 2) return null;
  const [grid, reference, current] = [
    points.map(({ p }) => p),
    points.map(({ was }) => was),
    points.map(({ is }) => is),
  ];
  const values = [...reference, ...current];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (low === high) return null;
  const digits = digitsOf(values);
  const axis = equalTicks(low, high, 4);
  const [first, last] = [axis.values[0]!, axis.values.at(-1)!];
  const at = (value: number): number => round((1000 * (value - first)) / (last - first));
  const rows = shownOf(grid).map((i): QuantileRow => {
    const [was, is] = [reference[i]!, current[i]!];
    return {
      label: sayQuantile(grid[i]!),
      reference: was,
      current: is,
      said: { reference: sayEdge(was, feature, digits), current: sayEdge(is, feature, digits) },
      from: Math.min(at(was), at(is)),
      to: Math.max(at(was), at(is)),
      mark: at(was),
      tone: is > was ? 'hi' : 'plain',
    };
  });
  return { rows, ticks: axis.values.map((value) => sayEdge(value, feature, axis.digits)) };
}

/** The quantiles worth drawing of a grid: all of a short one, nine spread over a long one. */
function shownOf(grid: readonly number[]): number[] {
  if (grid.length <= 11) return grid.map((_, i) => i);
  const wanted = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99];
  const nearest = wanted.map((p) =>
    grid.reduce((best, one, i) => (Math.abs(one - p) < Math.abs(grid[best]! - p) ? i : best), 0),
  );
  return [...new Set(nearest)];
}

const sayQuantile = (p: number): string =>
  p === 0.5 ? 'median' : p === 0 ? 'least' : p === 1 ? 'largest' : percent(round(p * 100, 2)) + ' quantile';

/** Bins in words: `under 0.2`, `0.2 to 0.4`, `0.4 and over`, by the side on which they include their edge. */
export function binLabels(
  feature: Pick<ProfileFeature, 'edges' | 'categories' | 'constant' | 'type'>,
  closed: Profile['bin_rule']['closed'],
): string[] {
  if (feature.categories) return feature.categories;
  if (!feature.edges) {
    const value = sayEdge(feature.constant!, feature, digitsOf([feature.constant!]));
    return [`under ${value}`, value, `over ${value}`];
  }
  const digits = digitsOf(feature.edges);
  const edges = feature.edges.map((edge) => sayEdge(edge, feature, digits));
  const [first, last] = [edges[0]!, edges.at(-1)!];
  return [
    closed === 'left' ? `under ${first}` : `up to ${first}`,
    ...edges.slice(1).map((edge, i) => `${edges[i]} to ${edge}`),
    closed === 'left' ? `${last} and over` : `over ${last}`,
  ];
}

/** A value of a feature in so many decimals, a date as such. */
function sayEdge(value: number, { type }: Pick<ProfileFeature, 'type'>, digits: number): string {
  if (type === 'date') return formatDate(new Date(value * 86_400_000).toISOString().slice(0, 10), 'short');
  return fixed(value, digits);
}

/** Decimals that show three digits of the range of some values, no more than they have, and tell apart what differs. */
export function digitsOf(values: readonly number[]): number {
  const range = Math.max(...values) - Math.min(...values) || Math.abs(values[0] ?? 0) || 1;
  const distinct = new Set(values).size;
  let digits = Math.max(0, Math.min(8, 2 - Math.floor(Math.log10(range))));
  digits = Math.min(digits, Math.max(...values.map(decimalsOf)));
  while (digits < 8 && new Set(values.map((one) => one.toFixed(digits))).size < distinct) digits++;
  return digits;
}

const decimalsOf = (value: number): number =>
  value
    .toFixed(8)
    .replace(/\.?0+$/, '')
    .split('.')[1]?.length ?? 0;
