// One ordered feature, by what its sides allow: gathered and sorted, counted by value, or counted in cells.
import type { Distances, Distribution } from './distribution.ts';
import { numbersOf, type Engine } from './engine.ts';
import type { Gathered, GatheredSides } from './gather.ts';
import { fewDistinct, isFewDistinct, ValueCounter } from './few.ts';
import { cutsOf, ranksFor } from './grid.ts';
import { layReference, measureMany, roomFor, type LaidReference } from './many.ts';
import { profileCells } from './ordered-cells.ts';
import { chooseBins, type OrderedPlan, type OrderedResult } from './ordered-plan.ts';
import { sortDoubles } from './sort.ts';
import { compareSorted, distributionOfSorted } from './sorted.ts';
import { valueCountsSql } from './sql/overview.ts';
import { compareValues, distributionOfValues, sortCounts, type ValueCounts } from './values.ts';

/** Distinct values up to which each is counted by itself. */
const fewValues = 5_000;

/** Rows of both sides up to which values are gathered here; beyond, they are counted by value or in cells. */
export const gatheredRows = 20_000_000;

/** Values of a group from which on it is put into buckets in place of being sorted. */
const manyValues = 65_536;

/**
 * Profiles one ordered feature whose reference has rows, from the values of both sides, which are put in another
 * order; every figure is exact.
 * @param many values of a group from which on it is not sorted.
 * @param few distinct values up to which those of such groups are counted one by one.
 */
export function profileGathered(
  plan: OrderedPlan,
  { reference: { values: given }, current }: GatheredSides,
  many = manyValues,
  few = fewDistinct,
): OrderedResult {
  const groups = [...current].filter(([, { values }]) => values.length > 0);
  const room = roomFor(groups.reduce((most, [, { values }]) => Math.max(most, values.length), given.length));
  const reference = sortDoubles(given, room.spare);
  const valueAt = (rank: number): number => reference[rank]!;
  const bins = chooseBins(plan, reference.length, valueAt, pooledRanks(plan, current));
  const cuts = cutsOf(bins);
  const counter = isFewDistinct(reference, few) ? new ValueCounter() : null;
  // Made when the first group needs it.
  const own: { counts?: ValueCounts | null; laid?: LaidReference } = {};
  const measure = (values: Float64Array): { distribution: Distribution; distances: Distances } => {
    if (values.length >= many) {
      const referenceCounts = (own.counts ??= counter?.count(reference) ?? null);
      const counts = referenceCounts === null ? null : counter!.count(values);
      if (counts !== null) {
        return {
          distribution: distributionOfValues(counts, cuts),
          distances: compareValues(referenceCounts!, counts),
        };
      }
      own.laid ??= layReference(reference);
      return measureMany(own.laid, values, cuts, ranksFor(values.length, plan.shares), room);
    }
    const sorted = sortDoubles(values, room.spare);
    return { distribution: distributionOfSorted(sorted, cuts), distances: compareSorted(reference, sorted) };
  };
  return {
    bins,
    reference: distributionOfSorted(reference, cuts),
    batches: new Map(groups.map(([b, { values }]) => [b, measure(values)])),
    infinite: new Map([...current].map(([b, { infinite }]) => [b, infinite])),
  };
}

/** Profiles one ordered feature on sides too large to be gathered here. */
export function profileCounted(engine: Engine, plan: OrderedPlan): Promise<OrderedResult> {
  const isFew = Math.max(plan.reference.distinct, plan.current.distinct) <= fewValues;
  return isFew ? profileValues(engine, plan) : profileCells(engine, plan);
}

/** All batches as one, for the rule that needs them so. */
function pooledRanks(
  { rule }: OrderedPlan,
  groups: ReadonlyMap<number, Gathered>,
): Pick<Distribution, 'n' | 'valueAt'> | null {
  if (rule !== 'pooled-equal-width') return null;
  const n = [...groups.values()].reduce((sum, { values }) => sum + values.length, 0);
  if (n === 0) return null;
  const all = new Float64Array(n);
  let at = 0;
  for (const { values } of groups.values()) {
    all.set(values, at);
    at += values.length;
  }
  sortDoubles(all, new Float64Array(n));
  return { n, valueAt: (rank) => all[rank]! };
}

/** Profiles one ordered feature from every distinct value with its rows, for features with few of them. */
export async function profileValues(engine: Engine, plan: OrderedPlan): Promise<OrderedResult> {
  const counted = async (side: string): Promise<Map<number, ValueCounts>> => {
    const answer = await engine.query(valueCountsSql(side, plan.k));
    const [b, v, n] = [numbersOf(answer, 'b'), numbersOf(answer, 'v'), numbersOf(answer, 'n')];
    const groups = Map.groupBy(
      b.map((_, row) => row),
      (row) => b[row]!,
    );
    return new Map(
      [...groups].map(([key, rows]) => [
        key,
        sortCounts(
          rows.map((row) => v[row]!),
          rows.map((row) => n[row]!),
        ),
      ]),
    );
  };
  const reference = (await counted('reference')).get(0)!;
  const current = await counted('current');
  const { n, valueAt } = distributionOfValues(reference, []);
  const all = pooled([...current.values()]);
  const bins = chooseBins(plan, n, valueAt, all.values.length === 0 ? null : distributionOfValues(all, []));
  const cuts = cutsOf(bins);
  return {
    bins,
    reference: distributionOfValues(reference, cuts),
    batches: new Map(
      [...current].map(([b, counts]) => [
        b,
        { distribution: distributionOfValues(counts, cuts), distances: compareValues(reference, counts) },
      ]),
    ),
  };
}

const pooled = (groups: readonly ValueCounts[]): ValueCounts => {
  const rows = new Map<number, number>();
  for (const group of groups) {
    group.values.forEach((value, i) => rows.set(value, (rows.get(value) ?? 0) + group.rows[i]!));
  }
  return sortCounts([...rows.keys()], [...rows.values()]);
};
