// Ordered features with many distinct values: counts and sums per cell say nearly all, and which cells have to be
// looked into for the rest.
import { rank } from '../evidence/drift/bins.ts';
import { sum } from '../evidence/sum.ts';
import type { Distances, Distribution } from './distribution.ts';
import { spanOfCell, type Grid } from './grid.ts';
import { bits } from './sql/cells.ts';

/** The cells of one group that have rows, ascending, with the sums of `cellsSql`. */
export interface Cells {
  cell: number[];
  n: number[];
  s1: number[];
  s2: number[];
}

/** The cells of each group of an answer to `cellsSql`. */
export function groupCells(answer: {
  b: readonly number[];
  c: readonly number[];
  n: readonly number[];
  s1: readonly number[];
  s2: readonly number[];
}): Map<number, Cells> {
  const rows = new Map<number, number[]>();
  answer.b.forEach((b, row) => {
    const known = rows.get(b);
    if (known) known.push(row);
    else rows.set(b, [row]);
  });
  const groups = new Map<number, Cells>();
  for (const [b, found] of rows) {
    found.sort((one, other) => answer.c[one]! - answer.c[other]!);
    groups.set(b, {
      cell: found.map((row) => answer.c[row]!),
      n: found.map((row) => answer.n[row]!),
      s1: found.map((row) => answer.s1[row]!),
      s2: found.map((row) => answer.s2[row]!),
    });
  }
  return groups;
}

/** Sum of the values in a cell, from the sum of their places in the segment. */
function sumOf(grid: Grid, cells: Cells, i: number): number {
  const segment = Math.floor(cells.cell[i]! / grid.perSegment);
  const from = grid.edges[segment]!;
  const width = (grid.edges[segment + 1] ?? grid.high) - from;
  return from * cells.n[i]! + (cells.s1[i]! / 2 ** bits) * width;
}

/** The distribution of a group over bins that begin at these cuts, each of which starts a segment of the grid. */
export function distributionOfCells(
  grid: Grid,
  cells: Cells,
  cuts: readonly number[],
  valueAt: (rank: number) => number,
): Distribution {
  const counts = new Array<number>(cuts.length + 1).fill(0);
  let n = 0;
  cells.cell.forEach((cell, i) => {
    counts[rank(cuts, grid.edges[Math.floor(cell / grid.perSegment)]!)]! += cells.n[i]!;
    n += cells.n[i]!;
  });
  if (n === 0) return { n, counts, mean: null, std: null, valueAt };
  const about = grid.edges[grid.edges.length >> 1]!;
  const mean =
    about + cells.cell.reduce((sum, _, i) => sum + (sumOf(grid, cells, i) - about * cells.n[i]!), 0) / n;
  const squares = cells.cell.reduce((sum, cell, i) => {
    const segment = Math.floor(cell / grid.perSegment);
    const from = grid.edges[segment]! - mean;
    const width = (grid.edges[segment + 1] ?? grid.high) - grid.edges[segment]!;
    const [s1, s2] = [cells.s1[i]! / 2 ** bits, cells.s2[i]! / 2 ** bits];
    return sum + cells.n[i]! * from * from + 2 * from * width * s1 + width * width * s2;
  }, 0);
  return { n, counts, mean, std: Math.sqrt(Math.max(0, squares) / n), valueAt };
}

/** The cell that holds the value of a rank. */
export function cellOfRank(cells: Cells, asked: number): { cell: number; before: number } {
  let before = 0;
  for (const [i, cell] of cells.cell.entries()) {
    if (asked < before + cells.n[i]!) return { cell, before };
    before += cells.n[i]!;
  }
  throw new RangeError(`no row of rank ${asked}`);
}

/** A cell in which the counts leave D or the distance open. */
export interface OpenCell {
  cell: number;
  /** Rows before it. */
  kc: number;
  kr: number;
  start: number;
  stop: number;
  /** The most that |F − G| can be in it. */
  most: number;
  /** What it adds to the distance at least; looked into, it adds what is found instead. */
  area: number;
}

/** What cells say of two groups: bounds, and the cells that are between the bounds. */
export interface Bounds {
  ks: number;
  /** The distance over all cells that are not open. */
  area: number;
  nc: number;
  nr: number;
  open: OpenCell[];
}

