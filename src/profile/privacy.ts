/**
 * Rows per bin with small groups held back as `null`. A group is small with fewer rows than the minimum, but some.
 *
 * The total n is known, so what is held back could come out by subtraction. Therefore more bins are held back beside
 * a small one until at least two are and together they have 2·minimum − 1 rows: then each small one may have any
 * count from 1 to minimum − 1 as far as the sum tells. Which bins go along is chosen by place, the nearest with
 * rows, the lower one first, and not by size: a rule by size would bound the counts again. Where no bins with rows
 * are left, all are held back. A bin without rows has nobody in it and is shown.
 * Source: complementary suppression, Hundepool et al., Statistical Disclosure Control (2012), chapter 4.
 */
export function holdBack(counts: readonly number[], minimum: number): (number | null)[] {
  const hidden = new Set(counts.flatMap((one, bin) => (one > 0 && one < minimum ? [bin] : [])));
  const [first] = hidden;
  if (first === undefined) return [...counts];
  const sum = (): number => [...hidden].reduce((total, bin) => total + counts[bin]!, 0);
  const near = counts
    .flatMap((one, bin) => (one > 0 && !hidden.has(bin) ? [bin] : []))
    .sort((a, b) => Math.abs(a - first) - Math.abs(b - first) || a - b);
  while (hidden.size < 2 || sum() < 2 * minimum - 1) {
    const next = near.shift();
    if (next === undefined) return counts.map(() => null);
    hidden.add(next);
  }
  return counts.map((one, bin) => (hidden.has(bin) ? null : one));
}

/** Whether a quantile at p of n values has enough rows beyond it on both sides to single nobody out. */
export const isCarried = (p: number, n: number, minimum: number): boolean =>
  minimum <= 1 || (n * p >= minimum && n * (1 - p) >= minimum);
