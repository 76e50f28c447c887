/** Calendar dates as ISO 8601 text (`2026-11-20`): no clock, no time zone, ordered by plain comparison. */
export type CalendarDate = string;

const pattern = /^\d{4}-\d{2}-\d{2}$/;
const day = 86_400_000;

/** Whether the text is a real calendar date in the form `YYYY-MM-DD`. */
export function isDate(text: unknown): text is CalendarDate {
  if (typeof text !== 'string' || !pattern.test(text)) return false;
  const { year, month, day: ofMonth } = partsOf(text);
  // A year of two digits is the first century to nobody, and another to every library.
  return year >= 100 && month >= 1 && month <= 12 && ofMonth >= 1 && ofMonth <= daysIn(year, month);
}

/** A calendar date as it is; `null` for anything else. */
export const asDate = (value: unknown): CalendarDate | null => (isDate(value) ? value : null);

/** Year, month from 1, day of the month. */
const partsOf = (date: CalendarDate): { year: number; month: number; day: number } => ({
  year: Number(date.slice(0, 4)),
  month: Number(date.slice(5, 7)),
  day: Number(date.slice(8)),
});

/** Days of a month, counted from 1, in the Gregorian calendar. */
const daysIn = (year: number, month: number): number =>
  month === 2
    ? (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
      ? 29
      : 28
    : month === 4 || month === 6 || month === 9 || month === 11
      ? 30
      : 31;

const toText = (at: Date): CalendarDate => at.toISOString().slice(0, 10);
const padded = (number: number, digits: number): string => String(number).padStart(digits, '0');
const toTime = (date: CalendarDate): number => Date.parse(date + 'T00:00:00Z');

/** Days from `a` to `b`; negative when `b` is earlier. */
export const daysBetween = (a: CalendarDate, b: CalendarDate): number =>
  Math.round((toTime(b) - toTime(a)) / day);

/** The date a number of days later (or earlier). */
export const addDays = (date: CalendarDate, days: number): CalendarDate =>
  toText(new Date(toTime(date) + days * day));

/** The date a number of months later; the day is clipped to the month's last (31 January + 1 = 28 February). */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const from = partsOf(date);
  const count = from.year * 12 + from.month - 1 + months;
  const year = Math.floor(count / 12);
  const month = count - year * 12 + 1;
  const ofMonth = Math.min(from.day, daysIn(year, month));
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(ofMonth, 2)}`;
}

/** Whether something valid until a date (inclusive) has expired on another. */
export const isPast = (until: CalendarDate, asOf: CalendarDate): boolean => until < asOf;

/** A span of time in calendar units. */
export interface Duration {
  months: number;
  days: number;
}

/**
 * Reads an ISO 8601 duration (`P1Y`, `P3M`, `P14D`, `PT4H`) or a cadence word (`monthly`, `quarterly`); `null` when
 * it is neither. Records bear days, so a part of a day counts as a day.
 */
export function parseDuration(text: string): Duration | null {
  const word = cadenceWords.get(text.trim().toLowerCase());
  if (word) return word;
  const match = isoDuration.exec(text.trim());
  if (!match) return null;
  const [years, months, weeks, days, hours, minutes, seconds] = match
    .slice(1)
    .map((part) => Number(part ?? 0)) as [number, number, number, number, number, number, number];
  const clock = Math.ceil(((hours * 60 + minutes) * 60 + seconds) / 86_400);
  return { months: years * 12 + months, days: weeks * 7 + days + clock };
}

const isoDuration =
  /^P(?=\d|T\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

const cadenceWords = new Map<string, Duration>(
  Object.entries({
    hourly: { months: 0, days: 1 },
    daily: { months: 0, days: 1 },
    weekly: { months: 0, days: 7 },
    fortnightly: { months: 0, days: 14 },
    monthly: { months: 1, days: 0 },
    quarterly: { months: 3, days: 0 },
    'semi-annually': { months: 6, days: 0 },
    annually: { months: 12, days: 0 },
    yearly: { months: 12, days: 0 },
  }),
);

/** The date a duration after another. */
export const addDuration = (date: CalendarDate, span: Duration): CalendarDate =>
  addDays(addMonths(date, span.months), span.days);

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July'].concat([
  'August',
  'September',
  'October',
  'November',
  'December',
]);

/** A date as people read it, in English: `20 November 2026`, or `20 Nov 2026` when short. */
export function formatDate(date: CalendarDate, style: 'long' | 'short' = 'long'): string {
  const [year, month, dayOfMonth] = date.split('-').map(Number);
  const name = months[(month ?? 1) - 1] ?? '';
  return `${dayOfMonth} ${style === 'long' ? name : name.slice(0, 3)} ${year}`;
}

/** A month (`2026-03`) or date as `March 2026`, or `Mar 2026` when short. */
export function formatMonth(date: string, style: 'long' | 'short' = 'long'): string {
  const [year, month] = date.split('-').map(Number);
  const name = months[(month ?? 1) - 1] ?? '';
  return `${style === 'long' ? name : name.slice(0, 3)} ${year}`;
}

/**
 * The as-of date a portfolio is computed for: the first of the option, the portfolio's own `as_of`,
 * `SOURCE_DATE_EPOCH` (seconds) and today in UTC. The clock is passed in, so that core has none.
 */
export function chooseAsOf(from: {
  option?: string | undefined;
  portfolio?: string | undefined;
  sourceDateEpoch?: string | undefined;
  now: () => Date;
}): { date: CalendarDate; source: 'option' | 'portfolio' | 'SOURCE_DATE_EPOCH' | 'clock' } {
  if (from.option) return { date: from.option, source: 'option' };
  if (from.portfolio) return { date: from.portfolio, source: 'portfolio' };
  if (from.sourceDateEpoch && /^\d+$/.test(from.sourceDateEpoch)) {
    return { date: toText(new Date(Number(from.sourceDateEpoch) * 1000)), source: 'SOURCE_DATE_EPOCH' };
  }
  return { date: toText(from.now()), source: 'clock' };
}

/** Whether a value is a date after the as-of date: what bears it does not exist yet. */
export const isAhead = (value: unknown, asOf: CalendarDate): value is CalendarDate =>
  isDate(value) && value > asOf;
