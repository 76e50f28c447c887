// One ordered feature: its bins from the reference, and what both sides are over them.
import { binsOfRanks, equalWidthBins, quantileOf, sharesOfBins, type Bins } from '../evidence/drift/bins.ts';
import {
  boundsAsDistances,
  cellOfRank,
  compareCells,
  distributionOfCells,
  groupCells,
  walkedDistances,
  type Bounds,
  type Cells,
  type CellValues,
} from './cells.ts';
import type { Distances, Distribution } from './distribution.ts';
import { numbersOf, type Answer, type Engine } from './engine.ts';
import type { Gathered, GatheredSides } from './gather.ts';
import { fewDistinct, isFewDistinct, ValueCounter } from './few.ts';
import { cutsOf, layGrid, ranksFor, ranksOfGrid, type Grid } from './grid.ts';
import { layReference, measureMany, roomFor, type LaidReference } from './many.ts';
import { exactRows, type NumericRule } from './request.ts';
import { sortDoubles } from './sort.ts';
import { cellsSql, pickSql } from './sql/cells.ts';
import { compareSorted, distributionOfSorted } from './sorted.ts';
import { orderStatisticsSql, valueCountsSql } from './sql/overview.ts';
import { compareValues, distributionOfValues, sortCounts, type ValueCounts } from './values.ts';

/** Distinct values up to which each is counted by itself. */
const fewValues = 5_000;

/** Rows of both sides up to which values are gathered here; beyond, they are counted by value or in cells. */
export const gatheredRows = 20_000_000;

export interface OrderedPlan {
  /** Its number among the columns of the sides. */
  k: number;
  rule: NumericRule;
  bins: number;
  minimum: number;
  /** Shares at which quantiles are kept. */
  shares: readonly number[];
  /** Rows of each side; ends and distinct values where features are counted. */
  reference: Overview;
  current: Overview;
}

export interface Overview {
  n: number;
  low: number;
  high: number;
  distinct: number;
}

export interface OrderedResult<One = Distribution> {
  bins: Bins;
  reference: One;
  batches: Map<number, { distribution: One; distances: Distances }>;
  /** Rows of each batch with ±∞, where its values were gathered. */
  infinite?: ReadonlyMap<number, number>;
}

/** A result with another form of its distributions. */
export const withDistributions = <One, Other>(
  { reference, batches, ...rest }: OrderedResult<One>,
  form: (one: One) => Other,
): OrderedResult<Other> => ({
  ...rest,
  reference: form(reference),
  batches: new Map(
    [...batches].map(([b, { distribution, distances }]) => [
      b,
      { distribution: form(distribution), distances },
    ]),
  ),
});

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

/** The same from every distinct value with its rows, for features with few of them. */
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

/** The bins that the rule makes of the reference, or of both sides together. */
function chooseBins(
  plan: OrderedPlan,
  n: number,
  valueAt: (rank: number) => number,
  current: Pick<Distribution, 'n' | 'valueAt'> | null,
): Bins {
  if (plan.rule === 'reference-quantiles') return binsOfRanks(n, valueAt, plan.bins)!;
  // Ends that a few rows carry would single them out: as many rows as a group needs lie at or beyond each.
  const [first, last] = endRanks(n, plan.minimum);
  let [low, high] = [valueAt(first), valueAt(last)];
  if (plan.rule === 'pooled-equal-width' && current !== null) {
    const [from, to] = endRanks(current.n, plan.minimum);
    low = Math.min(low, current.valueAt(from));
    high = Math.max(high, current.valueAt(to));
  }
  return equalWidthBins(low, high, plan.bins);
}

const endRanks = (n: number, minimum: number): [number, number] => {
  const in_ = Math.min(Math.max(0, minimum - 1), Math.floor((n - 1) / 2));
  return [in_, n - 1 - in_];
};

async function rankedValues(
  engine: Engine,
  side: string,
  k: number,
  ranks: readonly number[],
): Promise<Map<number, number>> {
  const asked = [...new Set(ranks)].sort((a, b) => a - b);
  const values = numbersOf(await engine.query(orderStatisticsSql(side, k, asked)), 'v');
  return new Map(asked.map((rank, i) => [rank, values[i]! + 0]));
}

/**
 * The same in cells, for sides of any size.
 * @param exact rows of a batch up to which distances are exact; beyond, they are bounds.
 */
