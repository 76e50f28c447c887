import { distance } from 'fastest-levenshtein';
import { compareText } from './compare.ts';

/**
 * The candidate a writer probably meant, or `null` when none is near: at most a third of the letters differ
 * (case ignored), the nearest first, then alphabetical.
 */
export function suggest(word: string, candidates: Iterable<string>): string | null {
  const lower = word.toLowerCase();
  let best: { candidate: string; cost: number } | null = null;
  for (const candidate of candidates) {
    if (candidate === word) continue;
    const most = Math.max(1, Math.floor(Math.max(word.length, candidate.length) / 3));
    // Words of very different length need no comparing: that alone is more letters than may differ.
    if (Math.abs(word.length - candidate.length) > most) continue;
    const cost = costOf(lower, candidate.toLowerCase());
    // Of signs of one letter each is as far from any other, and none is near.
    if (cost > most || cost >= Math.max(word.length, candidate.length)) continue;
    if (!best || cost < best.cost || (cost === best.cost && compareText(candidate, best.candidate) < 0)) {
      best = { candidate, cost };
    }
  }
  return best?.candidate ?? null;
}

/** Letters to change; letters merely swapped (`titel` for `title`) count as one. */
const costOf = (a: string, b: string): number =>
  a !== b && a.length === b.length && [...a].sort().join('') === [...b].sort().join('') ? 1 : distance(a, b);

/** The fix text for a misspelt word, or `undefined` when nothing is near. */
export function didYouMean(word: string, candidates: Iterable<string>): string | undefined {
  const near = suggest(word, candidates);
  return near === null ? undefined : `did you mean \`${near}\`?`;
}
