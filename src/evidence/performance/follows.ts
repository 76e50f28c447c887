// Figures of curves, thresholds and gains that follow from counts beside them.
import type { Path } from '../../core/place.ts';
import { countsFor, type Impossible } from '../counts.ts';
import { slackAmong } from '../rounding.ts';
import type { Curve, Gains, Thresholds } from '../shapes/performance.ts';
import { count } from '../../core/words.ts';

/** Points of a curve that no count of rows gives. */
export function pointsOf(
  { n, positives, recall, false_positive_rate: fpr, precision }: Curve,
  path: Path,
): Impossible[] {
  const no = (name: string, i: number, value: number, whole: number): Impossible => ({
    path: [...path, name, i],
    message: `is ${value}, and no count of ${count(whole, 'row')} gives that share`,
    beside: { path: [...path, name === 'recall' ? 'positives' : 'n'], message: 'the rows' },
  });
  const shares = (name: string, list: readonly number[] | undefined, whole: number): Impossible[] =>
    whole === 0
      ? []
      : (list ?? []).flatMap((value, i) =>
          countsFor(value, whole, slackAmong(value)) === null ? [no(name, i, value, whole)] : [],
        );
  return [
    ...shares('recall', recall, positives),
    ...shares('false_positive_rate', fpr, n - positives),
    ...(precision ?? []).flatMap((value, i): Impossible[] => {
      const hits = recall[i] === undefined ? 0 : Math.round(recall[i] * positives);
      if (value === null || value === 0 || hits === 0) return [];
      const chosen = Math.round(hits / value);
      // A precision of few digits is that of several counts.
      if (Math.abs(hits / chosen - value) <= slackAmong(value) + 1e-9 || chosen > n) return [];
      return [
        {
          path: [...path, 'precision', i],
          message: `is ${value}, and ${hits} hits are that share of no count of rows`,
          beside: { path: [...path, 'recall', i], message: 'the recall at this point' },
        },
      ];
    }),
  ];
}

/** Rates of a threshold that are other than its cells make them, to the digits they are written with. */
export const ratesOf = ({ at }: Thresholds, path: Path): Impossible[] =>
  Object.entries(at).flatMap(([threshold, row]) => {
    const { tp, fp, tn, fn } = row;
    const made = {
      selection_rate: [tp + fp, tp + fp + tn + fn],
      recall: [tp, tp + fn],
      precision: [tp, tp + fp],
      false_positive_rate: [fp, fp + tn],
    } as const;
    return Object.entries(made).flatMap(([name, [part, whole]]): Impossible[] => {
      const said = row[name as keyof typeof made];
      if (said === null || whole === 0 || Math.abs(said - part / whole) <= slackAmong(said) + 1e-9) return [];
      return [
        {
          path: [...path, 'at', threshold, name],
          message: `is ${said}, and the cells make ${part / whole}`,
          beside: { path: [...path, 'at', threshold], message: 'the cells' },
        },
      ];
    });
  });

/** Gains that are other than their counts make them, to the digits they are written with. */
export const sharesOf = ({ n, positives, rows }: Gains, path: Path): Impossible[] =>
  rows.flatMap((row, i) => {
    const made = {
      share: row.n / n,
      gain: row.positives / positives,
      lift: (row.positives * n) / (positives * row.n),
    };
    return (['share', 'gain', 'lift'] as const).flatMap((name): Impossible[] =>
      !Number.isFinite(made[name]) || Math.abs(row[name] - made[name]) <= slackAmong(row[name]) + 1e-9
        ? []
        : [
            {
              path: [...path, 'rows', i, name],
              message: `is ${row[name]}, and the counts make ${made[name]}`,
              beside: { path: [...path, 'rows', i, 'positives'], message: 'the counts' },
            },
          ],
    );
  });
