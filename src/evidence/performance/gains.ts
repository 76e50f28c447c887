import { totalsOf, type Tally } from './tally.ts';

/** What the rows with the highest scores hold, down to a score. */
export interface Gain {
  /** Lowest score that is taken. */
  threshold: number;
  /** Rows taken and, of them, those with the outcome. */
  n: number;
  positives: number;
  /** Shares of all rows and of all with the outcome. */
  share: number;
  gain: number;
  /** Gain over share: 1 is what picking by chance gives. */
  lift: number;
}

/**
 * Cumulative gains by so many equal parts of the rows, highest scores first. Rows of one score are taken together, so
 * that a part may be larger than asked; parts that ties swallow are left out. Empty without rows of the outcome.
 */
export function gains(tally: Tally, parts: number): Gain[] {
  const { n, positives } = totalsOf(tally);
  if (positives === 0) return [];
  const found: Gain[] = [];
  let [taken, hits, part] = [0, 0, 1];
  for (let i = tally.scores.length - 1; i >= 0; i -= 1) {
    hits += tally.positives[i]!;
    taken += tally.positives[i]! + tally.negatives[i]!;
    if (taken * parts < n * part) continue;
    part = Math.floor((taken * parts) / n) + 1;
    const [share, gain] = [taken / n, hits / positives];
    found.push({ threshold: tally.scores[i]!, n: taken, positives: hits, share, gain, lift: gain / share });
  }
  return found;
}
