import { fixed } from '../evidence/format.ts';
import type { ImportanceOverTime } from '../evidence/shap/over-time.ts';
import { round } from './round.ts';
import { digitsFor } from './shap-words.ts';

/** A rank as it is written; `–` where the file does not have the feature. */
export const rankSaid = (rank: number | null): string => (rank === null ? '–' : `${rank}.`);

export interface OverTimeDrawing {
  /** The largest value, which the height of every strip stands for. */
  most: string;
  rows: { name: string; area: string; line: string; dots: string; rank: string; value: string }[];
}

/** Beyond so many moments only the ends, and points without a neighbour, are dots. */
const crowd = 12;

/** The geometry of importance over time: a line per feature in a strip of 1000 by 24, all on one scale from zero. */
export function shapOverTime({ moments, features }: ImportanceOverTime): OverTimeDrawing {
  const most = Math.max(...features.flatMap(({ mean_abs: all }) => all.map((one) => one ?? 0)));
  const digits = digitsFor(most);
  const x = (i: number): number => round((1000 * i) / (moments.length - 1));
  const y = (value: number): number => round(22 - (20 * value) / (most || 1));
  return {
    most: fixed(most, digits),
    rows: features.map(({ name, mean_abs: values, ranks }) => {
      const known = values.flatMap((value, i) => (value === null ? [] : [{ i, at: `${x(i)} ${y(value)}` }]));
      // A file without the feature leaves a gap in the line.
      const runs = known.reduce<{ i: number; at: string }[][]>((all, one) => {
        if (all.at(-1)?.at(-1)?.i === one.i - 1) all.at(-1)!.push(one);
        else all.push([one]);
        return all;
      }, []);
      const line = runs.map((run) => `M${run.map(({ at }) => at).join('L')}`).join('');
      const [was, is] = [ranks[0] ?? null, ranks.at(-1) ?? null];
      const value = values.at(-1) ?? null;
      return {
        name,
        // What a line encloses with zero: the height is the value, and a line alone does not say from where.
        area: runs
          .filter((run) => run.length > 1)
          .map(
            (run) =>
              `M${x(run[0]!.i)} ${y(0)}L${run.map(({ at }) => at).join('L')}L${x(run.at(-1)!.i)} ${y(0)}Z`,
          )
          .join(''),
        line,
        dots: known
          .filter(({ i }, k) => {
            const isAlone = known[k - 1]?.i !== i - 1 && known[k + 1]?.i !== i + 1;
            return moments.length <= crowd || isAlone || i === 0 || i === moments.length - 1;
          })
          .map(({ at }) => `M${at}h0`)
          .join(''),
        rank: was === is ? rankSaid(is) : `${rankSaid(was)} → ${rankSaid(is)}`,
        value: value === null ? '–' : fixed(value, digits),
      };
    }),
  };
}
