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

/**
 * Which cells of a table are held back, where every line of it (a row, a column, or the whole) has totals that are
 * known: those with a group below the minimum, and as many more on each of their lines as it takes for none to come
 * out by subtraction, by the rule of `holdBack`.
 * @param cells the groups of each cell, such as its rows with and without the outcome.
 * @param lines places of the cells that share a total.
 */
export function heldBackCells(
  cells: readonly (readonly number[])[],
  lines: readonly (readonly number[])[],
  minimum: number,
): Set<number> {
  const isSmall = (group: number): boolean => group > 0 && group < minimum;
  const hidden = new Set(cells.flatMap((groups, at) => (groups.some(isSmall) ? [at] : [])));
  const groupsOf = cells[0]?.length ?? 0;
  for (let before = -1; before !== hidden.size;) {
    before = hidden.size;
    for (const line of lines) {
      for (let group = 0; group < groupsOf; group += 1) {
        const held = (): number[] => line.filter((at) => hidden.has(at));
        const [first] = held();
        if (first === undefined || held().every((at) => cells[at]![group] === 0)) continue;
        const near = line
          .filter((at) => !hidden.has(at) && cells[at]![group]! > 0)
          .sort((a, b) => Math.abs(a - first) - Math.abs(b - first) || a - b);
        const isSafe = (): boolean =>
          held().length >= 2 && held().reduce((sum, at) => sum + cells[at]![group]!, 0) >= 2 * minimum - 1;
        while (!isSafe() && near.length > 0) hidden.add(near.shift()!);
      }
    }
  }
  return hidden;
}
