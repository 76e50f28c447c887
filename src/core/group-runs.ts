/**
 * Rows by key, as `Map.groupBy` gives them, for lists whose neighbours mostly belong together: the key of a row is made
 * only where it differs from the row before it. A bank has a hundred thousand readings of a few thousand series.
 * @param isSame whether two rows have the same key.
 */
export function groupRuns<T, K>(
  rows: readonly T[],
  isSame: (a: T, b: T) => boolean,
  keyOf: (row: T) => K,
): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  let run: T[] = [];
  let before: T | null = null;
  for (const row of rows) {
    if (before === null || !isSame(before, row)) {
      const key = keyOf(row);
      run = groups.get(key) ?? [];
      if (run.length === 0) groups.set(key, run);
    }
    run.push(row);
    before = row;
  }
  return groups;
}
