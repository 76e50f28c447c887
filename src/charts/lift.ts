import { fixed, whole, counted } from '../evidence/format.ts';
import type { Gains } from '../evidence/shapes/performance.ts';
import { bothSizes, shareText, thresholdText, type PerformanceFigure } from './performance-figure.ts';
import { dotPath, hitAt, plotFrame, polyline, type PlotDrawing, type PlotSize } from './plot.ts';
import { tableOf } from './table-words.ts';

/** Cumulative gains: what share of the outcomes the highest scores hold, against chance and a perfect order. */
export function gainsFigure({ n, positives, rows }: Gains): PerformanceFigure {
  const base = n === 0 ? 0 : positives / n;
  const draw = (size: PlotSize): PlotDrawing => {
    const { drawing, x, y } = plotFrame(
      size,
      { from: 0, to: 1, measure: 'rows taken, highest scores first', isShare: true },
      { from: 0, to: 1, measure: 'outcomes found', isShare: true },
    );
    const places = rows.map((row) => [x(row.share), y(row.gain)] as const);
    drawing.paths.push(
      {
        class: 'chance',
        path: polyline([
          [x(0), y(0)],
          [x(1), y(1)],
        ]),
      },
      {
        class: 'chance',
        path: polyline([
          [x(0), y(0)],
          [x(base), y(1)],
          [x(1), y(1)],
        ]),
      },
      { class: 'line', path: polyline([[x(0), y(0)], ...places]) },
      { class: 'dots full', path: dotPath(places) },
    );
    drawing.labels.push(
      { class: 'lab mut', label: { x: x(0.62), y: y(0.52), text: 'chance', anchor: 'start' } },
      { class: 'lab mut', label: { x: x(base) + 8, y: y(1) + 18, text: 'perfect order', anchor: 'start' } },
    );
    rows.forEach((row, at) => {
      const [px, py] = places[at]!;
      drawing.hits.push(
        hitAt(
          px,
          py,
          `Highest ${shareText(row.share)}: ${shareText(row.gain)} of the outcomes, lift ${fixed(row.lift, 2)}`,
        ),
      );
    });
    return drawing;
  };
  const first = rows[0]!;
  const finding = `The highest ${shareText(first.share, 0)} of scores hold ${shareText(first.gain, 0)} of the outcomes, ${fixed(first.lift, 1)} times what chance finds`;
  return {
    finding: [finding],
    sub: `Cumulative gains over ${counted(n, 'row')}, ${whole(positives)} with the outcome; rows of one score are taken together.`,
    alt: finding,
    ...bothSizes(draw),
    table: {
      summary: tableOf(rows.length, 'part'),
      head: ['Rows taken', 'From score', 'n', 'Outcomes', 'Gain', 'Lift'],
      rows: rows.map((row) => [
        shareText(row.share),
        thresholdText(row.threshold),
        whole(row.n),
        whole(row.positives),
        shareText(row.gain),
        fixed(row.lift, 2),
      ]),
    },
  };
}
