import { fixed, whole, counted } from '../evidence/format.ts';
import type { Curve, Decision } from '../evidence/shapes/performance.ts';
import type { Metric } from '../evidence/shapes/metrics.ts';
import { bothSizes, shareText, spread, thresholdText, type PerformanceFigure } from './performance-figure.ts';
import { dotPath, hitAt, plotFrame, polyline, type PlotDrawing, type PlotSize } from './plot.ts';

/** A threshold that decides, with what it does. */
export interface InUse {
  threshold: number;
  row: Decision;
}

/** The ROC curve, with chance as a diagonal and the thresholds in use as marks. */
export function rocFigure(curve: Curve, auc: Metric | undefined, inUse: readonly InUse[]): PerformanceFigure {
  const across = curve.false_positive_rate ?? [];
  const points = curve.recall.map((recall, at) => [across[at]!, recall] as const);
  const draw = (size: PlotSize): PlotDrawing => {
    const { drawing, x, y } = plotFrame(
      size,
      { from: 0, to: 1, measure: 'false positive rate', isShare: true },
      { from: 0, to: 1, measure: 'recall', isShare: true },
    );
    drawing.paths.push(
      {
        class: 'chance',
        path: polyline([
          [x(0), y(0)],
          [x(1), y(1)],
        ]),
      },
      { class: 'line', path: polyline(points.map(([fpr, recall]) => [x(fpr), y(recall)])) },
    );
    drawing.labels.push({
      class: 'lab mut',
      label: { x: x(0.62), y: y(0.52), text: 'chance', anchor: 'start' },
    });
    mark(drawing, inUse, ({ row }) => [x(row.false_positive_rate ?? 0), y(row.recall ?? 0)]);
    return drawing;
  };
  const interval =
    auc?.ci_lower === undefined || auc.ci_upper === undefined
      ? ''
      : ` (${fixed(auc.ci_lower, 3)} to ${fixed(auc.ci_upper, 3)})`;
  const finding =
    auc?.value == null
      ? 'How recall is bought with false positives'
      : `The score ranks ${shareText(auc.value)} of pairs rightly: AUC ${fixed(auc.value, 3)}${interval}`;
  return {
    finding: [finding],
    sub: `ROC curve over ${counted(curve.n, 'row')}, ${whole(curve.positives)} with the outcome; ${kept(curve)}.${methodOf(auc)}`,
    alt: `${finding}. ${inUse.map((one) => `At ${one.threshold} recall is ${shareText(one.row.recall)} and the false positive rate ${shareText(one.row.false_positive_rate)}.`).join(' ')}`,
    ...bothSizes(draw),
    table: curveTable(curve, 'False positive rate', across),
  };
}

/** Marks the thresholds that decide on a curve. */
export function mark(
  drawing: PlotDrawing,
  inUse: readonly InUse[],
  place: (one: InUse) => [number, number],
  /** Where the name stands beside its mark: under a curve that rises, over one that falls. */
  side: 'under' | 'over' = 'under',
): void {
  const places = inUse.map(place);
  if (places.length > 0) drawing.paths.push({ class: 'dots full', path: dotPath(places) });
  inUse.forEach((one, at) => {
    const [px, py] = places[at]!;
    const isLeft = px < drawing.width * 0.7;
    drawing.labels.push({
      class: 'lab',
      label: {
        x: px + (isLeft ? 10 : -10),
        y: py + (side === 'under' ? 18 : -10),
        text: `from ${thresholdText(one.threshold)}`,
        anchor: isLeft ? 'start' : 'end',
      },
    });
    drawing.hits.push(
      hitAt(
        px,
        py,
        `From ${one.threshold}: recall ${shareText(one.row.recall)}, precision ${shareText(one.row.precision)}, false positive rate ${shareText(one.row.false_positive_rate)}`,
      ),
    );
  });
}

/** How many of a curve's points are kept. */
export const kept = ({ threshold, points_total, minimum_group }: Curve): string => {
  const some = `${whole(threshold.length)} of its ${whole(points_total)} points kept, none moved`;
  return minimum_group === undefined
    ? some
    : `${some}, none with a group of fewer than ${counted(minimum_group, 'row')}`;
};

const methodOf = (auc: Metric | undefined): string =>
  auc?.ci_method === undefined
    ? ''
    : ` Interval ${auc.ci_level === undefined ? 'of a level not stated' : shareText(auc.ci_level, 0)}, ${auc.ci_method}.`;

/** Some points of a curve as a table. */
export function curveTable(
  curve: Curve,
  name: string,
  values: readonly (number | null)[],
): PerformanceFigure['table'] {
  const places = spread([...curve.threshold.keys()], 21);
  return {
    summary: `Table of ${places.length} of ${counted(curve.threshold.length, 'point')}`,
    head: ['From score', 'Recall', name],
    rows: places.map((at) => [
      thresholdText(curve.threshold[at]!),
      shareText(curve.recall[at]),
      shareText(values[at]),
    ]),
  };
}
