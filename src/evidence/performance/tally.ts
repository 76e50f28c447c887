/**
 * Rows counted by distinct score, ascending: all that ranking, calibration and thresholds need, whatever the number
 * of rows. The three lists have one length; `positives` are rows with the outcome, `negatives` those without.
 */
export interface Tally {
  scores: readonly number[];
  positives: readonly number[];
  negatives: readonly number[];
}

/**
 * Counts rows by their score.
 * @throws {RangeError} when the lists differ in length, a score is not finite or an outcome is neither 0 nor 1.
 */
export function tallyOf(scores: readonly number[], outcomes: readonly number[]): Tally {
  if (scores.length !== outcomes.length) {
    throw new RangeError(`${scores.length} scores and ${outcomes.length} outcomes`);
  }
  const found = new Map<number, [number, number]>();
  scores.forEach((score, row) => {
    const outcome = outcomes[row]!;
    if (!Number.isFinite(score)) throw new RangeError(`row ${row}: the score is ${score}`);
    if (outcome !== 0 && outcome !== 1) throw new RangeError(`row ${row}: the outcome is ${outcome}`);
    const counts = found.get(score) ?? [0, 0];
    counts[outcome] = counts[outcome]! + 1;
    found.set(score, counts);
  });
  const sorted = [...found].sort(([a], [b]) => a - b);
  return {
    scores: sorted.map(([score]) => score),
    positives: sorted.map(([, [, positives]]) => positives),
    negatives: sorted.map(([, [negatives]]) => negatives),
  };
}

/** Rows with and without the outcome. */
export function totalsOf({ positives, negatives }: Tally): {
  positives: number;
  negatives: number;
  n: number;
} {
  const sum = (list: readonly number[]): number => list.reduce((total, one) => total + one, 0);
  const [with_, without] = [sum(positives), sum(negatives)];
  return { positives: with_, negatives: without, n: with_ + without };
}
