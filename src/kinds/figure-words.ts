// What stands after a figure that is read from evidence: its interval, and what it is compared with.
import type { Evidence } from '../core/records.ts';
import { differenceOf } from '../evidence/baseline.ts';
import { besideHeld, type Held } from '../evidence/claims.ts';
import { intervalName } from '../evidence/format.ts';

/** How a figure and a difference are written where it stands. */
export interface FigureWriter {
  figure: (value: number) => string;
  difference: (value: number) => string;
}

/** A figure compared with another: `+0.012 against 0.831`, and the evidence of the other; `null` where it leads nowhere. */
export interface Against {
  text: string;
  evidence: Evidence | null;
}

/** `95 % interval 0.831 to 0.853`; `null` where no interval stands beside the value in its file. */
export function intervalWords(held: Held, { figure }: FigureWriter): string | null {
  const [lower, upper] = [besideHeld(held, 'ci_lower'), besideHeld(held, 'ci_upper')];
  if (lower === null || upper === null) return null;
  return `${intervalName(besideHeld(held, 'ci_level'))} ${figure(lower)} to ${figure(upper)}`;
}

/**
 * The difference of a figure to its baseline, with its sign.
 * @param named the baseline as written, for one that leads nowhere or is of something else.
 */
export function againstWords(held: Held, baseline: Held, named: string, write: FigureWriter): Against {
  const difference = differenceOf(held, baseline);
  if (difference === null || typeof baseline.value !== 'number')
    return { text: `nothing to compare with at ${named}`, evidence: null };
  return {
    text: `${write.difference(difference)} against ${write.figure(baseline.value)}`,
    evidence: baseline.evidence,
  };
}