/**
 * Compares two groups cell by cell. Where one distribution function stays above the other throughout a cell, the
 * sum of its values gives the area between them exactly; D can be passed within a cell only by as many rows as it has.
 */
export function compareCells(grid: Grid, reference: Cells, current: Cells): Bounds {
  const [nr, nc] = [sum(reference.n), sum(current.n)];
  const gap = (c: number, r: number): number => (c * nr - r * nc) / nr / nc;
  let [i, j, kc, kr, ks, area] = [0, 0, 0, 0, 0, 0];
  let end: number | null = null;
  const mixed: OpenCell[] = [];
  while (i < current.cell.length || j < reference.cell.length) {
    const cell = Math.min(current.cell[i] ?? Infinity, reference.cell[j] ?? Infinity);
    const hasC = current.cell[i] === cell;
    const hasR = reference.cell[j] === cell;
    const [c, r] = [hasC ? current.n[i]! : 0, hasR ? reference.n[j]! : 0];
    const { start, end: stop } = spanOfCell(grid, cell);
    const before = gap(kc, kr);
    if (end !== null) area += Math.abs(before) * Math.max(0, start - end);
    const [high, low] = [gap(kc + c, kr), gap(kc, kr + r)];
    const inside =
      before * (stop - start) +
      (c === 0 ? 0 : (c * stop - sumOf(grid, current, i)) / nc) -
      (r === 0 ? 0 : (r * stop - sumOf(grid, reference, j)) / nr);
    const most = Math.max(Math.abs(high), Math.abs(low));
    const crosses = high > 0 && low < 0;
    if (!crosses) area += Math.abs(inside);
    if (crosses || (c > 0 && r > 0)) {
      mixed.push({ cell, kc, kr, start, stop, most, area: crosses ? Math.abs(inside) : Number.NaN });
    }
    if (hasC) i += 1;
    if (hasR) j += 1;
    kc += c;
    kr += r;
    ks = Math.max(ks, Math.abs(gap(kc, kr)));
    end = stop;
  }
  return { ks, area, nc, nr, open: mixed.filter((one) => !Number.isNaN(one.area) || one.most > ks) };
}

/** What the counts alone say of the two distances, with how far they may be off. */
export function boundsAsDistances({ ks, area, open }: Bounds): Distances {
  const crossing = open.filter((one) => !Number.isNaN(one.area));
  const least = crossing.reduce((sum, one) => sum + one.area, 0);
  const most = crossing.reduce((sum, one) => sum + one.most * (one.stop - one.start), 0);
  return {
    ks: { value: ks, error: open.reduce((largest, one) => Math.max(largest, one.most), ks) - ks },
    wasserstein: { value: area + least, error: Math.max(0, most - least) },
  };
}

/** Distinct values of a cell, ascending, with their rows. */
export interface CellValues {
  values: number[];
  rows: number[];
}

const noValues: CellValues = { values: [], rows: [] };

/** The two distances when every open cell is walked value by value; exact. */
export function walkedDistances(
  { ks, area, nc, nr, open }: Bounds,
  current: (cell: number) => CellValues | undefined,
  reference: (cell: number) => CellValues | undefined,
): Distances {
  let [largest, sum] = [ks, area];
  for (const one of open) {
    const [c, r] = [current(one.cell) ?? noValues, reference(one.cell) ?? noValues];
    const crosses = !Number.isNaN(one.area);
    let [i, j, kc, kr, before] = [0, 0, one.kc, one.kr, one.start];
    while (i < c.values.length || j < r.values.length) {
      const value = Math.min(c.values[i] ?? Infinity, r.values[j] ?? Infinity);
      if (crosses) sum += (Math.abs(kc * nr - kr * nc) / nr / nc) * Math.max(0, value - before);
      if (c.values[i] === value) kc += c.rows[i++]!;
      if (r.values[j] === value) kr += r.rows[j++]!;
      largest = Math.max(largest, Math.abs(kc * nr - kr * nc) / nr / nc);
      before = value;
    }
    if (crosses) sum += (Math.abs(kc * nr - kr * nc) / nr / nc) * Math.max(0, one.stop - before);
  }
  return { ks: { value: largest, error: 0 }, wasserstein: { value: sum, error: 0 } };
}
