import { scaleLinear } from 'd3-scale';
import { percent } from '../core/percent.ts';
import { fixed, whole } from '../evidence/format.ts';
import type { Rate } from '../evidence/fairness/rates.ts';
import { shareText, type PerformanceFigure } from './performance-figure.ts';
import { dotPath, type PlotDrawing } from './plot.ts';
import type { Rich } from './rich.ts';
import { round } from './round.ts';
import { tableOf } from './table-words.ts';

/** A group in a chart of one rate. */
export interface GroupMark {
  name: string;
  rate: Rate;
  /** Share of all rows, 0 to 1; null where rows are not counted. */
  share: number | null;
  /** Whether it has too few rows to be judged, or nobody says how many. */
  small: boolean;
}

/** Where rates may lie by one limit, in the unit of the rate. */
export interface RateBand {
  from: number;
  to: number;
  /** What the limit is: `FT-01: at least 0.8 of the highest`. */
  label: string;
}

export interface GroupChart {
  finding: Rich;
  /** The rate as the axis names it: `selected, share of all rows of the group`. */
  measure: string;
  groups: readonly GroupMark[];
  bands: readonly RateBand[];
  /** The group that the others are compared with, marked in its name. */
  comparison: string | null;
}

/** One rate by group: a dot with its interval on a line for each, over the band in which limits would have it. */
export function groupFigure({ finding, measure, groups, bands, comparison }: GroupChart): PerformanceFigure {
  const ends = [
    ...groups.flatMap(({ rate }) => [rate.value, rate.lower, rate.upper]),
    ...bands.flatMap(({ from, to }) => [from, to]),
  ].filter((end): end is number => end !== null);
  // Of groups without a rate there are the names alone, on an axis of all that a share may be.
  const [low, high] = ends.length === 0 ? [0, 1] : [Math.max(0, Math.min(...ends, 1)), Math.max(...ends, 0)];
  const room = Math.max((high - low) * 0.08, 0.005);
  // Where no rate is defined the axis shows all that one could be.
  const span: [number, number] =
    ends.length === 0 ? [0, 1] : [Math.max(0, low - room), Math.min(1, high + room)];
  const draw = (width: number): PlotDrawing =>
    drawGroups(width, span, { measure, groups, bands, comparison });
  const [open, missing] = [
    groups.filter(({ small }) => small),
    groups.filter(({ rate }) => rate.value === null),
  ];
  const sub = [
    `${measure[0]!.toUpperCase()}${measure.slice(1)}, with Wilson's 95\u00a0% interval.`,
    ...(bands.length > 0
      ? [`Shaded: where ${bands.map(({ label }) => label).join('; ')} would have it.`]
      : []),
    ...(comparison === null ? [] : [`▸ marks the group compared with.`]),
    ...(open.length > 0
      ? [
          `Open dots: ${[
            ...(open.some(({ rate }) => rate.n !== null) ? ['too few rows to be judged'] : []),
            ...(open.some(({ rate }) => rate.n === null) ? ['rows not counted'] : []),
          ].join(', or ')}.`,
        ]
      : []),
    ...(missing.length > 0 ? ['No dot: the rate is not defined.'] : []),
  ].join(' ');
  return {
    finding,
    sub,
    alt: groups.map(({ name, rate }) => `${name} ${shareText(rate.value)}`).join(', '),
    wide: draw(640),
    narrow: draw(360),
    table: {
      summary: tableOf(groups.length, 'group'),
      head: ['Group', 'Share of rows', 'Of', 'Rate', 'Interval'],
      rows: groups.map(({ name, rate, share }) => [
        name,
        shareText(share),
        rate.n === null ? 'not stated' : whole(rate.n),
        rate.value === null ? (rate.why ?? 'not defined') : shareText(rate.value),
        rate.lower === null || rate.upper === null
          ? '–'
          : `${shareText(rate.lower)} to ${shareText(rate.upper)}`,
      ]),
    },
  };
}

const step = 30;

function drawGroups(
  width: number,
  [from, to]: [number, number],
  { measure, groups, bands, comparison }: Omit<GroupChart, 'finding'>,
): PlotDrawing {
  // The names stand before the lines; a letter takes some 7.4 units, and what does not fit is cut with a dot.
  const most = width < 500 ? 15 : 26;
  const named = groups.map(({ name }) => {
    const short = name.length > most ? `${name.slice(0, most - 1)}…` : name;
    return name === comparison ? `▸ ${short}` : short;
  });
  const left = 14 + 7.6 * Math.max(4, ...named.map(({ length }) => length));
  const right = width - 22;
  const [top, bottom] = [20, 20 + step * groups.length];
  const scale = scaleLinear([from, to], [left, right]);
  const x = (value: number): number => round(scale(Math.min(to, Math.max(from, value))));
  const ticks = scale.ticks(width < 500 ? 4 : 7);
  const size = ticks.length > 1 ? (ticks[1]! - ticks[0]!) * 100 : 1;
  const digits = Math.max(0, -Math.floor(Math.log10(size) + 1e-9));
  const at = (row: number): number => top + step * (row + 0.5);
  const placed = groups.flatMap((group, row) =>
    group.rate.value === null ? [] : [{ ...group, value: group.rate.value, y: at(row) }],
  );
  const whiskers = placed.flatMap(({ rate, y }) =>
    rate.lower === null || rate.upper === null ? [] : [`M${x(rate.lower)} ${y}H${x(rate.upper)}`],
  );
  const dots = dotPath(placed.map(({ value, y }) => [x(value), y] as const));
  const holes = dotPath(placed.filter(({ small }) => small).map(({ value, y }) => [x(value), y] as const));
  return {
    width,
    height: bottom + 46,
    gridlines: named.map((text, row) => ({
      path: `M${round(left)} ${at(row)}H${right}`,
      label: {
        x: round(left - 10),
        y: round(at(row) + 4.5),
        text,
        anchor: 'end',
      },
    })),
    ticks: ticks.map((value) => ({
      x: x(value),
      y: bottom + 20,
      text: percent(fixed(value * 100, digits)),
      anchor: 'middle',
    })),
    measures: [{ x: right, y: bottom + 40, text: measure, anchor: 'end' }],
    axis: `M${round(left)} ${bottom}H${right}`,
    paths: [
      ...bands.map((band) => ({
        class: 'noise',
        path: `M${x(band.from)} ${top}H${x(band.to)}V${bottom}H${x(band.from)}Z`,
      })),
      ...bands.flatMap((band) =>
        [band.from, band.to]
          // An end that no limit sets is the edge of the drawing.
          .filter((end) => end > from && end < to)
          .map((end) => ({ class: 'thr amber', path: `M${x(end)} ${top - 6}V${bottom}` })),
      ),
      ...(whiskers.length > 0 ? [{ class: 'whisk', path: whiskers.join('') }] : []),
      ...(dots === '' ? [] : [{ class: 'dots full', path: dots }]),
      ...(holes === '' ? [] : [{ class: 'dots hole', path: holes }]),
    ],
    labels: [],
    hits: placed.map(({ name, value, rate, y }) => ({
      path: `M${round(left)} ${y - step / 2}H${right}V${y + step / 2}H${round(left)}Z`,
      tip: `${name}: ${shareText(value)}${rate.n === null ? '' : ` of ${whole(rate.n)}`}${rate.lower === null || rate.upper === null ? '' : `, ${shareText(rate.lower)} to ${shareText(rate.upper)}`}`,
    })),
  };
}
