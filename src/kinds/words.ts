// Words that the sentences of findings share, so that all of them read as one voice.
import { daysBetween, type CalendarDate } from '../core/date.ts';
import { code, count } from '../core/words.ts';

export { code, codes, count, listed } from '../core/words.ts';

/** How long before a later date a date was: `1 day`, `31 days`. */
export const daysBefore = (date: CalendarDate, later: CalendarDate): string =>
  count(daysBetween(date, later), 'day');

/** Labels of risk tiers and the like as they are typed: `tier-1`. */
export const named = (title: string, id: string): string => `${code(id)} (${title})`;
