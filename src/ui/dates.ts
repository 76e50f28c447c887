import { daysBetween, formatDate, isDate, type CalendarDate } from '../core/date.ts';

/** `20 Nov 2026`; text that is not a date is returned as it is, a missing one as a dash. */
export const shortDate = (date: CalendarDate | null | undefined): string => written(date, 'short');

/** `20 November 2026`. */
export const longDate = (date: CalendarDate | null | undefined): string => written(date, 'long');

/** A text of the core with its dates as people write them: `valid until 2026-09-30` → `valid until 30 Sep 2026`. */
export const withDates = (text: string): string => text.replace(/\b\d{4}-\d{2}-\d{2}\b/g, shortDate);

/** A text of the core without the back-ticks that mark ids in a terminal, its dates as people write them. */
export const plain = (text: string): string => withDates(text.replaceAll('`', ''));

const written = (date: CalendarDate | null | undefined, style: 'short' | 'long'): string =>
  !date ? '–' : isDate(date) ? formatDate(date, style) : date;

/** How a due date lies to the as-of date: `in 13 days`, `today`, `51 days late`. */
export function dueIn(date: CalendarDate, asOf: CalendarDate): { text: string; late: boolean } {
  const days = daysBetween(asOf, date);
  if (days === 0) return { text: 'today', late: false };
  const size = Math.abs(days);
  const text = `${size} ${size === 1 ? 'day' : 'days'}`;
  return days < 0 ? { text: `${text} late`, late: true } : { text: `in ${text}`, late: false };
}
