/**
 * An order of points in which like ones lie side by side: complete linkage over squared Euclidean distances, found by
 * chains of nearest neighbours; of two branches the one with the lower mean of `key` comes first. Ties go to the
 * lower index, so the order is the same everywhere.
 * @param points as many coordinates each.
 * @returns the indexes of the points.
 * Source: Murtagh, A survey of recent advances in hierarchical clustering algorithms (1983), for the chains; the
 * measure is that of `shap/plots/_heatmap.py` (0.51), which orders leaves optimally instead.
 */
export function clusteredOrder(points: readonly (readonly number[])[], key: readonly number[]): number[] {
  const n = points.length;
  if (n === 0) return [];
  const distances = new Float64Array(n * n);
  for (let a = 0; a < n; a += 1) {
    for (let b = a + 1; b < n; b += 1) {
      let sum = 0;
      for (let k = 0; k < points[a]!.length; k += 1) sum += (points[a]![k]! - points[b]![k]!) ** 2;
      distances[a * n + b] = sum;
      distances[b * n + a] = sum;
    }
  }
  const members: (number[] | null)[] = points.map((_, i) => [i]);
  const sums = Array.from(key);
  const chain: number[] = [];
  for (let left = n; left > 1;) {
    if (chain.length === 0) chain.push(members.findIndex((one) => one !== null));
    const at = chain.at(-1)!;
    const before = chain.at(-2) ?? -1;
    // The one before goes first among equals, else a chain could run in a circle.
    let nearest = before;
    let least = before < 0 ? Infinity : distances[at * n + before]!;
    for (let b = 0; b < n; b += 1) {
      if (b === at || members[b] === null) continue;
      if (distances[at * n + b]! < least) {
        nearest = b;
        least = distances[at * n + b]!;
      }
    }
    if (nearest !== before) {
      chain.push(nearest);
      continue;
    }
    chain.length -= 2;
    merge(Math.min(at, nearest), Math.max(at, nearest));
    left -= 1;
  }
  return members.find((one) => one !== null)!;

  function merge(into: number, from: number): void {
    const [a, b] = [members[into]!, members[from]!];
    const isAhead = sums[into]! / a.length <= sums[from]! / b.length;
    members[into] = isAhead ? [...a, ...b] : [...b, ...a];
    members[from] = null;
    sums[into]! += sums[from]!;
    for (let c = 0; c < n; c += 1) {
      const far = Math.max(distances[into * n + c]!, distances[from * n + c]!);
      distances[into * n + c] = far;
      distances[c * n + into] = far;
    }
  }
}
