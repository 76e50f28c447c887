// How long things have stood, on one scale of days around a date.
import { daysBetween, type CalendarDate } from '../core/date.ts';
import { fixed } from '../evidence/format.ts';
import { round } from './round.ts';
import { equalTicks } from './ticks.ts';

/** Something that was raised on a day and stands until it is settled. */
export interface Aged {
  /** Its anchor on the page, and what it is called. */
  anchor: string;
  label: string;
  raised: CalendarDate;
  /** When it was settled; `null` while it stands. */
  settled: CalendarDate | null;
  due: CalendarDate | null;
}

/** One thing drawn: places in units of the drawing, `ageWidth` wide. */
export interface AgeRow {
  of: Aged;
  /** Days from the day it was raised to the day it was settled, else to the as-of date. */
  days: number;
  from: number;
  width: number;
  due: number | null;
}

export interface AgeDrawing {
  rows: readonly AgeRow[];
  /** Place of the as-of date. */
  now: number;
  /** Days before (negative) and after it, at equal distances. */
  ticks: readonly string[];
}

/** Width of a drawing in its own units: it stretches with the page. */
export const ageWidth = 1000;

/** Days that are drawn before and after at least, so that ticks are whole days. */
const leastDays = 6;

/** Draws things by age in the order given; `null` for none. */
export function ageDrawing(all: readonly Aged[], asOf: CalendarDate): AgeDrawing | null {
  if (all.length === 0) return null;
  const daysTo = (date: CalendarDate): number => daysBetween(asOf, date);
  const days = all.flatMap(({ raised, due }) => [raised, ...(due === null ? [] : [due])].map(daysTo));
  const { values } = equalTicks(Math.min(-leastDays, ...days), Math.max(leastDays, ...days), 6);
  const [low, high] = [values[0]!, values.at(-1)!];
  const place = (day: number): number => round((ageWidth * (day - low)) / (high - low));
  return {
    rows: all.map((of) => {
      const [from, until] = [daysTo(of.raised), of.settled === null ? 0 : daysTo(of.settled)];
      return {
        of,
        days: until - from,
        from: place(from),
        // What was raised today is seen too.
        width: Math.max(4, round(place(until) - place(from))),
        due: of.due === null ? null : place(daysTo(of.due)),
      };
    }),
    now: place(0),
    ticks: values.map((value) => fixed(value, 0)),
  };
}
