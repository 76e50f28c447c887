// The values of ordered features. Several features share one pass over the rows, because finding the batch of a row
// costs more than reading a value of it.
import type { Engine, NumberColumn } from './engine.ts';
import { noBatch, valuesSql } from './sql/values.ts';

/** The values of a feature in one group that have a place in order, as they came in, and how many are ±∞. */
export interface Gathered {
  values: Float64Array;
  infinite: number;
}

/** A feature on both sides; of a batch without rows there is no entry. */
export interface GatheredSides {
  reference: Gathered;
  current: Map<number, Gathered>;
}

/** Values that are held at a time, 8 bytes each. */
const valuesHeld = 135_000_000;

/** Rows from which on a feature may as well be measured while others are read. */
const manyRows = 5_000_000;

/** Memory for the values of a feature that other threads can read as well, used again by a later one. */
export class Room {
  readonly #held = new Map<string, Float64Array>();

  /** Room for so many values at least; what was in the room of this name is kept at its start. */
  of(name: string, values: number): Float64Array {
    const held = this.#held.get(name);
    if (held !== undefined && held.length >= values) return held;
    const fresh = new Float64Array(new SharedArrayBuffer(8 * Math.max(values, 2 * (held?.length ?? 0))));
    if (held !== undefined) fresh.set(held);
    this.#held.set(name, fresh);
    return fresh;
  }
}

/** How many features of so many rows may be held at a time. */
export const featuresHeld = (rows: number): number => Math.max(1, Math.floor(valuesHeld / rows));

/**
 * How many of the features that are left are read in the next pass. The first is short, so that there is something to
 * measure soon. Each pass has a price of its own: where what is left fits while one more is held, it is read at once,
 * else half of what fits, while the other half is measured.
 */
export function nextPass(left: number, all: number, rows: number): number {
  const held = featuresHeld(rows);
  if (left === all && rows >= manyRows) return Math.ceil(Math.min(held, all) / 4);
  return left < held ? left : Math.ceil(held / 2);
}

/** Rows of each batch of a side, as far as they are known. */
export type Sizes = ReadonlyMap<number, number>;

/**
 * Reads the values of these features, given by their numbers among the columns of the sides. Sizes are no more than
 * what room is made for at first.
 * @param rooms where values lie, one for each feature; what was in them is lost.
 */
export async function gather(
  engine: Engine,
  features: readonly number[],
  sizes: { reference: Sizes; current: Sizes },
  rooms: readonly Room[] = features.map(() => new Room()),
): Promise<GatheredSides[]> {
  const references = await gatherSide(engine, 'reference', features, sizes.reference, rooms);
  const currents = await gatherSide(engine, 'current', features, sizes.current, rooms);
  return features.map((_, i) => ({
    reference: references[i]!.get(0) ?? { values: new Float64Array(0), infinite: 0 },
    current: currents[i]!,
  }));
}

/** Values of a feature in one group as they come in. */
interface Growing extends Gathered {
  n: number;
  /** Makes room for so many, those that are there kept. */
  grow: (values: number) => Float64Array;
}

async function gatherSide(
  engine: Engine,
  side: string,
  features: readonly number[],
  sizes: Sizes,
  rooms: readonly Room[],
): Promise<Map<number, Gathered>[]> {
  const groups = new Map<number, Growing[]>();
  const groupOf = (b: number): Growing[] => {
    const known = groups.get(b);
    if (known) return known;
    const fresh = features.map((_, i) => {
      const grow = (values: number): Float64Array => rooms[i]!.of(`${side} ${b}`, values);
      return { values: grow(sizes.get(b) ?? 0), grow, n: 0, infinite: 0 };
    });
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
  if (most > into.values.length) into.values = into.grow(most);
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
