import { whole } from '../../evidence/format.ts';

/** Most rows that are kept to be drawn, and most contributions in them: a page and its data stay light. */
const mostRows = 5_000;
const mostContributions = 100_000;

/** How many rows are kept of `n` rows of `width` features. */
export const rowsKept = (n: number, width: number): number =>
  Math.min(n, mostRows, Math.max(1, Math.floor(mostContributions / width)));

/**
 * Which `m` of `n` rows are kept: those whose row number has the smallest hash, in the order of the file. It is the
 * same choice on every machine, and no rhythm of the file (sorted, by batch) can agree with it.
 */
export function sampleRows(n: number, m: number): number[] {
  if (m >= n) return Array.from({ length: n }, (_, row) => row);
  const hash = Uint32Array.from({ length: n }, (_, row) => mix(row));
  const order = Uint32Array.from({ length: n }, (_, row) => row).sort((a, b) => hash[a]! - hash[b]! || a - b);
  return [...order.subarray(0, m)].sort((a, b) => a - b);
}

/** Spreads a number over 32 bits. Source: MurmurHash3, the 32-bit finaliser (fmix32). */
function mix(row: number): number {
  let h = row + 0x9e3779b9;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** How rows were chosen, in words. */
export const samplingInWords = (m: number, n: number): string =>
  `${whole(m)} of ${whole(n)} rows: those whose row number has the smallest hash`;
