import { sharesOfBins } from '../evidence/drift/bins.ts';
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
import { numbersOf, type Answer, type Engine } from './engine.ts';
import { cutsOf, layGrid, ranksFor, ranksOfGrid, type Grid } from './grid.ts';
import { chooseBins, endRanks, type OrderedPlan, type OrderedResult } from './ordered-plan.ts';
import { exactRows } from './request.ts';
import { cellsSql, pickSql } from './sql/cells.ts';
import { orderStatisticsSql } from './sql/overview.ts';

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
 * Profiles one ordered feature by counting both sides in cells, for sides of any size.
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
