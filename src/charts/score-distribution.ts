import { whole, counted } from '../evidence/format.ts';
import type { Scores } from '../evidence/shapes/performance.ts';
import { bothSizes, shareText, thresholdText, type PerformanceFigure } from './performance-figure.ts';
import { plotFrame, type PlotDrawing, type PlotSize } from './plot.ts';
import { tableOf } from './table-words.ts';

/** Scores of rows with and without the outcome, each as shares of its own rows; bins held back are left open. */
export function scoreFigure(scores: Scores, inUse: readonly number[]): PerformanceFigure {
  const { edges, n, positives } = scores;
  const shares = (list: readonly (number | null)[], of: number): (number | null)[] =>
    list.map((one) => (one === null ? null : of === 0 ? 0 : one / of));
  const withIt = shares(scores.with_outcome, positives);
  const without = shares(scores.without_outcome, n - positives);
  const most = Math.max(...[...withIt, ...without].map((one) => one ?? 0), 1e-9);
  const draw = (size: PlotSize): PlotDrawing => {
    const { drawing, x, y } = plotFrame(
      size,
      { from: edges[0]!, to: edges.at(-1)!, measure: 'score' },
      {
        from: 0,
        to: most * 1.05,
        measure: 'share of the rows with, and without, the outcome',
        isShare: true,
      },
    );
    const steps = (list: readonly (number | null)[]): string => {
      let isOpen = false;
      return list
        .map((value, bin) => {
          if (value === null) {
            isOpen = false;
            return '';
          }
          const from = isOpen ? `V${y(value)}` : `M${x(edges[bin]!)} ${y(value)}`;
          isOpen = true;
          return `${from}H${x(edges[bin + 1]!)}`;
        })
        .join('');
    };
    const area = without
      .flatMap((value, bin) =>
        value === null || value === 0
          ? []
          : [`M${x(edges[bin]!)} ${y(0)}V${y(value)}H${x(edges[bin + 1]!)}V${y(0)}z`],
      )
      .join('');
    drawing.paths.push({ class: 'noout', path: area }, { class: 'line', path: steps(withIt) });
    for (const threshold of inUse) {
      drawing.paths.push({ class: 'event', path: `M${x(threshold)} ${y(0)}V30` });
      drawing.labels.push({
        class: 'lab',
        label: { x: x(threshold) + 6, y: 44, text: `from ${thresholdText(threshold)}`, anchor: 'start' },
      });
    }
    const key = size.height / 3;
    drawing.labels.push(
      { class: 'lab acc', label: { x: size.width - 20, y: key, text: '— with the outcome', anchor: 'end' } },
      { class: 'lab mut', label: { x: size.width - 20, y: key + 20, text: '■ without', anchor: 'end' } },
    );
    return drawing;
  };
  const overlap =
    withIt.every((one) => one !== null) && without.every((one) => one !== null)
      ? withIt.reduce<number>((sum, one, bin) => sum + Math.min(one!, without[bin]!), 0)
      : null;
  const held = [...scores.with_outcome, ...scores.without_outcome].filter((one) => one === null).length;
  const first = withIt[0] ?? null;
  const finding =
    overlap !== null
      ? `The scores of rows with and without the outcome overlap by ${shareText(overlap, 0)}`
      : first === null
        ? 'Scores of rows with and without the outcome'
        : `${shareText(first, 0)} of the rows with the outcome score below ${thresholdText(edges[1]!)}, as do ${shareText(without[0], 0)} of those without`;
  const cell = (count: number | null, share: number | null): string =>
    count === null ? 'held back' : `${whole(count)} (${shareText(share)})`;
  return {
    finding: [finding],
    sub: `Scores of ${counted(n, 'row')} in ${counted(edges.length - 1, 'bin')} of one width, ${whole(positives)} with the outcome; each line adds up to 100\u00a0% of its own rows.${held > 0 ? ` ${held} small groups are held back.` : ''}`,
    alt: finding,
    ...bothSizes(draw),
    table: {
      summary: tableOf(edges.length - 1, 'bin'),
      head: ['Score', 'With the outcome', 'Without'],
      rows: withIt.map((share, bin) => [
        `${thresholdText(edges[bin]!)} to ${thresholdText(edges[bin + 1]!)}`,
        cell(scores.with_outcome[bin] ?? null, share),
        cell(scores.without_outcome[bin] ?? null, without[bin] ?? null),
      ]),
    },
  };
}
