import { scaleLinear, scaleLog, scaleUtc } from 'd3-scale';
import { formatDate } from '../core/date.ts';
import { percent } from '../core/percent.ts';
import { fixed } from '../evidence/format.ts';
import { axisLabel, batchSpan } from './batch.ts';
import type { DecisionMark } from './drift-words.ts';
import { round } from './round.ts';
import type { Label, TimeDrawing } from './time-drawing.ts';

export interface Size {
  width: number;
  height: number;
  narrow: boolean;
}

/** The two drawings of a time chart: one for wide places, one for phones. */
export const wide: Size = { width: 1010, height: 400, narrow: false };
export const narrow: Size = { width: 370, height: 340, narrow: true };

/** Where batches stand, and the room that values have. */
export interface Frame {
  width: number;
  height: number;
  small: boolean;
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** The middle of each batch. */
  x: number[];
  /** Left edge of a batch; of one past the last the right edge of all. */
  edge: (batch: number) => number;
  /** Room of one batch. */
  step: number;
  events: TimeDrawing['events'];
  ticks: Label[];
  years: Label[];
  axis: string;
}

/**
 * Batches at the middle of their span on a UTC axis, or at equal steps where a batch's name is not a time; decisions
 * are drawn only on a time axis.
 */
export function timeFrame(
  batches: readonly string[],
  decisions: readonly DecisionMark[],
  { width, height, narrow: small }: Size,
): Frame {
  const [left, right, bottom] = [small ? 38 : 48, width - (small ? 10 : 140), height - (small ? 44 : 48)];
  const spans = batches.map(batchSpan);
  const timed = spans.every((span) => span !== null) && batches.length > 0;
  const [first, end] = [spans[0]?.from ?? 0, spans.at(-1)?.to ?? 1];
  const time = scaleUtc([first, end], [left, right]);
  const steps = scaleLinear([-0.5, Math.max(batches.length - 0.5, 0.5)], [left, right]);
  const x = batches.map((_, index) => {
    const span = spans[index];
    return timed && span ? time((span.from + span.to) / 2) : steps(index);
  });
  const step = batches.length > 1 ? Math.abs(x[1]! - x[0]!) : right - left;
  const shown = timed
    ? decisions
        .map((one) => ({ ...one, at: Date.parse(`${one.date}T00:00:00Z`) }))
        .filter((one) => one.at >= first && one.at <= end)
        .sort((a, b) => a.at - b.at)
    : [];
  const lanes = Math.min(shown.length, 2);
  const top = 24 + lanes * 20;
  const texts = batches.map((batch) => axisLabel(batch, null).text);
  const longest = Math.max(0, ...texts.map((text) => text.length));
  const every = Math.max(1, Math.ceil(Math.max(small ? 34 : 30, 7.2 * longest + 8) / Math.max(step, 1)));
  return {
    width,
    height,
    small,
    left,
    right,
    top,
    bottom,
    x,
    edge: (batch) =>
      round(timed ? time(spans[batch]?.from ?? end) : Math.min(right, Math.max(left, steps(batch - 0.5)))),
    step,
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
    ticks: texts.flatMap((text, index): Label[] =>
      (batches.length - 1 - index) % every === 0
        ? [{ x: round(x[index]!), y: bottom + 19, text, anchor: 'middle' }]
        : [],
    ),
    years: yearsOf(batches, x, bottom + 37),
    axis: `M${left} ${bottom}H${right}`,
  };
}

/** A year stands under its first batch; where the next year is too near, only the next is written. */
function yearsOf(batches: readonly string[], x: readonly number[], y: number): Label[] {
  const years = batches.flatMap((batch, index): Label[] => {
    const { year } = axisLabel(batch, batches[index - 1] ?? null);
    return year === null ? [] : [{ x: round(x[index]!), y, text: year, anchor: 'middle' }];
  });
  return years.filter((one, index) => (years[index + 1]?.x ?? Number.POSITIVE_INFINITY) - one.x >= 38);
}

/** Where values stand; one beyond the axis is drawn at its end. */
export interface ValueAxis {
  at: (value: number) => number;
  gridlines: TimeDrawing['gridlines'];
}

