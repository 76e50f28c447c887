import { max } from 'd3-array';
import { area, line } from 'd3-shape';
import type { DriftRow } from '../core/portfolio.ts';
import { sayValue } from '../evidence/drift/words.ts';
import { axisLabel } from './batch.ts';
import { isNoise, isP, limit, reading, readingLine, sideWords, type DecisionMark } from './drift-words.ts';
import { round } from './round.ts';
import type { Label, ReadingMark, TimeDrawing } from './time-drawing.ts';
import {
  hitsOf,
  limitLine,
  measureLabel,
  pAxis,
  spread,
  timeFrame,
  valueAxis,
  type Frame,
  type Size,
} from './time-frame.ts';

/**
 * The geometry of a drift statistic over time: line, limits, noise floor, intervals and decisions. A p-value stands on
 * a scale of powers of ten. A reading without a verdict stands apart from the line, at the end of the axis when it is
 * beyond it.
 */
export function driftTime(
  rows: readonly DriftRow[],
  decisions: readonly DecisionMark[],
  size: Size,
): TimeDrawing {
  const frame = timeFrame(
    rows.map((row) => row.batch),
    decisions,
    size,
  );
  const { x, right, bottom, small } = frame;
  const last = rows.at(-1);
  const judged = rows.filter((row) => row.verdict !== 'no-verdict');
  const { at, gridlines } =
    last !== undefined && isP(last)
      ? pAxis(smallestOf(rows), frame)
      : valueAxis(extentOf(rows, judged), frame);
  const known = rows.flatMap((row, index) =>
    row.noise_floor === null ? [] : [{ x: x[index]!, floor: row.noise_floor }],
  );
  const noisePath = area<(typeof known)[number]>(
    (one) => round(one.x),
    bottom,
    (one) => at(one.floor),
  )(known);
  const path = line<DriftRow>(
    (_, index) => round(x[index]!),
    (row) => at(row.value!),
  ).defined((row) => row.value !== null && (row.verdict !== 'no-verdict' || judged.length === 0))(rows);
  const floor = known.at(-1);
  const named = nameable(rows);
  const limits = limitsOf(last, at, frame);
  const bands: TimeDrawing['bands'] =
    noisePath === null || floor === undefined
      ? []
      : [
          {
            tone: 'noise',
            path: noisePath,
            label: noiseLabel(floor.floor, at(floor.floor), bottom, { right, small }),
          },
        ];
  if (!small) spread([...limits, ...bands].flatMap(({ label }) => label ?? []));
  return {
    width: frame.width,
    height: frame.height,
    gridlines,
    measure: measureLabel(last?.method ?? '', frame),
    bands,
    limits,
    events: frame.events,
    whiskers: whiskersOf(rows, at, frame),
    lines: path === null ? [] : [path],
    marks: rows.flatMap((row, index) =>
      row.value === null ? [] : [{ x: round(x[index]!), y: at(row.value), tone: toneOf(row) }],
    ),
    named: named === null ? null : nameOf(named, rows.indexOf(named), at, frame),
    ticks: frame.ticks,
    years: frame.years,
    axis: frame.axis,
    hits: hitsOf(rows.map(readingLine), frame),
  };
}

/** Both ends of the axis. Readings without a verdict do not stretch it: a handful of rows can be anywhere. */
function extentOf(rows: readonly DriftRow[], judged: readonly DriftRow[]): [number, number] {
  const last = rows.at(-1);
  const headroom = (last?.threshold ?? last?.amber ?? 0) * 1.25;
  const shown = judged.length > 0 || headroom > 0 ? judged : rows;
  const values = shown.flatMap(({ value }) => value ?? []);
  const highest = max([...values, ...judged.map((row) => row.noise_floor ?? 0), headroom]);
  return [Math.min(0, ...values), highest || 1];
}

const smallestOf = (rows: readonly DriftRow[]): number =>
  Math.min(
    1,
    ...rows.flatMap(({ value, threshold, amber }) => [value, threshold, amber].filter((one) => one !== null)),
  );

/** Intervals as vertical strokes through their values. */
export const whiskersOf = (
  rows: readonly Pick<DriftRow, 'interval'>[],
  at: (value: number) => number,
  { x }: Pick<Frame, 'x'>,
): string =>
  rows
    .flatMap(({ interval }, index) =>
      interval === null ? [] : [`M${round(x[index]!)} ${at(interval.lower)}V${at(interval.upper)}`],
    )
    .join('');

/** The two limits of a reading, with what is done at each. */
export function limitsOf(
  row: Pick<DriftRow, 'threshold' | 'amber'> | undefined,
  at: (value: number) => number,
  frame: Frame,
  say: (value: number) => string = limit,
): TimeDrawing['limits'] {
  const given = [
    { tone: 'red' as const, value: row?.threshold ?? null, word: 'act' },
    { tone: 'amber' as const, value: row?.amber ?? null, word: 'watch' },
  ];
  return given.flatMap(({ tone, value, word }) =>
    value === null ? [] : [limitLine(tone, at(value), `${tone} ${say(value)}: ${word}`, frame)],
  );
}

/** The floor's name; left out in the narrow drawing where the floor is too thin to carry it. */
function noiseLabel(
  value: number,
  y: number,
  bottom: number,
  { right, small }: Pick<Frame, 'right' | 'small'>,
): Label | null {
  const text = `noise floor ${reading(value)}`;
  if (small) return bottom - y < 14 ? null : { x: right, y: round(y - 6), text, anchor: 'end' };
  return { x: right + 10, y: round(y + 2), text, anchor: 'start' };
}

/** How a reading is marked. */
export function toneOf(row: DriftRow): ReadingMark['tone'] {
  if (row.verdict === 'no-verdict') return 'nv';
  if (row.verdict !== 'stable') return row.verdict;
  return isNoise(row) ? 'noise' : 'stable';
}

/** The reading worth naming: the worst over red, else over amber. */
export function nameable(rows: readonly DriftRow[]): DriftRow | null {
  const worse = (a: DriftRow, b: DriftRow): boolean =>
    a.direction === 'below' ? a.value! < b.value! : a.value! > b.value!;
  for (const verdict of ['red', 'amber'] as const) {
    const over = rows.filter((row) => row.verdict === verdict && row.value !== null);
    if (over.length > 0) return over.reduce((best, row) => (worse(row, best) ? row : best));
  }
  return null;
}

/** A reading's figure and batch beside its mark. */
export const nameOf = (
  row: DriftRow,
  index: number,
  at: (value: number) => number,
  { x }: Pick<Frame, 'x'>,
  say: (row: DriftRow) => string = sayValue,
): TimeDrawing['named'] => ({
  strong: say(row),
  label: {
    x: round(x[index]! + (index < 2 ? 14 : -14)),
    y: round(at(row.value!) + (sideWords(row).isBelow ? 14 : 4)),
    text: ` ${axisLabel(row.batch, '').text}`,
    anchor: index < 2 ? 'start' : 'end',
  },
});
