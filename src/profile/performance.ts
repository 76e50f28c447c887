// Of scores with outcomes: how well they rank, how far they are off, and whether they mean what they say.
import { wilson } from '../evidence/drift/missing-rate.ts';
import { numbersOf, type Answer } from './engine.ts';
import { rounded } from './request.ts';
import { holdBack } from './privacy.ts';
import { scoreBits } from './sql/scores.ts';

/** A figure of one group; `null` where it is not defined or held back. */
export interface Figure {
  value: number | null;
  lower: number | null;
  upper: number | null;
}

export interface Performance {
  n: number;
  figures: Record<FigureName, Figure>;
  calibration: {
    n: (number | null)[];
    predicted: (number | null)[];
    observed: (number | null)[];
  };
}

/** The figures of performance that a profile of predictions holds. */
export const figureNames = ['auc', 'brier', 'ks_separation', 'observed_to_expected', 'ece'] as const;
export type FigureName = (typeof figureNames)[number];

/** What the figures are called among metrics, with their unit and how their intervals are made. */
export const figureKinds: Record<FigureName, { type: string; unit: string; ci_method?: string }> = {
  auc: { type: 'roc_auc', unit: 'share', ci_method: 'delong' },
  brier: { type: 'brier', unit: 'squared error' },
  ks_separation: { type: 'ks_separation', unit: 'share' },
  observed_to_expected: {
    type: 'observed_to_expected',
    unit: 'ratio',
    ci_method: 'wilson of the observed rate, the expected rate taken as given',
  },
  ece: { type: 'expected_calibration_error', unit: 'share' },
};

/** Inner edges of ten bins of one width, as NumPy's linspace has them. */
export const calibrationEdges = Array.from({ length: 9 }, (_, i) => (i + 1) * 0.1);

const z = 1.959963984540054;
const alone = (value: number | null): Figure => ({ value, lower: null, upper: null });

/**
 * Performance per group from the answers to `performanceSql` and `calibrationSql`. Held back with fewer rows than
 * the minimum, or with some but fewer positives or negatives than it: a rate and n would tell who they are.
 */
export function performanceOf(sums: Answer, bins: Answer, minimum: number): Map<number, Performance> {
  const byGroup = Map.groupBy(
    numbersOf(bins, 'b').map((b, row) => ({ b, row })),
    ({ b }) => b,
  );
  const column = (answer: Answer, name: string): number[] => numbersOf(answer, name);
  return new Map(
    column(sums, 'b').map((b, row) => {
      const at = (name: string): number => column(sums, name)[row]!;
      const [positives, negatives] = [at('positives'), at('negatives')];
      const n = positives + negatives;
      const isHidden =
        n < minimum || (positives > 0 && positives < minimum) || (negatives > 0 && negatives < minimum);
      const counts = new Array<number>(10).fill(0);
      const hits = new Array<number>(10).fill(0);
      const scores = new Array<number>(10).fill(0);
      for (const { row: at } of byGroup.get(b) ?? []) {
        const bin = column(bins, 'bin')[at]!;
        counts[bin] = column(bins, 'n')[at]!;
        hits[bin] = column(bins, 'positives')[at]!;
        scores[bin] = column(bins, 'scores')[at]! / 2 ** scoreBits;
      }
      const shown = isHidden ? counts.map(() => null) : holdBack(counts, minimum);
      const mean = (of: readonly number[]): (number | null)[] =>
        shown.map((one, bin) => (one === null || one === 0 ? null : rounded(of[bin]! / one)));
      const expected = at('scores') / 2 ** scoreBits;
      const ece = counts.reduce((sum, _, bin) => sum + Math.abs(hits[bin]! - scores[bin]!), 0) / n;
      const figures: Performance['figures'] = {
        auc: areaOf(at),
        brier: alone(at('errors') / 2 ** scoreBits / n),
        ks_separation: alone(positives === 0 || negatives === 0 ? null : at('d') / positives / negatives),
        observed_to_expected: ratioOf(positives, n, expected),
        ece: alone(ece),
      };
      const hidden = alone(null);
      return [
        b,
        {
          n,
          figures: isHidden
            ? { auc: hidden, brier: hidden, ks_separation: hidden, observed_to_expected: hidden, ece: hidden }
            : figures,
          calibration: { n: shown, predicted: mean(scores), observed: mean(hits) },
        },
      ];
    }),
  );
}

/** AUC with DeLong's 95 % interval; without an interval for a single row of a class. */
function areaOf(at: (name: string) => number): Figure {
  const [positives, negatives] = [at('positives'), at('negatives')];
  if (positives === 0 || negatives === 0) return alone(null);
  const value = at('u') / 2 / positives / negatives;
  if (positives === 1 || negatives === 1) return alone(value);
  const s10 = at('v10') / positives / (positives - 1) / (4 * negatives * negatives);
  const s01 = at('v01') / negatives / (negatives - 1) / (4 * positives * positives);
  const half = z * Math.sqrt(s10 / positives + s01 / negatives);
  return { value, lower: Math.max(0, value - half), upper: Math.min(1, value + half) };
}

/** Observed positives to the sum of scores; `null` when nothing was expected. */
function ratioOf(positives: number, n: number, expected: number): Figure {
  if (expected <= 0) return alone(null);
  const { lower, upper } = wilson(positives, n);
  return { value: positives / expected, lower: (lower * n) / expected, upper: (upper * n) / expected };
}