/** The axis of values between two ends, in units; shares of one as percentages. */
export function valueAxis(
  [low, high]: readonly [number, number],
  frame: Frame,
  { unit = null, count = 4 }: { unit?: string | null; count?: number } = {},
): ValueAxis {
  const span: [number, number] = low < high ? [low, high] : [low - 0.5, low + 0.5];
  const y = scaleLinear(span, [frame.bottom, frame.top]).nice(count);
  const ticks = y.ticks(count);
  const isShare = unit === 'share';
  const digits = (value: number): number => String(round(value, 9)).split('.')[1]?.length ?? 0;
  const scaled = ticks.map((tick) => (isShare ? tick * 100 : tick));
  const decimals = Math.max(isShare || span[1] > 20 ? 0 : 1, ...scaled.map(digits));
  return axisOf(
    (value) => y(value),
    ticks,
    (_, index) => (isShare ? percent(fixed(scaled[index]!, decimals)) : fixed(scaled[index]!, decimals)),
    frame,
  );
}

/** The axis of p-values: powers of ten from 1 down to the smallest, at most a millionth. */
export function pAxis(smallest: number, frame: Frame): ValueAxis {
  const power = Math.min(-2, Math.max(-6, Math.floor(Math.log10(Math.max(smallest, 1e-6)))));
  const y = scaleLog([10 ** power, 1], [frame.bottom, frame.top]);
  const ticks = Array.from({ length: 1 - power }, (_, i) => 10 ** (power + i));
  return axisOf(
    (value) => y(Math.max(value, 10 ** power)),
    ticks,
    (tick, index) =>
      tick === 1 ? '1' : (index === 0 ? '≤ ' : '') + tick.toFixed(index === 0 ? -power : -power - index),
    frame,
  );
}

function axisOf(
  scale: (value: number) => number,
  ticks: readonly number[],
  text: (tick: number, index: number) => string,
  { left, right, top, bottom }: Frame,
): ValueAxis {
  const at = (value: number): number => round(Math.max(top, Math.min(bottom, scale(value))));
  return {
    at,
    gridlines: ticks.map((tick, index) => ({
      path: `M${left} ${at(tick)}H${right}`,
      label: { x: left - 7, y: round(at(tick) + 4), text: text(tick, index), anchor: 'end' },
    })),
  };
}

/** The name of what is measured, over the axis of values. */
export const measureLabel = (text: string, { small, left, top }: Frame): Label => ({
  // A long name begins at the edge: set from the axis leftwards it would leave the drawing.
  ...(small || text.length > 4
    ? { x: 0, anchor: 'start' as const }
    : { x: left - 7, anchor: 'end' as const }),
  y: round(top - 14),
  text,
});

/** A line across, named on its line so that nobody has to look for a key. */
export function limitLine(
  tone: TimeDrawing['limits'][number]['tone'],
  y: number,
  text: string,
  frame: Frame,
): TimeDrawing['limits'][number] {
  return { tone, path: `M${frame.left} ${y}H${frame.right}`, label: limitLabel(y, text, frame) };
}

/** The name of a line that ends at a height: in the margin, on phones over the line. */
export const limitLabel = (y: number, text: string, { small, left, right }: Frame): Label => ({
  ...(small ? { x: left + 4, y: round(y - 6) } : { x: right + 10, y: round(y + 4) }),
  text,
  anchor: 'start',
});

/** Moves labels of one margin apart that would stand on one another, upwards from the lowest. */
export function spread(labels: readonly Label[]): void {
  let free = Number.POSITIVE_INFINITY;
  for (const label of [...labels].sort((a, b) => b.y - a.y)) {
    label.y = round(Math.min(label.y, free));
    free = label.y - 16;
  }
}

/** Where a pointer rests to be told of a batch. Phones have none, so that the narrow drawing goes without. */
export const hitsOf = (
  tips: readonly string[],
  { x, step, top, bottom, small }: Frame,
): TimeDrawing['hits'] =>
  small
    ? []
    : tips.map((tip, index) => ({
        x: round(x[index]! - step / 2),
        y: top,
        width: round(step),
        height: bottom - top,
        tip,
      }));
