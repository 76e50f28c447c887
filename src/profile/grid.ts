import { placeOfQuantile, type Bins } from '../evidence/drift/bins.ts';

/** Cells on the range of a feature: segments of any width, each cut into as many cells of one width. */
export interface Grid {
  /** Where segments start, ascending; the first is the least value of both sides. */
  edges: number[];
  /** Where the last segment ends: above the greatest value of both sides. */
  high: number;
  perSegment: number;
}

/** Cells of a grid, at least: as many as the quantiles below which an estimate would be no evidence. */
const leastCells = 10_240;

/** Shares of the reference at which segments start, closer at the tails, where values spread. */
const shares = [
  0.0005, 0.005, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 0.995,
  0.9995,
];

/** The least double above a finite one. */
function nextUp(value: number): number {
  if (value === 0) return Number.MIN_VALUE;
  const words = new BigInt64Array(new Float64Array([value]).buffer);
  words[0] = words[0]! + (value > 0 ? 1n : -1n);
  return new Float64Array(words.buffer)[0]!;
}

/** The values at which one bin ends and the next begins. */
export const cutsOf = (bins: Bins): number[] =>
  'edges' in bins ? bins.edges : [bins.constant, nextUp(bins.constant)];

/** Ranks of n values that quantiles at these shares are interpolated from. */
export const ranksFor = (n: number, at: readonly number[]): number[] => [
  ...new Set(at.flatMap((p) => [placeOfQuantile(n, p).low, placeOfQuantile(n, p).high])),
];

/** Ranks of the reference that its grid is laid by. */
export const ranksOfGrid = (n: number): number[] => shares.map((p) => placeOfQuantile(n, p).low);

/** A grid over all values of both sides in which every cut between bins starts a segment. */
export function layGrid(
  low: number,
  high: number,
  cuts: readonly number[],
  n: number,
  valueAt: (rank: number) => number,
): Grid {
  const inner = [...cuts, ...ranksOfGrid(n).map(valueAt)].filter((cut) => cut > low && cut <= high);
  const edges = [...new Set([low, ...inner])].sort((a, b) => a - b);
  return { edges, high: nextUp(high), perSegment: Math.ceil(leastCells / edges.length) };
}

/** Where a cell starts and ends. */
export function spanOfCell(grid: Grid, cell: number): { start: number; end: number } {
  const segment = Math.floor(cell / grid.perSegment);
  const from = grid.edges[segment]!;
  const to = grid.edges[segment + 1] ?? grid.high;
  const at = (i: number): number => (i === grid.perSegment ? to : from + ((to - from) * i) / grid.perSegment);
  const i = cell - segment * grid.perSegment;
  return { start: at(i), end: at(i + 1) };
}
