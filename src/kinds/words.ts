// Words that the sentences of findings share, so that all of them read as one voice.
import { count } from '../core/count.ts';
import { daysBetween, type CalendarDate } from '../core/date.ts';

export { count };

/** An id, field or value as it stands in a sentence. */
export const code = (text: string | number): string => `\`${text}\``;

/** Ids in a sentence: `a`, `b` and `c`; beyond `most`, the number of the rest. */
export const codes = (texts: readonly string[], most = 5): string =>
  texts.length > most
    ? `${texts.slice(0, most).map(code).join(', ')} and ${texts.length - most} more`
    : listed(texts.map(code));

/** Texts in a sentence: `a`, `a and b`, `a, b and c`. */
export const listed = (texts: readonly string[], last = 'and'): string =>
  texts.length < 2 ? (texts[0] ?? '') : `${texts.slice(0, -1).join(', ')} ${last} ${texts.at(-1)!}`;

/** How long before a later date a date was: `1 day`, `31 days`. */
export const daysBefore = (date: CalendarDate, later: CalendarDate): string =>
  count(daysBetween(date, later), 'day');

/** Labels of risk tiers and the like as they are typed: `tier-1`. */
export const named = (title: string, id: string): string => `${code(id)} (${title})`;
