// Buckets of doubles in ascending order, told by the upper bits of a value and laid closer where the reference has
// more rows. How many values a bucket has and what they add up to are whole numbers, so that order changes neither.
import { upper } from './sort.ts';

/** Rows of the reference fall into so many buckets, about. */
const asked = 8_192;

/** Values with one upper fourth of their bits lie in one bucket or in a power of two of equal ones. */
const fourths = 65_536;
const bitsOfFourth = 16;

/** Lower bits of a double that sums leave out, so that those of 2²⁵ values add up without rounding. */
const dropped = 4;

/** Room for the bucket of each value. */
export type BucketNumbers = Uint16Array | Uint32Array;

/** Stretches of the line of doubles. */
export interface Buckets {
  n: number;
  /** Where each starts: no value in it is less, and none before it reaches it. One more than there are buckets. */
  starts: Float64Array;
  /** By upper fourth: the first of its buckets × 32, and by how many bits the next fourth says which of them. */
  table: Int32Array;
  /** Per bucket the value that its upper fourth begins with, and what the next bit below is worth; 0 where it has several. */
  bases: Float64Array;
  units: Float64Array;
}

/** A double's upper word as a whole number that rises with it, as 32 bits. */
const keyOf = (word: number): number => word ^ ((word >> 31) | 0x80000000);

const scratch = new Float64Array(1);
const scratchWords = new Int32Array(scratch.buffer);

function doubleOf(high: number, low: number): number {
  scratchWords[upper] = high;
  scratchWords[1 - upper] = low;
  return scratch[0]!;
}

/** The least double whose upper word has this key. */
const leastOf = (key: number): number =>
  key >>> 31 === 1 ? doubleOf(key ^ 0x80000000, 0) : doubleOf(~key, -1);

/** Lays buckets for values like those of a reference, ascending and without −0. */
export function layBuckets(reference: Float64Array): Buckets {
  const words = wordsOf(reference);
  const rows = new Int32Array(fourths);
  for (let i = 0; i < reference.length; i += 1) rows[keyOf(words[2 * i + upper]!) >>> bitsOfFourth]! += 1;
  const each = Math.max(1, reference.length / asked);
  const table = new Int32Array(fourths);
  const [starts, bases, units]: number[][] = [[], [], []];
  let isGap = false;
  for (let fourth = 0; fourth < fourths; fourth += 1) {
    const key = fourth << bitsOfFourth;
    if (rows[fourth] === 0) {
      // Where the reference has nothing, one bucket reaches to the next that it has.
      if (!isGap) {
        starts!.push(leastOf(key));
        bases!.push(0);
        units!.push(0);
      }
      isGap = true;
      table[fourth] = ((starts!.length - 1) << 5) | bitsOfFourth;
      continue;
    }
    isGap = false;
    const bits = Math.min(bitsOfFourth, Math.max(0, Math.ceil(Math.log2(rows[fourth]! / each))));
    table[fourth] = (starts!.length << 5) | (bitsOfFourth - bits);
    const sign = fourth < fourths / 2 ? 0x80000000 : 0;
    const magnitude = (fourth < fourths / 2 ? ~key : key) & 0x7fff0000;
    const base = doubleOf(magnitude | sign, 0);
    const unit = doubleOf(magnitude | sign, 1) - base;
    for (let part = 0; part < 2 ** bits; part += 1) {
      starts!.push(leastOf(key | (part << (bitsOfFourth - bits))));
      bases!.push(base);
      units!.push(unit);
    }
  }
  const n = starts!.length;
  starts!.push(Infinity);
  return {
    n,
    starts: Float64Array.from(starts!),
    table,
    bases: Float64Array.from(bases!),
    units: Float64Array.from(units!),
  };
}

const wordsOf = (values: Float64Array): Int32Array =>
  new Int32Array(values.buffer, values.byteOffset, 2 * values.length);

/** The bucket that a value lies in. */
export function bucketOf({ table }: Buckets, value: number): number {
  scratch[0] = value + 0;
  const key = keyOf(scratchWords[upper]!);
  const entry = table[key >>> bitsOfFourth]!;
  return (entry >> 5) + ((key & 0xffff) >>> (entry & 31));
}

/** What lies in each bucket of one group. */
export class Tally {
  readonly buckets: Buckets;
  readonly #rows: Uint32Array;
  /** Per bucket the sums of the two lower parts of the bits of its values. */
  readonly #sums: Float64Array;

  constructor(buckets: Buckets) {
    this.buckets = buckets;
    this.#rows = new Uint32Array(buckets.n);
    this.#sums = new Float64Array(2 * buckets.n);
  }

  /**
   * Counts finite values without −0, at most 2²⁵, in place of those before.
   * @param into takes the bucket of each value.
   */
  count(values: Float64Array, into: BucketNumbers): void {
    const [rows, sums, words, { table }] = [this.#rows, this.#sums, wordsOf(values), this.buckets];
    rows.fill(0);
    sums.fill(0);
    for (let i = 0; i < values.length; i += 1) {
      const word = words[2 * i + upper]!;
      const key = keyOf(word);
      const entry = table[key >>> bitsOfFourth]!;
      const bucket = (entry >> 5) + ((key & 0xffff) >>> (entry & 31));
      into[i] = bucket;
      rows[bucket]! += 1;
      sums[2 * bucket]! += word & 0xffff;
      sums[2 * bucket + 1]! += words[2 * i + 1 - upper]! >>> dropped;
    }
  }

  rows(bucket: number): number {
    return this.#rows[bucket]!;
  }

  /** Whether the sum of a bucket is known; of one that reaches over several upper fourths it is not. */
  isSummed(bucket: number): boolean {
    return this.buckets.units[bucket] !== 0;
  }

  /** The sum of the distances of the values in a bucket from this one. */
  sumAbout(bucket: number, about: number): number {
    const { bases, units } = this.buckets;
    const parts = this.#sums[2 * bucket]! * 2 ** 32 + this.#sums[2 * bucket + 1]! * 2 ** dropped;
    return this.#rows[bucket]! * (bases[bucket]! - about) + parts * units[bucket]!;
  }
}
