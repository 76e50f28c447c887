import { breakEven, cheapest } from '../evidence/performance/costs.ts';
import { fixed, whole, counted } from '../evidence/format.ts';
import type { Decision, Thresholds } from '../evidence/shapes/performance.ts';
import { bothSizes, shareText, thresholdText, type PerformanceFigure } from './performance-figure.ts';
import { plotFrame, polyline, type PlotDrawing, type PlotSize } from './plot.ts';
import { tableOf } from './table-words.ts';

/** The decisions of a table by threshold, ascending. */
export const decisionsOf = ({ at }: Thresholds): (Decision & { threshold: number })[] =>
  Object.entries(at)
    .map(([threshold, row]) => ({ threshold: Number(threshold), ...row }))
    .sort((a, b) => a.threshold - b.threshold);

/** Recall, precision and the share chosen by threshold, with what errors cost where the file says it. */
export function thresholdFigure(table: Thresholds): PerformanceFigure {
  const rows = decisionsOf(table);
  const { costs, in_use: inUse = [] } = table;
  const least = costs === undefined ? null : cheapest(rows, costs);
  const end = Math.max(rows.at(-1)!.threshold, ...inUse) * 1.15;
  const draw = (size: PlotSize): PlotDrawing => {
    const { drawing, x, y } = plotFrame(
      size,
      { from: 0, to: Math.min(1, end || 1), measure: 'positive from this score' },
      { from: 0, to: 1, measure: 'share', isShare: true },
    );
    const series = [
      ['recall', 'line', 'recall'],
      ['precision', 'line dashed', 'precision'],
      ['selection_rate', 'line faint', 'chosen'],
    ] as const;
    const taken: number[] = [];
    for (const [name, tone, words] of series) {
      const places = rows.flatMap((row): [number, number][] => {
        const value = row[name];
        return value === null ? [] : [[x(row.threshold), y(value)]];
      });
      drawing.paths.push({ class: tone, path: polyline(places) });
      const last = places.at(-1);
      if (last === undefined) continue;
      let at = last[1] - 8;
      while (taken.some((one) => Math.abs(one - at) < 16)) at -= 16;
      taken.push(at);
      drawing.labels.push({ class: 'lab', label: { x: size.width - 16, y: at, text: words, anchor: 'end' } });
    }
    for (const threshold of inUse) {
      drawing.paths.push({ class: 'event', path: `M${x(threshold)} ${y(0)}V30` });
      drawing.labels.push({
        class: 'lab',
        label: { x: x(threshold) + 6, y: 44, text: `in use, ${thresholdText(threshold)}`, anchor: 'start' },
      });
    }
    return drawing;
  };
  const used = rows.find(({ threshold }) => inUse.includes(threshold));
  const finding =
    used === undefined
      ? 'What each threshold finds and what it costs'
      : least === null
        ? `From ${used.threshold}, ${shareText(used.selection_rate)} are chosen and ${shareText(used.recall)} of the outcomes found`
        : least.threshold === used.threshold
          ? `Of the thresholds tried, ${used.threshold} costs least: ${whole(used.cost ?? 0)} ${costs!.unit}`
          : `${used.threshold} is in use; ${thresholdText(least.threshold)} would cost ${shareText(1 - (least.cost ?? 0) / (used.cost || 1))} less`;
  const even = costs === undefined ? null : breakEven(costs);
  const said =
    costs === undefined
      ? 'No costs are stated.'
      : `A false positive costs ${costs.false_positive} ${costs.unit}, a false negative ${costs.false_negative}${costs.set_by === undefined ? '' : `, set by ${costs.set_by}`}${even === null ? '' : `; a calibrated score would pay from ${fixed(even, 3)}`}.`;
  return {
    finding: [finding],
    sub: `Decisions on ${counted(table.n, 'row')} at ${counted(rows.length, 'threshold')}. ${said}${table.minimum_group === undefined ? '' : ` Thresholds with a group of fewer than ${counted(table.minimum_group, 'row')} are left out.`}`,
    alt: `${finding}. ${said}`,
    ...bothSizes(draw),
    table: {
      summary: tableOf(rows.length, 'threshold'),
      head: [
        'From score',
        'Chosen',
        'Recall',
        'Precision',
        'False positive rate',
        ...(costs ? [`Cost, ${costs.unit}`] : []),
      ],
      rows: rows.map((row) => [
        thresholdText(row.threshold),
        shareText(row.selection_rate),
        shareText(row.recall),
        shareText(row.precision),
        shareText(row.false_positive_rate),
        ...(costs ? [row.cost === undefined ? '–' : whole(row.cost)] : []),
      ]),
    },
  };
}
