// The values of ordered features, sorted. Several features share one pass over the rows, because finding the batch
// of a row costs more than reading a value of it.
import type { Engine } from './engine.ts';
import { sortDoubles } from './sort.ts';
import { noBatch, valuesSql } from './sql/values.ts';

/** The finite values of a feature on both sides, ascending; of a batch without any there is no entry. */
export interface SortedSides {
  reference: Float64Array;
  current: Map<number, Float64Array>;
}

/** Values held at a time, 8 bytes each. */
const valuesAtOnce = 100_000_000;

/** How many features of so many rows are read in one pass. */
export const featuresAtOnce = (rows: number): number => Math.max(1, Math.floor(valuesAtOnce / rows));

/** Rows of each batch of a side, as far as they are known. */
export type Sizes = ReadonlyMap<number, number>;

/**
 * Reads and sorts the values of these features, given by their numbers among the columns of the sides. Sizes are no
 * more than what room is made for at first.
 */
export async function gatherSorted(
  engine: Engine,
  features: readonly number[],
  sizes: { reference: Sizes; current: Sizes },
): Promise<SortedSides[]> {
  const references = await gather(engine, 'reference', features, sizes.reference);
  const currents = await gather(engine, 'current', features, sizes.current);
  return features.map((_, i) => ({
    reference: references[i]!.get(0) ?? new Float64Array(0),
    current: currents[i]!,
  }));
}

/** Values of a feature in one group as they come in. */
interface Growing {
  values: Float64Array;
  n: number;
}

async function gather(
  engine: Engine,
  side: string,
  features: readonly number[],
  sizes: Sizes,
): Promise<Map<number, Float64Array>[]> {
  const groups = new Map<number, Growing[]>();
  const groupOf = (b: number): Growing[] => {
    const known = groups.get(b);
    if (known) return known;
    const fresh = features.map(() => ({ values: new Float64Array(sizes.get(b) ?? 0), n: 0 }));
    groups.set(b, fresh);
    return fresh;
  };
  await engine.scan(valuesSql(side, features), ([b, ...columns]) => {
    // Rows of one batch mostly lie together: a stretch of them is looked up once.
    for (let from = 0, to = 0; from < b!.length; from = to) {
      const key = b![from]!;
      while (to < b!.length && b![to] === key) to += 1;
      if (key === noBatch) continue;
      const group = groupOf(key);
      columns.forEach((column, i) => add(group[i]!, column, from, to));
    }
  });
  let most = 0;
  for (const group of groups.values()) for (const { n } of group) most = Math.max(most, n);
  const spare = new Float64Array(most);
  return features.map((_, i) => {
    const sorted = new Map<number, Float64Array>();
    for (const [b, group] of groups) {
      const { values, n } = group[i]!;
      if (n > 0) sorted.set(b, sortDoubles(values.subarray(0, n), spare));
    }
    return sorted;
  });
}

/** Takes the finite values among rows from … to − 1 of a column. */
function add(into: Growing, column: ArrayLike<number>, from: number, to: number): void {
  const most = into.n + to - from;
  if (most > into.values.length) {
    const longer = new Float64Array(Math.max(most, 2 * into.values.length));
    longer.set(into.values.subarray(0, into.n));
    into.values = longer;
  }
  const { values } = into;
  let { n } = into;
  for (let row = from; row < to; row += 1) {
    const value = column[row]!;
    if (value - value === 0) values[n++] = value;
  }
  into.n = n;
}
