import { line } from 'd3-shape';
import type { ControlChart, ControlPanel, ControlPoint } from '../evidence/control/chart.ts';
import type { MetricSeries } from '../evidence/series/metric.ts';
import { batchName } from './batch.ts';
import { sayMetric } from './metric-words.ts';
import { extentWith } from './metric-time.ts';
import { round } from './round.ts';
import type { ReadingMark, TimeDrawing } from './time-drawing.ts';
import {
  hitsOf,
  limitLabel,
  limitLine,
  measureLabel,
  spread,
  timeFrame,
  valueAxis,
  type Frame,
  type Size,
} from './time-frame.ts';

type Shown = Pick<MetricSeries, 'unit' | 'type'> & { points: readonly { batch: string }[] };

/**
 * The geometry of a control chart: one drawing per scale, the second lower. The two sums of a CUSUM share a drawing,
 * upwards above zero and downwards below it.
 */
export function controlTime(chart: ControlChart, series: Shown, size: Size): TimeDrawing[] {
  if (chart.chart === 'cusum') {
    const [up, down] = chart.panels as [ControlPanel, ControlPanel];
    return [drawingOf(chart, series, size, [up, mirrored(down)], 'CUSUM')];
  }
  return chart.panels.map((panel, index) =>
    drawingOf(
      chart,
      series,
      index === 0 ? size : { ...size, height: Math.round(size.height * 0.55) },
      [panel],
      panel.name === 'value' ? series.type : panel.name,
    ),
  );
}

const negative = (value: number | null): number | null => (value === null ? null : -value);

const mirrored = (panel: ControlPanel): ControlPanel => ({
  ...panel,
  points: panel.points.map(({ value, upper, signal }) => ({
    value: negative(value),
    lower: negative(upper),
    upper: null,
    signal,
  })),
});

function drawingOf(
  chart: ControlChart,
  series: Shown,
  size: Size,
  panels: readonly ControlPanel[],
  measure: string,
): TimeDrawing {
  const frame = timeFrame(
    series.points.map(({ batch }) => batch),
    [],
    size,
  );
  const all = panels.flatMap(({ centre, points }) => [
    centre,
    ...points.flatMap(({ value, lower, upper }) => [value, lower, upper].filter((one) => one !== null)),
  ]);
  const { at, gridlines } = valueAxis(extentWith(all), frame, {
    unit: series.unit,
    count: size.height < 250 ? 2 : 4,
  });
  const say = (value: number): string => sayMetric(value, series);
  const centre = panels[0]!.centre;
  const isFirst = panels[0] === chart.panels[0];
  const limits = [
    limitLine('centre', at(centre), centre === 0 ? 'zero' : `centre ${say(centre)}`, frame),
    ...panels.flatMap(({ points }) => [
      ...limitOf(points, 'upper', at, frame, say),
      ...limitOf(points, 'lower', at, frame, say),
    ]),
  ];
  // On phones a name stands on its line, where the values are; the centre, and one too near, are left to the words.
  if (frame.small) thin(limits);
  else spread(limits.flatMap(({ label }) => label ?? []));
  const runs = new Set(panels[0]!.name === 'value' ? chart.runs.map(({ index }) => index) : []);
  return {
    width: frame.width,
    height: frame.height,
    gridlines,
    measure: measureLabel(measure, frame),
    bands: phaseBand(chart, frame, isFirst),
    limits,
    events: [],
    whiskers: '',
    lines: panels.flatMap(({ points }) => lineOf(points, at, frame)),
    marks: panels.flatMap(({ points }) =>
      points.flatMap(({ value, signal }, index): ReadingMark[] =>
        value === null
          ? []
          : [
              {
                x: round(frame.x[index]!),
                y: at(value),
                tone: signal !== null ? 'signal' : runs.has(index) ? 'run' : 'stable',
              },
            ],
      ),
    ),
    named: null,
    ticks: frame.ticks,
    years: frame.years,
    axis: frame.axis,
    hits: hitsOf(
      series.points.map(({ batch }, index) => {
        const said = panels.map(({ name, points }) => {
          const { value, signal } = points[index]!;
          return `${name} ${value === null ? 'none' : say(Math.abs(value))}${signal === null ? '' : ', signal'}`;
        });
        return `${batchName(batch)}: ${said.join('; ')}`;
      }),
      frame,
    ),
  };
}

const lineOf = (points: readonly ControlPoint[], at: (value: number) => number, { x }: Frame): string[] => {
  const path = line<ControlPoint>(
    (_, index) => round(x[index]!),
    ({ value }) => at(value!),
  ).defined(({ value }) => value !== null)(points);
  return path === null ? [] : [path];
};

/** A limit: one line where it is the same for all points, else a step per batch, named at its end. */
function limitOf(
  points: readonly ControlPoint[],
  side: 'lower' | 'upper',
  at: (value: number) => number,
  frame: Frame,
  say: (value: number) => string,
): TimeDrawing['limits'] {
  const known = points.flatMap((point, index) => {
    const limit = point[side];
    return limit === null ? [] : [{ index, limit }];
  });
  const last = known.at(-1);
  if (last === undefined) return [];
  const text = `${side} limit ${say(last.limit)}`;
  if (known.every(({ limit }) => limit === last.limit)) {
    return [limitLine('control', at(last.limit), text, frame)];
  }
  let after = -2;
  const path = known
    .map(({ index, limit }) => {
      const start = index === after + 1 ? `V${at(limit)}` : `M${frame.edge(index)} ${at(limit)}`;
      after = index;
      return `${start}H${frame.edge(index + 1)}`;
    })
    .join('');
  return [{ tone: 'control', path, label: limitLabel(at(last.limit), text, frame) }];
}

function thin(limits: TimeDrawing['limits']): void {
  const taken: number[] = [];
  for (const limit of limits) {
    if (limit.label === null) continue;
    if (limit.tone === 'centre') {
      limit.label = null;
      continue;
    }
    if (taken.some((y) => Math.abs(y - limit.label!.y) < 15)) limit.label = null;
    else taken.push(limit.label.y);
  }
}

/** The batches that the limits were estimated from, as an area; none where all are, or a standard gives them. */
function phaseBand({ baseline }: ControlChart, frame: Frame, isFirst: boolean): TimeDrawing['bands'] {
  if (baseline === null) return [];
  const [left, right] = [frame.edge(baseline.from), frame.edge(baseline.to + 1)];
  const text = right - left > 165 ? 'limits estimated here' : 'baseline';
  return [
    {
      tone: 'phase',
      path: `M${left} ${frame.top}H${right}V${frame.bottom}H${left}z`,
      label:
        !isFirst || right - left < 64
          ? null
          : { x: round((left + right) / 2), y: round(frame.top + 16), text, anchor: 'middle' },
    },
  ];
}
