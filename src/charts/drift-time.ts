import { max } from 'd3-array';
import { scaleLinear, scaleUtc } from 'd3-scale';
import { area, line } from 'd3-shape';
import { formatDate } from '../core/date.ts';
import type { DriftRow } from '../core/portfolio.ts';
import { axisLabel, batchSpan } from './batch.ts';
import { isNoise, limit, reading, readingLine, type DecisionMark } from './drift-words.ts';
import { round } from './round.ts';

export interface Label {
  x: number;
  y: number;
  text: string;
  anchor: 'start' | 'middle' | 'end';
}

/** A mark of one reading; the shape says the verdict. */
export interface ReadingMark {
  x: number;
  y: number;
  tone: 'red' | 'amber' | 'stable' | 'noise' | 'nv';
}

/** Everything that is drawn of a drift statistic over time, in units of the drawing. */
export interface TimeDrawing {
  width: number;
  height: number;
  gridlines: { path: string; label: Label }[];
  measure: Label;
  /** Area under the noise floor, or `null` when it is not known. */
  noise: { path: string; label: Label | null } | null;
  limits: { tone: 'red' | 'amber'; path: string; label: Label }[];
  events: { path: string; label: Label; strong: string }[];
  line: string;
  marks: ReadingMark[];
  /** The reading that is named in the drawing, or `null`. */
  named: { label: Label; strong: string } | null;
  ticks: Label[];
  years: Label[];
  axis: string;
  hits: { x: number; y: number; width: number; height: number; tip: string }[];
}

export interface Size {
  width: number;
  height: number;
  narrow: boolean;
}

/** The two drawings of a time chart: one for wide places, one for phones. */
export const wide: Size = { width: 1010, height: 400, narrow: false };
export const narrow: Size = { width: 370, height: 340, narrow: true };

/**
 * The geometry of a drift statistic over time. Batches stand at the middle of their span on a UTC axis, or at equal
 * steps where a batch's name is not a time; decisions are drawn only on a time axis. A reading without a verdict
 * stands apart from the line, at the upper end of the axis when it is above it.
 */
export function driftTime(
  rows: readonly DriftRow[],
  decisions: readonly DecisionMark[],
  { width, height, narrow: small }: Size,
): TimeDrawing {
  const left = small ? 34 : 44;
  const right = width - (small ? 10 : 140);
  const bottom = height - (small ? 44 : 48);

  const spans = rows.map((row) => batchSpan(row.batch));
  const timed = spans.every((span) => span !== null) && rows.length > 0;
  const first = spans[0]?.from ?? 0;
  const end = spans.at(-1)?.to ?? 1;
  const shown = timed
    ? decisions
        .map((one) => ({ ...one, at: Date.parse(`${one.date}T00:00:00Z`) }))
        .filter((one) => one.at >= first && one.at <= end)
        .sort((a, b) => a.at - b.at)
    : [];
  const lanes = Math.min(shown.length, 2);
  const top = 24 + lanes * 20;
  const time = scaleUtc([first, end], [left, right]);
  const steps = scaleLinear([-0.5, Math.max(rows.length - 0.5, 0.5)], [left, right]);
  const x = rows.map((_, index) => {
    const span = spans[index];
    return timed && span ? time((span.from + span.to) / 2) : steps(index);
  });

  const last = rows.at(-1);
  const judged = rows.filter((row) => row.verdict !== 'no-verdict');
  // Readings without a verdict do not stretch the axis: a handful of rows can be anywhere.
  const headroom = (last?.threshold ?? last?.amber ?? 0) * 1.25;
  const highest = max([
    ...(judged.length > 0 || headroom > 0 ? judged : rows).map((row) => row.value ?? 0),
    ...judged.map((row) => row.noise_floor ?? 0),
    headroom,
  ]);
  const y = scaleLinear([0, highest || 1], [bottom, top]).nice(4);
  const at = (value: number): number => round(Math.max(top, Math.min(bottom, y(value))));
  const ticks = y.ticks(4);
  const decimals = Math.max(1, ...ticks.map((tick) => String(tick).split('.')[1]?.length ?? 0));

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
  const namedAt = named === null ? -1 : rows.indexOf(named);
  const step = rows.length > 1 ? Math.abs(x[1]! - x[0]!) : right - left;
  const every = Math.max(1, Math.ceil((small ? 34 : 30) / Math.max(step, 1)));

  const limits = limitsOf(last, at, { left, right, small });
  const noise =
    noisePath === null || floor === undefined
      ? null
      : { path: noisePath, label: noiseLabel(floor.floor, at(floor.floor), bottom, { left, right, small }) };
  if (!small) spread([...limits.map((one) => one.label), ...(noise?.label ? [noise.label] : [])]);

  return {
    width,
    height,
    gridlines: ticks.map((tick) => ({
      path: `M${left} ${at(tick)}H${right}`,
      label: { x: left - 7, y: round(at(tick) + 4), text: tick.toFixed(decimals), anchor: 'end' },
    })),
    measure: {
      x: small ? 0 : left - 7,
      y: round(top - 14),
      text: last?.method ?? '',
      anchor: small ? 'start' : 'end',
    },
    noise,
    limits,
    events: shown.map((one, index) => {
      const lane = top - 8 - (lanes - 1 - (index % 2)) * 20;
      const turn = time(one.at) > (left + right) / 2;
      const note = !small && one.note ? ` ${one.note}` : '';
      return {
        path: `M${round(time(one.at))} ${lane - 10}V${bottom}`,
        strong: one.label,
        label: {
          x: round(time(one.at) + (turn ? -6 : 6)),
          y: lane - 2,
          text: small
            ? ` ${formatDate(one.date, 'short').replace(/ \d{4}$/, '')}`
            : `${note} ${formatDate(one.date, 'short')}`,
          anchor: turn ? 'end' : 'start',
        },
      };
    }),
    line: path ?? '',
    marks: rows.flatMap((row, index) =>
      row.value === null ? [] : [{ x: round(x[index]!), y: at(row.value), tone: toneOf(row) }],
    ),
    named:
      named === null
        ? null
        : {
            strong: `${reading(named.value)}`,
            label: {
              x: round(x[namedAt]! + (namedAt < 2 ? 14 : -14)),
              y: round(at(named.value!) + 4),
              text: ` ${axisLabel(named.batch, '').text}`,
              anchor: namedAt < 2 ? 'start' : 'end',
            },
          },
    ticks: rows.flatMap((row, index): Label[] =>
      (rows.length - 1 - index) % every === 0
        ? [{ x: round(x[index]!), y: bottom + 19, text: axisLabel(row.batch, null).text, anchor: 'middle' }]
        : [],
    ),
    years: yearsOf(rows, x, bottom + 37),
    axis: `M${left} ${bottom}H${right}`,
    hits: rows.map((row, index) => ({
      x: round(x[index]! - step / 2),
      y: top,
      width: round(step),
      height: bottom - top,
      tip: readingLine(row),
    })),
  };
}