export async function profileCells(
  engine: Engine,
  plan: OrderedPlan,
  exact = exactRows,
): Promise<OrderedResult> {
  const { k, shares } = plan;
  const n = plan.reference.n;
  const ends = endRanks(n, plan.minimum);
  const known = await rankedValues(engine, 'reference', k, [
    ...ranksFor(n, [...sharesOfBins(plan.bins), 0.5, ...shares]),
    ...ranksOfGrid(n),
    ...ends,
  ]);
  const valueAt = (rank: number): number => known.get(rank)!;
  const pool =
    plan.rule === 'pooled-equal-width' && plan.current.n > 0
      ? await rankedValues(engine, 'current', k, endRanks(plan.current.n, plan.minimum))
      : null;
  const bins = chooseBins(
    plan,
    n,
    valueAt,
    pool && { n: plan.current.n, valueAt: (rank) => pool.get(rank)! },
  );
  const cuts = cutsOf(bins);
  const low = Math.min(plan.reference.low, plan.current.n > 0 ? plan.current.low : Infinity);
  const high = Math.max(plan.reference.high, plan.current.n > 0 ? plan.current.high : -Infinity);
  const grid = layGrid(low, high, cuts, n, valueAt);
  const counted = async (side: string): Promise<Map<number, Cells>> => {
    const answer = await engine.query(cellsSql(side, k, grid));
    const column = (name: string): number[] => numbersOf(answer, name);
    return groupCells({ b: column('b'), c: column('c'), n: column('n'), s1: column('s1'), s2: column('s2') });
  };
  const reference = (await counted('reference')).get(0)!;
  const current = await counted('current');
  const bounds = new Map([...current].map(([b, cells]) => [b, compareCells(grid, reference, cells)]));
  const found = await lookInto(engine, plan, grid, current, bounds, exact);
  return {
    bins,
    reference: distributionOfCells(grid, reference, cuts, valueAt),
    batches: new Map(
      [...current].map(([b, cells]) => {
        const at = found.values.get(b);
        const one = bounds.get(b)!;
        return [
          b,
          {
            distribution: distributionOfCells(grid, cells, cuts, (rank) => at!.get(rank)!),
            distances:
              one.nc <= exact
                ? walkedDistances(
                    one,
                    (cell) => found.current.get(`${b} ${cell}`),
                    (cell) => found.reference.get(`0 ${cell}`),
                  )
                : boundsAsDistances(one),
          },
        ];
      }),
    ),
  };
}

interface Found {
  /** Values by rank, per batch. */
  values: Map<number, Map<number, number>>;
  /** Values of the cells looked into, by batch and cell. */
  current: ReadonlyMap<string, CellValues>;
  reference: ReadonlyMap<string, CellValues>;
}

/** Looks value by value into the cells that hold quantiles of a batch, and into those that leave distances open. */
async function lookInto(
  engine: Engine,
  { k, shares }: OrderedPlan,
  grid: Grid,
  current: ReadonlyMap<number, Cells>,
  bounds: ReadonlyMap<number, Bounds>,
  exact: number,
): Promise<Found> {
  const wanted = { b: [] as number[], c: [] as number[], open: [] as number[] };
  const add = (b: number, cell: number, open: 0 | 1): void => {
    wanted.b.push(b);
    wanted.c.push(cell);
    wanted.open.push(open);
  };
  const places = new Map<number, { rank: number; cell: number; before: number }[]>();
  for (const [b, cells] of current) {
    const { nc, open } = bounds.get(b)!;
    const ranks = ranksFor(nc, shares).map((rank) => ({ rank, ...cellOfRank(cells, rank) }));
    places.set(b, ranks);
    for (const cell of new Set(ranks.map((one) => one.cell))) add(b, cell, 0);
    if (nc <= exact) for (const { cell } of open) add(b, cell, 1);
  }
  if (wanted.b.length === 0) return { values: new Map(), current: new Map(), reference: new Map() };
  await engine.table('wanted', wanted);
  const picked = groupValues(await engine.query(pickSql('current', k, grid)));
  const values = new Map<number, Map<number, number>>();
  for (const [b, ranks] of places) {
    const at = new Map<number, number>();
    for (const { rank, cell, before } of ranks) {
      const found = picked.get(`${b} ${cell}`)!;
      let [i, upTo] = [0, before + found.rows[0]!];
      while (rank >= upTo) upTo += found.rows[++i]!;
      at.set(rank, found.values[i]!);
    }
    values.set(b, at);
  }
  const isOpen = wanted.open.includes(1);
  const reference = isOpen
    ? groupValues(await engine.query(pickSql('reference', k, grid)))
    : new Map<string, CellValues>();
  return { values, current: picked, reference };
}

function groupValues(answer: Answer): Map<string, CellValues> {
  const [b, c, v, n] = ['b', 'c', 'v', 'n'].map((name) => numbersOf(answer, name)) as [
    number[],
    number[],
    number[],
    number[],
  ];
  const groups = new Map<string, CellValues>();
  for (let row = 0; row < b.length; row += 1) {
    const key = `${b[row]!} ${c[row]!}`;
    const known = groups.get(key);
    if (known) {
      known.values.push(v[row]!);
      known.rows.push(n[row]!);
    } else groups.set(key, { values: [v[row]!], rows: [n[row]!] });
  }
  return groups;
}

/** Quantiles of a distribution at these shares. */
export const quantilesOf = (one: Distribution, shares: readonly number[]): number[] =>
  shares.map((p) => quantileOf(one.n, one.valueAt, p));
