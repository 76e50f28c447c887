import { fixed, whole, counted } from '../evidence/format.ts';
import type { Metrics } from '../evidence/shapes/metrics.ts';
import { bothSizes, shareText, type PerformanceFigure } from './performance-figure.ts';
import { dotPath, hitAt, plotFrame, polyline, type PlotDrawing, type PlotSize } from './plot.ts';
import { tableOf } from './table-words.ts';

export type Calibration = NonNullable<Metrics['calibration']>[string];

/** What was said against what came, bin by bin, with intervals; the diagonal is a score that means what it says. */
export function calibrationFigure(table: Calibration): PerformanceFigure {
  const bins = table.bins.flatMap((bin) =>
    bin.predicted === null || bin.observed === null
      ? []
      : [{ ...bin, predicted: bin.predicted, observed: bin.observed }],
  );
  const values = bins.flatMap((bin) => [bin.predicted, bin.observed, bin.ci_upper ?? 0]);
  const isProbability = bins.every(
    ({ predicted, observed }) => predicted >= 0 && predicted <= 1 && observed >= 0 && observed <= 1,
  );
  const low = Math.min(0, ...bins.flatMap(({ predicted, observed }) => [predicted, observed]));
  const high = Math.max(...values, low + 1e-9) * 1.04;
  const end = isProbability ? Math.min(1, high) : high;
  const draw = (size: PlotSize): PlotDrawing => {
    const { drawing, x, y } = plotFrame(
      size,
      { from: low, to: end, measure: 'predicted, mean of the bin', isShare: isProbability },
      { from: low, to: end, measure: 'observed', isShare: isProbability },
    );
    const places = bins.map((bin) => [x(bin.predicted), y(bin.observed)] as const);
    const whiskers = bins
      .flatMap((bin) =>
        bin.ci_lower == null || bin.ci_upper == null
          ? []
          : [`M${x(bin.predicted)} ${y(Math.max(low, bin.ci_lower))}V${y(Math.min(end, bin.ci_upper))}`],
      )
      .join('');
    drawing.paths.push(
      {
        class: 'chance',
        path: polyline([
          [x(low), y(low)],
          [x(end), y(end)],
        ]),
      },
      ...(whiskers === '' ? [] : [{ class: 'whisk', path: whiskers }]),
      { class: 'line thin', path: polyline(places) },
      { class: 'dots full', path: dotPath(places) },
    );
    drawing.labels.push({
      class: 'lab mut',
      label: {
        x: x(low + (end - low) * 0.5),
        y: y(low + (end - low) * 0.56),
        text: 'as predicted',
        anchor: 'end',
      },
    });
    bins.forEach((bin, at) => {
      const [px, py] = places[at]!;
      drawing.hits.push(
        hitAt(
          px,
          py,
          `${rangeOf(bin, isProbability)}: predicted ${say(bin.predicted, isProbability)}, observed ${say(bin.observed, isProbability)}, n ${whole(bin.n)}`,
        ),
      );
    });
    return drawing;
  };
  const off = bins.filter(
    (bin) =>
      bin.ci_lower != null &&
      bin.ci_upper != null &&
      (bin.predicted < bin.ci_lower || bin.predicted > bin.ci_upper),
  );
  const under = off.filter(({ predicted, observed }) => observed > predicted).length;
  const direction = under === off.length ? 'above' : under === 0 ? 'below' : 'off';
  const hasIntervals = bins.some(({ ci_lower }) => ci_lower != null);
  const finding = !hasIntervals
    ? `Observed and predicted in ${binsOf(bins.length)}`
    : off.length === 0
      ? `In all of ${binsOf(bins.length)} the outcome came as often as predicted, within its interval`
      : `In ${off.length} of ${counted(bins.length, 'bin')} the outcome came ${direction === 'off' ? 'more or less often' : direction === 'above' ? 'more often' : 'less often'} than predicted, beyond its interval`;
  const strategy = table.strategy === 'uniform' ? 'of one width' : 'of equal counts';
  const errors = [
    table.ece === undefined ? null : `ECE ${fixed(table.ece, 4)}`,
    table.mce === undefined ? null : `MCE ${fixed(table.mce, 4)}`,
  ].filter((one) => one !== null);
  return {
    finding: [finding],
    sub: `Calibration over ${counted(table.n, 'row')} in ${binsOf(bins.length)} ${strategy}, ${table.bins_requested} requested.${errors.length > 0 ? ` ${errors.join(', ')} over these bins.` : ''}${hasIntervals ? ` Whiskers: 95 % intervals${table.ci_method === undefined ? '' : `, ${table.ci_method}`}.` : ''}`.replaceAll(
      '95 %',
      '95\u00a0%',
    ),
    alt: `${finding}. ${errors.join(', ')}`,
    ...bothSizes(draw),
    table: {
      summary: tableOf(bins.length, 'bin'),
      head: ['Score', 'n', 'Predicted', 'Observed', 'Interval'],
      rows: bins.map((bin) => [
        rangeOf(bin, isProbability),
        whole(bin.n),
        say(bin.predicted, isProbability),
        say(bin.observed, isProbability),
        bin.ci_lower == null || bin.ci_upper == null
          ? '–'
          : `${say(bin.ci_lower, isProbability)} to ${say(bin.ci_upper, isProbability)}`,
      ]),
    },
  };
}

const say = (value: number, isShare: boolean): string => (isShare ? shareText(value, 2) : fixed(value, 3));

const rangeOf = ({ lower, upper }: { lower: number; upper: number }, isShare: boolean): string =>
  `${say(lower, isShare)} to ${say(upper, isShare)}`;

const binsOf = (n: number): string => (n === 1 ? '1 bin' : `${n} bins`);
