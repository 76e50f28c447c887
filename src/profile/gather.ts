// The values of ordered features. Several features share one pass over the rows, because finding the batch of a row
// costs more than reading a value of it.
import type { Engine, NumberColumn } from './engine.ts';
import { sortDoubles } from './sort.ts';
import { noBatch, valuesSql } from './sql/values.ts';

/** The values of a feature in one group that have a place in order, as they came in, and how many are ±∞. */
export interface Gathered {
  values: Float64Array;
  infinite: number;
}

/** A feature on both sides, the reference ascending; of a batch without rows there is no entry. */
export interface GatheredSides {
  reference: Gathered;
  current: Map<number, Gathered>;
}

/** Values held at a time, 8 bytes each. */
const valuesAtOnce = 100_000_000;

/** How many features of so many rows are read in one pass. */
export const featuresAtOnce = (rows: number): number => Math.max(1, Math.floor(valuesAtOnce / rows));

/** Rows of each batch of a side, as far as they are known. */
export type Sizes = ReadonlyMap<number, number>;

/**
 * Reads the values of these features, given by their numbers among the columns of the sides. Sizes are no more than
 * what room is made for at first.
 */
export async function gather(
  engine: Engine,
  features: readonly number[],
  sizes: { reference: Sizes; current: Sizes },
): Promise<GatheredSides[]> {
  const references = await gatherSide(engine, 'reference', features, sizes.reference);
  const currents = await gatherSide(engine, 'current', features, sizes.current);
  const empty = { values: new Float64Array(0), infinite: 0 };
  return features.map((_, i) => {
    const reference = references[i]!.get(0) ?? empty;
    sortDoubles(reference.values, new Float64Array(reference.values.length));
    return { reference, current: currents[i]! };
  });
}

/** Values of a feature in one group as they come in. */
interface Growing extends Gathered {
  n: number;
}

async function gatherSide(
  engine: Engine,
  side: string,
  features: readonly number[],
  sizes: Sizes,
): Promise<Map<number, Gathered>[]> {
  const groups = new Map<number, Growing[]>();
  const groupOf = (b: number): Growing[] => {
    const known = groups.get(b);
    if (known) return known;
    const fresh = features.map(() => ({ values: new Float64Array(sizes.get(b) ?? 0), n: 0, infinite: 0 }));
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
  return features.map(
    (_, i) =>
      new Map(
        [...groups].map(([b, group]) => {
          const { values, n, infinite } = group[i]!;
          return [b, { values: values.subarray(0, n), infinite }];
        }),
      ),
  );
}

/** Takes the finite values among rows from … to − 1 of a column. */
function add(into: Growing, column: NumberColumn, from: number, to: number): void {
  const most = into.n + to - from;
  if (most > into.values.length) {
    const longer = new Float64Array(Math.max(most, 2 * into.values.length));
    longer.set(into.values.subarray(0, into.n));
    into.values = longer;
  }
  const { values } = into;
  let { n } = into;
  // Copied as a whole, then put right where it lies: no other way is as fast.
  values.set(column.subarray(from, to), n);
  for (let at = n; at < most; at += 1) {
    // 0 in place of −0: they are one value.
    const value = values[at]! + 0;
    values[n] = value;
    if (value - value === 0) n += 1;
    else if (!Number.isNaN(value)) into.infinite += 1;
  }
  into.n = n;
}
