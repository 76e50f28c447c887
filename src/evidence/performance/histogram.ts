import type { Tally } from './tally.ts';

/** Rows per bin of the score, by outcome. */
export interface ScoreHistogram {
  /** Ends of the bins, one more than counts. */
  edges: number[];
  positives: number[];
  negatives: number[];
}

/**
 * Scores by outcome in bins of one width between two ends; a score on an inner edge belongs to the bin above.
 * @throws {RangeError} for a score outside the ends.
 */
export function scoreHistogram(
  tally: Tally,
  bins: number,
  [low, high]: readonly [number, number],
): ScoreHistogram {
  const edges = Array.from({ length: bins + 1 }, (_, k) =>
    k === bins ? high : low + ((high - low) * k) / bins,
  );
  const found = {
    edges,
    positives: new Array<number>(bins).fill(0),
    negatives: new Array<number>(bins).fill(0),
  };
  let bin = 0;
  tally.scores.forEach((score, i) => {
    if (score < low || score > high) throw new RangeError(`the score ${score} is outside ${low} to ${high}`);
    while (bin < bins - 1 && score >= edges[bin + 1]!) bin += 1;
    found.positives[bin]! += tally.positives[i]!;
    found.negatives[bin]! += tally.negatives[i]!;
  });
  return found;
}