interface Frame {
  left: number;
  right: number;
  small: boolean;
}

/** Limits are named on their line, so that nobody has to look for a key. */
function limitsOf(
  row: DriftRow | undefined,
  at: (value: number) => number,
  frame: Frame,
): TimeDrawing['limits'] {
  const given = [
    { tone: 'red' as const, value: row?.threshold ?? null, word: 'act' },
    { tone: 'amber' as const, value: row?.amber ?? null, word: 'watch' },
  ];
  return given.flatMap(({ tone, value, word }) => {
    if (value === null) return [];
    const y = at(value);
    const place = frame.small
      ? { x: frame.left + 4, y: round(y - 6) }
      : { x: frame.right + 10, y: round(y + 4) };
    const label: Label = { ...place, text: `${tone} ${limit(value)}: ${word}`, anchor: 'start' };
    return [{ tone, path: `M${frame.left} ${y}H${frame.right}`, label }];
  });
}

/** Moves labels of one margin apart that would stand on one another, upwards from the lowest. */
function spread(labels: readonly Label[]): void {
  let free = Number.POSITIVE_INFINITY;
  for (const label of [...labels].sort((a, b) => b.y - a.y)) {
    label.y = round(Math.min(label.y, free));
    free = label.y - 16;
  }
}

/** The floor's name; left out in the narrow drawing where the floor is too thin to carry it. */
function noiseLabel(value: number, y: number, bottom: number, { right, small }: Frame): Label | null {
  const text = `noise floor ${reading(value)}`;
  if (small) return bottom - y < 14 ? null : { x: right, y: round(y - 6), text, anchor: 'end' };
  return { x: right + 10, y: round(y + 2), text, anchor: 'start' };
}

/** A year stands under its first batch; where the next year is too near, only the next is written. */
function yearsOf(rows: readonly DriftRow[], x: readonly number[], y: number): Label[] {
  const years = rows.flatMap((row, index): Label[] => {
    const { year } = axisLabel(row.batch, rows[index - 1]?.batch ?? null);
    return year === null ? [] : [{ x: round(x[index]!), y, text: year, anchor: 'middle' }];
  });
  return years.filter((one, index) => (years[index + 1]?.x ?? Number.POSITIVE_INFINITY) - one.x >= 34);
}

function toneOf(row: DriftRow): ReadingMark['tone'] {
  if (row.verdict === 'no-verdict') return 'nv';
  if (row.verdict !== 'stable') return row.verdict;
  return isNoise(row) ? 'noise' : 'stable';
}

/** The reading worth naming: the highest over red, else over amber. */
function nameable(rows: readonly DriftRow[]): DriftRow | null {
  for (const verdict of ['red', 'amber'] as const) {
    const over = rows.filter((row) => row.verdict === verdict && row.value !== null);
    if (over.length > 0) return over.reduce((best, row) => (row.value! > best.value! ? row : best));
  }
  return null;
}

/** The outline of a mark: a triangle over a limit, else a circle (`null`). Filled or open by its class. */
export function markPath({ x, y, tone }: ReadingMark): string | null {
  if (tone === 'red') return `M${x} ${round(y - 9)}l8 14h-16z`;
  if (tone === 'amber') return `M${x} ${round(y - 7)}l6.5 11.5h-13z`;
  return null;
}
