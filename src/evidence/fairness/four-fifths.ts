import { compareText } from '../../core/compare.ts';
import { wilson, type Difference } from '../drift/missing-rate.ts';
import { againstComparison, type RatedGroup } from './disparity.ts';
import { shareOf } from './group.ts';
import type { Rate } from './rates.ts';

/** Whether being selected is good for a person (an offer) or bad (an alert, a refusal). */
export const selectionMeanings = ['benefit', 'burden'] as const;
export type SelectionMeaning = (typeof selectionMeanings)[number];

/** A group below this share of all rows is not judged by the rule alone. Source: EEOC Questions and Answers (1979). */
const smallShare = 0.02;

/** One group against the group with the highest favourable rate. */
export interface FourFifthsRow {
  group: string;
  favourable: Rate;
  /** Share of all rows, 0 to 1; null where rows are not counted. */
  share: number | null;
  /** Favourable rate over the highest; null where not defined. */
  ratio: number | null;
  /** Whether the ratio is four fifths or more; null where not defined, and where nobody says of how many rows. */
  holds: boolean | null;
  /** Favourable rate less the highest with its 95 % interval: what chance alone may explain. */
  difference: Difference | null;
  small: boolean;
}

export interface FourFifths {
  /** The group with the highest favourable rate and its share of all rows; null where no rate is defined. */
  highest: { group: string; rate: number; share: number | null; small: boolean } | null;
  rows: readonly FourFifthsRow[];
}

/**
 * The four-fifths rule: each group's favourable rate against that of the group with the highest rate, which need not
 * be the largest one. It is a screen, not a test; the interval of the difference and the shares stand beside it.
 * Source: 29 CFR 1607.4(D).
 * @param total rows of all groups.
 */
export function fourFifths(
  groups: readonly (RatedGroup & { n: number | null })[],
  meaning: SelectionMeaning,
  total: number | null = groups.reduce<number | null>(
    (sum, { n }) => (sum === null || n === null ? null : sum + n),
    0,
  ),
): FourFifths {
  const rows = groups.map(({ name, n, rates }) => ({
    group: name,
    favourable: meaning === 'benefit' ? rates.selection_rate : complement(rates.selection_rate),
    share: shareOf(n, total),
  }));
  const [top] = rows
    .filter(({ favourable }) => favourable.value !== null)
    .sort((a, b) => b.favourable.value! - a.favourable.value! || compareText(a.group, b.group));
  if (top === undefined) {
    const none = { ratio: null, holds: null, difference: null };
    return { highest: null, rows: rows.map((row) => ({ ...row, ...none, small: isSmall(row.share) })) };
  }
  const rate = top.favourable.value!;
  return {
    highest: { group: top.group, rate, share: top.share, small: isSmall(top.share) },
    rows: rows.map((row) => {
      const { value } = row.favourable;
      const isDefined = value !== null && rate > 0;
      return {
        ...row,
        ratio: isDefined ? value / rate : null,
        holds:
          isDefined && isCounted(row.favourable, top.favourable)
            ? isFourFifths(row.favourable, top.favourable)
            : null,
        difference: row.group === top.group ? null : againstComparison(row.favourable, top.favourable),
        small: isSmall(row.share),
      };
    }),
  };
}

const isSmall = (share: number | null): boolean => share !== null && share < smallShare;

const isCounted = (...rates: Rate[]): boolean => rates.every(({ n }) => n !== null);

/** Compares counts where they are known: 24 of 100 is four fifths of 30 of 100, and 0.24 / 0.3 in doubles is less. */
function isFourFifths(rate: Rate, top: Rate): boolean {
  if (rate.k !== null && rate.n !== null && top.k !== null && top.n !== null) {
    return 5 * rate.k * top.n >= 4 * top.k * rate.n;
  }
  return rate.value! / top.value! >= 0.8 - 1e-12;
}

function complement(rate: Rate): Rate {
  if (rate.value === null) return rate;
  if (rate.k !== null && rate.n !== null) {
    const k = rate.n - rate.k;
    return { value: k / rate.n, k, n: rate.n, ...wilson(k, rate.n), why: null };
  }
  return {
    ...rate,
    value: 1 - rate.value,
    lower: rate.upper === null ? null : 1 - rate.upper,
    upper: rate.lower === null ? null : 1 - rate.lower,
  };
}
