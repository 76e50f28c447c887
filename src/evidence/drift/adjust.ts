/** How p-values are adjusted when many are looked at together. */
export const corrections = ['bonferroni', 'benjamini-hochberg', 'none'] as const;
export type Correction = (typeof corrections)[number];

/**
 * Bonferroni's adjusted p-values, min(1, m·p): the chance of a single false alarm among m tests stays under the
 * limit, however the tests depend on one another.
 * Source: Dunn, JASA 56 (1961).
 */
export const bonferroni = (p: readonly number[]): number[] => p.map((one) => Math.min(1, one * p.length));

/**
 * Benjamini and Hochberg's adjusted p-values: with p ascending, the least of m·p ÷ rank from each on. The expected
 * share of false alarms among all alarms stays under the limit when tests are independent or positively dependent.
 * Source: Benjamini and Hochberg, J. R. Statist. Soc. B 57 (1995); adjusted form of Yekutieli and Benjamini (1999).
 */
export function benjaminiHochberg(p: readonly number[]): number[] {
  const ascending = p.map((_, i) => i).sort((a, b) => p[a]! - p[b]!);
  const adjusted = new Array<number>(p.length);
  let least = 1;
  for (let rank = p.length; rank >= 1; rank -= 1) {
    const at = ascending[rank - 1]!;
    // The factor first: it is never below one, so no adjusted p falls below its own by rounding.
    least = Math.min(least, p[at]! * (p.length / rank));
    adjusted[at] = least;
  }
  return adjusted;
}
