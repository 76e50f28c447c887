import type { Values } from './contributions.ts';

/** Contributions of one feature in bins, in the shape of `casebook/shap@1`. */
export interface Density {
  edges: number[];
  counts: number[];
  mean_value?: (number | null)[];
}

/** Bins at most; and fewest rows that a bin may speak of, so that no bin speaks of one person. */
const most = 60;
export const fewest = 10;

/**
 * Bins the contributions of a feature: equal widths between round edges, and neighbours joined until a bin holds no row
 * or at least ten. Round edges keep back the extremes, which are somebody's. The mean value of a bin is that of its
 * numbers, when there are ten; a feature with texts has none.
 */
export function densityOf(phi: Float64Array, values: Values | null): Density {
  let [low, high] = [Infinity, -Infinity];
  for (const value of phi) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const width = roundWidth(
    Math.max(high - low, Math.max(Math.abs(low), Math.abs(high)) * 1e-6, 1e-12) / most,
  );
  const start = Math.floor(low / width);
  const bins = Math.floor(high / width) - start + 1;
  const counts = new Array<number>(bins).fill(0);
  const sums = new Float64Array(bins);
  const known = new Uint32Array(bins);
  const numbers = values instanceof Float64Array ? values : null;
  for (let row = 0; row < phi.length; row++) {
    const bin = Math.min(bins - 1, Math.max(0, Math.floor(phi[row]! / width) - start));
    counts[bin]! += 1;
    const value = numbers?.[row] ?? NaN;
    if (Number.isNaN(value)) continue;
    sums[bin]! += value;
    known[bin]! += 1;
  }
  const spans = joined(counts);
  const over = (list: ArrayLike<number>, [from, to]: Span): number => {
    let sum = 0;
    for (let bin = from; bin < to; bin++) sum += list[bin]!;
    return sum;
  };
  return {
    edges: [...spans.map(([from]) => edge(start + from, width)), edge(start + bins, width)],
    counts: spans.map((span) => over(counts, span)),
    ...(numbers && {
      mean_value: spans.map((span) => {
        const n = over(known, span);
        return n < fewest ? null : Number((over(sums, span) / n).toPrecision(6));
      }),
    }),
  };
}

type Span = [from: number, to: number];

/** Runs of bins that hold no row or at least ten, from left to right; what is left over joins the one before. */
function joined(counts: readonly number[]): Span[] {
  const spans: Span[] = [];
  let [from, held] = [0, 0];
  const isEmpty = ([a, b]: Span): boolean => counts.slice(a, b).every((count) => count === 0);
  counts.forEach((count, bin) => {
    held += count;
    if (held > 0 && held < fewest) return;
    spans.push([from, bin + 1]);
    [from, held] = [bin + 1, 0];
  });
  if (held === 0) return spans;
  // Empty bins between are taken along: the rows have to belong to somebody.
  while (spans.length > 0 && isEmpty(spans.at(-1)!)) from = spans.pop()![0];
  if (spans.length > 0) from = spans.pop()![0];
  spans.push([from, counts.length]);
  return spans;
}

/** The next width of 1, 2 or 5 times a power of ten. */
function roundWidth(width: number): number {
  const power = 10 ** Math.floor(Math.log10(width));
  const step = [1, 2, 5, 10].find((one) => one * power >= width * (1 - 1e-9)) ?? 10;
  return step * power;
}

const edge = (at: number, width: number): number => Number((at * width).toPrecision(12));
