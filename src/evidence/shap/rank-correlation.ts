/**
 * Ranks from 1, smallest first; equal values share the mean of the ranks they take up.
 */
export function averageRanks(values: readonly number[]): number[] {
  const order = values.map((_, at) => at).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Array<number>(values.length);
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    for (const at of order.slice(from, to)) ranks[at] = (from + 1 + to) / 2;
    from = to;
  }
  return ranks;
}

/**
 * Spearman's rank correlation, −1 to 1: the correlation of average ranks; `null` below two pairs or where one side
 * does not vary. Source: Spearman 1904; `scipy.stats.spearmanr`.
 * @throws RangeError when the lists differ in length
 */
export function spearman(x: readonly number[], y: readonly number[]): number | null {
  assertPairs(x, y);
  const [a, b] = [averageRanks(x), averageRanks(y)];
  const middle = (x.length + 1) / 2;
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [da, db] = [a[i]! - middle, b[i]! - middle];
    ab += da * db;
    aa += da * da;
    bb += db * db;
  }
  return aa === 0 || bb === 0 ? null : ab / Math.sqrt(aa * bb);
}

/**
 * Kendall's τ-b, −1 to 1, corrected for ties; `null` below two pairs or where one side does not vary. Compares every
 * pair, for lists of features. Source: Kendall 1945; `scipy.stats.kendalltau`.
 * @throws RangeError when the lists differ in length
 */
export function kendallTauB(x: readonly number[], y: readonly number[]): number | null {
  assertPairs(x, y);
  let [difference, untiedX, untiedY] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < i; j++) {
      const [dx, dy] = [Math.sign(x[i]! - x[j]!), Math.sign(y[i]! - y[j]!)];
      difference += dx * dy;
      untiedX += Math.abs(dx);
      untiedY += Math.abs(dy);
    }
  }
  return untiedX === 0 || untiedY === 0 ? null : difference / Math.sqrt(untiedX * untiedY);
}

function assertPairs(x: readonly number[], y: readonly number[]): void {
  if (x.length !== y.length) throw new RangeError(`${x.length} values cannot be paired with ${y.length}`);
}
