// Many values against a sorted reference, without sorting them: what their buckets hold says nearly all, and only
// buckets that leave something open are looked into. Every figure is exact.
import { bucketOf, layBuckets, Tally, type BucketNumbers } from './buckets.ts';
import { deviation } from './deviation.ts';
import type { Distances, Distribution } from './distribution.ts';
import { sortDoubles } from './sort.ts';

/** A reference to which large groups are compared, ascending. */
export interface LaidReference {
  values: Float64Array;
  tally: Tally;
  /** Room for the rows of a group, shared by all. */
  of: Tally;
}

/** Buckets up to which their numbers take half the room: nearly always there are fewer. */
const narrow = 65_536;

const roomForBuckets = (buckets: number, rows: number): BucketNumbers =>
  buckets <= narrow ? new Uint16Array(rows) : new Uint32Array(rows);

/**
 * Lays a reference so that groups can be compared with it.
 * @param values ascending, without −0.
 */
export function layReference(values: Float64Array): LaidReference {
  const buckets = layBuckets(values);
  const tally = new Tally(buckets);
  tally.count(values, roomForBuckets(buckets.n, values.length));
  return { values, tally, of: new Tally(buckets) };
}

/** Room that one group after the other works in. */
export interface Room {
  /** The bucket of each row. */
  buckets: BucketNumbers;
  picked: Float64Array;
  spare: Float64Array;
}

let kept: Room | null = null;

/** Room for groups of up to so many rows; it is kept, and the next feature works in it again. */
export function roomFor(rows: number): Room {
  if (kept === null || kept.spare.length < rows) {
    kept = {
      buckets: roomForBuckets(0, rows),
      picked: new Float64Array(rows),
      spare: new Float64Array(rows),
    };
  }
  return kept;
}

/** A bucket that is looked into, and what for. */
interface Open {
  bucket: number;
  /** Rows of either side before it. */
  kr: number;
  kc: number;
  isForArea: boolean;
}

/**
 * The distribution of values, at least one and in any order, over bins that begin at these cuts, and its distances
 * from the reference; values at these ranks only.
 */
export function measureMany(
  reference: LaidReference,
  values: Float64Array,
  cuts: readonly number[],
  ranks: readonly number[],
  room: Room,
): { distribution: Distribution; distances: Distances } {
  const { of, tally } = reference;
  const n = values.length;
  const buckets = of.buckets.n <= narrow ? room.buckets : roomForBuckets(of.buckets.n, n);
  of.count(values, buckets);
  const { open, gap, area } = bounds(reference, n);
  const places = placesOf(of, [0, ...ranks, n - 1]);
  const looked = lookInto(values, of, { ...room, buckets }, [
    ...open.map(({ bucket }) => bucket),
    ...cuts.map((cut) => bucketOf(of.buckets, cut)),
    ...places.values(),
  ]);
  const valuesAt = new Map(
    [...places].map(([rank, bucket]) => [rank, looked.valuesIn(bucket)[rank - looked.before[bucket]!]!]),
  );
  const ends = [...cuts.map((cut) => rowsBelow(looked, bucketOf(of.buckets, cut), cut)), n];
  const mean = meanOf(of, looked, n, reference.values[reference.values.length >> 1]!);
  const distribution: Distribution = {
    n,
    counts: ends.map((end, bin) => end - (ends[bin - 1] ?? 0)),
    mean,
    std: deviation(values, mean, Math.max(mean - valuesAt.get(0)!, valuesAt.get(n - 1)! - mean)),
    valueAt: (rank) => valuesAt.get(rank)!,
  };
  let [most, sum] = [gap, area];
  const nr = reference.values.length;
  for (const one of open) {
    const found = walk(
      reference.values.subarray(one.kr, one.kr + tally.rows(one.bucket)),
      looked.valuesIn(one.bucket),
      { kr: one.kr, nr, kc: one.kc, nc: n },
      of.buckets.starts.subarray(one.bucket, one.bucket + 2),
    );
    most = Math.max(most, found.most);
    if (one.isForArea) sum += found.area;
  }
  return {
    distribution,
    distances: { ks: { value: most / nr / n, error: 0 }, wasserstein: { value: sum / nr / n, error: 0 } },
  };
}

/**
 * Compares two sides bucket by bucket; gaps and areas are × rows of both. Where one distribution function stays above
 * the other throughout a bucket, the sum of its values gives the area between them; a gap can be passed within a
 * bucket only by as many rows as it has.
 */
