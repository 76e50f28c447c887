import { fixed, counted } from '../evidence/format.ts';
import type { Metric } from '../evidence/shapes/metrics.ts';
import type { Curve } from '../evidence/shapes/performance.ts';
import { bothSizes, shareText, type PerformanceFigure } from './performance-figure.ts';
import { plotFrame, polyline, type PlotDrawing, type PlotSize } from './plot.ts';
import { curveTable, kept, mark, type InUse } from './roc.ts';

/** The precision–recall curve against the rate of the outcome, which is what choosing by chance reaches. */
export function precisionRecallFigure(
  curve: Curve,
  average: Metric | undefined,
  inUse: readonly InUse[],
): PerformanceFigure {
  const precision = curve.precision ?? [];
  const base = curve.n === 0 ? 0 : curve.positives / curve.n;
  const draw = (size: PlotSize): PlotDrawing => {
    const { drawing, x, y } = plotFrame(
      size,
      { from: 0, to: 1, measure: 'recall', isShare: true },
      { from: 0, to: 1, measure: 'precision', isShare: true },
    );
    const points = curve.recall.flatMap((recall, at): [number, number][] => {
      const value = precision[at];
      return value == null ? [] : [[x(recall), y(value)]];
    });
    drawing.paths.push(
      {
        class: 'chance',
        path: polyline([
          [x(0), y(base)],
          [x(1), y(base)],
        ]),
      },
      { class: 'line', path: polyline(points) },
    );
    drawing.labels.push({
      class: 'lab mut',
      label: { x: x(0.02), y: y(base) - 6, text: `chance, ${shareText(base)}`, anchor: 'start' },
    });
    mark(drawing, inUse, ({ row }) => [x(row.recall ?? 0), y(row.precision ?? 0)], 'over');
    return drawing;
  };
  const [first] = inUse;
  const finding =
    first?.row.precision == null
      ? average?.value == null
        ? 'What share of the chosen has the outcome'
        : `Average precision is ${fixed(average.value, 3)}, against ${fixed(base, 3)} by chance`
      : `From ${first.threshold}, ${shareText(first.row.precision)} of the chosen have the outcome and ${shareText(first.row.recall)} of the outcomes are found`;
  const area = average?.value == null ? '' : ` Average precision ${fixed(average.value, 3)}, a sum of steps.`;
  return {
    finding: [finding],
    sub: `Precision–recall curve over ${counted(curve.n, 'row')}, ${shareText(base)} of them with the outcome; ${kept(curve)}.${area}`,
    alt: `${finding}.${area}`,
    ...bothSizes(draw),
    table: curveTable(curve, 'Precision', precision),
  };
}
