import type { Tally } from '../../../src/evidence/performance/tally.ts';

/** Rows held in memory, counted by their score: what the engine gives the statistics. */
export function tallyOf(scores: readonly number[], outcomes: readonly number[]): Tally {
  const distinct = [...new Set(scores)].sort((a, b) => a - b);
  const rowsOf = (outcome: number): number[] =>
    distinct.map((score) => scores.filter((one, row) => one === score && outcomes[row] === outcome).length);
  return { scores: distinct, positives: rowsOf(1), negatives: rowsOf(0) };
}