function bounds(
  { tally, of, values }: LaidReference,
  nc: number,
): { open: Open[]; gap: number; area: number } {
  const nr = values.length;
  const { starts, n } = of.buckets;
  const mixed: (Open & { most: number })[] = [];
  let [kr, kc, gap, area] = [0, 0, 0, 0];
  for (let bucket = 0; bucket < n; bucket += 1) {
    const [r, c] = [tally.rows(bucket), of.rows(bucket)];
    const before = kc * nr - kr * nc;
    if (r === 0 && c === 0) {
      if (before !== 0) area += Math.abs(before) * (starts[bucket + 1]! - starts[bucket]!);
      continue;
    }
    const [high, low] = [before + c * nr, before - r * nc];
    const isLast = kr + r === nr && kc + c === nc;
    // Before the first row and after the last a bucket may reach to the end of all numbers.
    const isEnd = (kr === 0 && kc === 0) || isLast;
    const isForArea = isEnd || (high > 0 && low < 0) || !of.isSummed(bucket);
    if (!isForArea) {
      const [start, stop] = [starts[bucket]!, starts[bucket + 1]!];
      const inside =
        before * (stop - start) - of.sumAbout(bucket, stop) * nr + tally.sumAbout(bucket, stop) * nc;
      area += Math.abs(inside);
    }
    // A gap only grows: what cannot pass the one so far passes none.
    const most = Math.max(high, -low);
    if (isForArea || (c > 0 && r > 0 && most > gap)) mixed.push({ bucket, kr, kc, isForArea, most });
    kr += r;
    kc += c;
    gap = Math.max(gap, Math.abs(kc * nr - kr * nc));
  }
  return { open: mixed.filter(({ isForArea, most }) => isForArea || most > gap), gap, area };
}

/** The bucket of each rank. */
function placesOf(tally: Tally, ranks: readonly number[]): Map<number, number> {
  const places = new Map<number, number>();
  let [bucket, before] = [0, 0];
  for (const rank of [...ranks].sort((a, b) => a - b)) {
    while (rank >= before + tally.rows(bucket)) before += tally.rows(bucket++);
    places.set(rank, bucket);
  }
  return places;
}

interface Looked {
  /** By bucket, the rows before it. */
  before: Int32Array;
  /** The values of a bucket that was looked into, ascending. */
  valuesIn: (bucket: number) => Float64Array;
}

/** Picks the values of these buckets from among all, whose buckets the room holds, and sorts them. */
function lookInto(
  values: Float64Array,
  tally: Tally,
  { buckets, picked, spare }: Room,
  wanted: readonly number[],
): Looked {
  const { n } = tally.buckets;
  const before = new Int32Array(n + 1);
  for (let bucket = 0; bucket < n; bucket += 1) before[bucket + 1] = before[bucket]! + tally.rows(bucket);
  // Where the next value of a bucket goes among the picked; after the last one, where the bucket ends.
  const next = new Int32Array(n).fill(-1);
  const asked = [...new Set(wanted)];
  asked.reduce((at, bucket) => {
    next[bucket] = at;
    return at + tally.rows(bucket);
  }, 0);
  for (let i = 0; i < values.length; i += 1) {
    const bucket = buckets[i]!;
    const at = next[bucket]!;
    if (at < 0) continue;
    picked[at] = values[i]!;
    next[bucket] = at + 1;
  }
  const valuesIn = (bucket: number): Float64Array =>
    picked.subarray(next[bucket]! - tally.rows(bucket), next[bucket]);
  for (const bucket of asked) {
    const here = valuesIn(bucket);
    const [first] = here;
    if (here.some((value) => value !== first)) sortDoubles(here, spare);
  }
  return { before, valuesIn };
}

/** Rows of all buckets with a value below a cut, which lies in a bucket that was looked into. */
function rowsBelow({ before, valuesIn }: Looked, bucket: number, cut: number): number {
  const here = valuesIn(bucket);
  let rows = 0;
  while (rows < here.length && here[rows]! < cut) rows += 1;
  return before[bucket]! + rows;
}

/** The mean of n values, summed about one of them and in the order of buckets. */
function meanOf(tally: Tally, { valuesIn }: Looked, n: number, about: number): number {
  let sum = 0;
  for (let bucket = 0; bucket < tally.buckets.n; bucket += 1) {
    if (tally.rows(bucket) === 0) continue;
    if (tally.isSummed(bucket)) sum += tally.sumAbout(bucket, about);
    else for (const value of valuesIn(bucket)) sum += value - about;
  }
  return about + sum / n;
}

/** The largest gap and the area between two sides within a bucket, value by value; × rows of both. */
function walk(
  reference: Float64Array,
  current: Float64Array,
  { kr, nr, kc, nc }: { kr: number; nr: number; kc: number; nc: number },
  [start, stop]: Float64Array,
): { most: number; area: number } {
  let [i, j, most, area, before] = [0, 0, 0, 0, start!];
  let gap = kc * nr - kr * nc;
  while (i < reference.length || j < current.length) {
    const value =
      i === reference.length
        ? current[j]!
        : j === current.length
          ? reference[i]!
          : Math.min(reference[i]!, current[j]!);
    if (gap !== 0) area += Math.abs(gap) * (value - before);
    while (i < reference.length && reference[i] === value) i += 1;
    while (j < current.length && current[j] === value) j += 1;
    gap = (kc + j) * nr - (kr + i) * nc;
    most = Math.max(most, Math.abs(gap));
    before = value;
  }
  if (gap !== 0) area += Math.abs(gap) * (stop! - before);
  return { most, area };
}
