// The parts of a metrics file that performance is drawn from: curves, thresholds, scores by outcome, gains.
import { confusionAt, rateParts, type Confusion } from '../evidence/performance/confusion.ts';
import { costOf } from '../evidence/performance/costs.ts';
import { gains } from '../evidence/performance/gains.ts';
import { scoreHistogram } from '../evidence/performance/histogram.ts';
import { curvePoints, type CurvePoint } from '../evidence/performance/roc.ts';
import { totalsOf, type Tally } from '../evidence/performance/tally.ts';
import { thin } from '../evidence/performance/thin.ts';
import type { Metrics } from '../evidence/shapes/metrics.ts';
import type { Curve, Decision, Gains, Scores, Thresholds } from '../evidence/shapes/performance.ts';
import { isOpen } from './prediction-figures.ts';
import type { PredictionsRequest } from './predictions.ts';
import { holdBack } from './privacy.ts';
import { rounded } from './request.ts';
import { count } from '../core/words.ts';

type Asked = Pick<PredictionsRequest, 'thresholds' | 'costs' | 'minimumGroup' | 'score'>;

/** Points of a curve that are kept. */
const pointsKept = 101;
/** Bins of scores by outcome, and the ends that they may have above. */
const scoreBins = 20;
const scoreEnds = [0.05, 0.1, 0.2, 0.25, 0.5, 1];
/** Shares of rows, highest scores first, at which thresholds are tried. */
const tried = [0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.125, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

/** The ROC and the precision–recall curve, at most 101 points of each; between ends, points of small cells left out. */
export function curvesOf(tally: Tally, { minimumGroup }: Asked): Record<'roc' | 'precision_recall', Curve> {
  const { n, positives, negatives } = totalsOf(tally);
  const all = curvePoints(tally);
  const isShown = ({ tp, fp }: CurvePoint): boolean =>
    isOpen({ tp, fp, fn: positives - tp, tn: negatives - fp }, minimumGroup);
  const points = apart(thin(all, pointsKept, isShown), minimumGroup);
  const common = {
    n,
    positives,
    points_total: all.length,
    ...(minimumGroup > 1 && { minimum_group: minimumGroup }),
    threshold: points.map(({ threshold }) => threshold),
    recall: points.map(({ tp }) => rounded(tp / positives)),
  };
  return {
    roc: {
      type: 'roc',
      ...common,
      false_positive_rate: points.map(({ fp }) => rounded(fp / negatives)),
    },
    precision_recall: {
      type: 'precision-recall',
      ...common,
      precision: points.map(({ tp, fp }) => (tp + fp === 0 ? null : rounded(tp / (tp + fp)))),
    },
  };
}

/** Whether between two thresholds no outcome has some rows and fewer than the minimum. */
const isFar = (a: Positives, b: Positives, minimum: number): boolean =>
  [Math.abs(a.tp - b.tp), Math.abs(a.fp - b.fp)].every((rows) => rows === 0 || rows >= minimum);

/** Rows at or above a threshold, by outcome. */
type Positives = Pick<Confusion, 'tp' | 'fp'>;

/** Leaves out points so that between neighbours no outcome has some rows and fewer than the minimum. */
function apart(points: readonly CurvePoint[], minimum: number): CurvePoint[] {
  const [end, kept] = [points.at(-1)!, [points[0]!]];
  for (const point of points.slice(1, -1)) {
    if (isFar(kept.at(-1)!, point, minimum) && isFar(point, end, minimum)) kept.push(point);
  }
  return [...kept, end];
}

/** What thresholds do: those in use and some over the whole range; those with a small cell are left out. */
export function thresholdsOf(
  tally: Tally,
  { thresholds, costs, minimumGroup, score }: Asked,
  notes: string[],
): Pick<Metrics, 'confusion' | 'thresholds'> {
  const { n } = totalsOf(tally);
  const all = curvePoints(tally).slice(1);
  const spread = tried.flatMap((share) => {
    const found = all.find(({ tp, fp }) => tp + fp >= share * n);
    return found?.threshold == null ? [] : [found.threshold];
  });
  const asked = [...new Set([...thresholds, ...spread])].sort((a, b) => a - b);
  const found = asked.map((at) => confusionAt(tally, at));
  const open = found.filter((one) => isOpen(one, minimumGroup));
  for (const one of found) {
    if (open.includes(one) || !thresholds.includes(one.threshold)) continue;
    notes.push(
      `decisions at ${one.threshold} are held back: a cell has fewer than ${count(minimumGroup, 'row')}`,
    );
  }
  const shown = spaced(open, thresholds, minimumGroup);
  const table: Thresholds = {
    n,
    ...(thresholds.length > 0 && { in_use: [...thresholds] }),
    ...(minimumGroup > 1 && { minimum_group: minimumGroup }),
    ...(costs && { costs }),
    at: Object.fromEntries(shown.map((one) => [String(one.threshold), decisionOf(one, costs)])),
  };
  const decided = shown.filter(({ threshold }) => thresholds.includes(threshold));
  return {
    ...(decided.length > 0 && {
      confusion: Object.fromEntries(decided.map((one) => [`at_${one.threshold}`, one])),
    }),
    ...(shown.length > 0 && { thresholds: { [score]: table } }),
  };
}

/** Thresholds between any two of which no outcome has some rows and fewer than the minimum; those in use go first. */
function spaced(all: readonly Confusion[], first: readonly number[], minimum: number): Confusion[] {
  const kept: Confusion[] = [];
  const order = [...all].sort(
    (a, b) =>
      Number(first.includes(b.threshold)) - Number(first.includes(a.threshold)) || a.threshold - b.threshold,
  );
  for (const one of order) if (kept.every((other) => isFar(one, other, minimum))) kept.push(one);
  return kept.sort((a, b) => a.threshold - b.threshold);
}

function decisionOf({ threshold: _, ...cells }: Confusion, costs: Asked['costs']): Decision {
  const parts = rateParts(cells);
  const share = ([k, n]: [number, number]): number | null => (n === 0 ? null : rounded(k / n));
  return {
    ...cells,
    selection_rate: share(parts.selection_rate)!,
    recall: share(parts.recall),
    precision: share(parts.precision),
    false_positive_rate: share(parts.false_positive_rate),
    ...(costs && { cost: rounded(costOf(cells, costs)) }),
  };
}

/** Scores by outcome in twenty bins from 0 to a round number above all of them; small groups are held back. */
export function scoresOf(tally: Tally, { minimumGroup }: Asked): Scores {
  const most = tally.scores.at(-1) ?? 1;
  const end = scoreEnds.find((one) => one >= most) ?? 1;
  const { edges, positives, negatives } = scoreHistogram(tally, scoreBins, [0, end]);
  const totals = totalsOf(tally);
  return {
    n: totals.n,
    positives: totals.positives,
    edges: edges.map(rounded),
    with_outcome: holdBack(positives, minimumGroup),
    without_outcome: holdBack(negatives, minimumGroup),
  };
}

/** Gains by tenths of the rows; a tenth that would show a small group goes together with the next. */
export function gainsOf(tally: Tally, { minimumGroup }: Asked): Gains {
  const { n, positives } = totalsOf(tally);
  const rows = gains(tally, 10);
  const end = rows.at(-1)!;
  const isFar = (a: { n: number; positives: number }, b: typeof a): boolean => {
    const [with_, all] = [Math.abs(a.positives - b.positives), Math.abs(a.n - b.n)];
    return [with_, all - with_].every((some) => some === 0 || some >= minimumGroup);
  };
  const kept: typeof rows = [];
  for (const row of rows.slice(0, -1)) {
    if (isFar(kept.at(-1) ?? { n: 0, positives: 0 }, row) && isFar(row, end)) kept.push(row);
  }
  return {
    n,
    positives,
    rows: [...kept, end].map((row) => ({
      ...row,
      share: rounded(row.share),
      gain: rounded(row.gain),
      lift: rounded(row.lift),
    })),
  };
}
