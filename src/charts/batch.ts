import { formatMonth } from '../core/date.ts';

/** The span a batch covers by its name, UTC; `null` when the name is not a time. */
interface Span {
  from: number;
  to: number;
}

const monthSpan = (year: number, month: number, months: number): Span => ({
  from: Date.UTC(year, month - 1, 1),
  to: Date.UTC(year, month - 1 + months, 1),
});
const day = 86_400_000;

/** Reads `2026`, `2026-Q3`, `2026-03`, `2026-W07` (ISO 8601) and `2026-03-09`. */
export function batchSpan(batch: string): Span | null {
  const match = /^(\d{4})(?:-(?:Q([1-4])|W(\d{2})|(\d{2})(?:-(\d{2}))?))?$/.exec(batch);
  if (match === null) return null;
  const [year, quarter, week, month, date] = match.slice(1).map((part) => Number(part ?? Number.NaN));
  if (year === undefined) return null;
  if (quarter) return monthSpan(year, quarter * 3 - 2, 3);
  if (week) {
    // ISO 8601: week 1 holds 4 January; weeks start on Monday.
    const fourth = Date.UTC(year, 0, 4);
    const monday = fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * day;
    return { from: monday + (week - 1) * 7 * day, to: monday + week * 7 * day };
  }
  if (month && date) {
    const from = Date.UTC(year, month - 1, date);
    return { from, to: from + day };
  }
  return month ? monthSpan(year, month, 1) : monthSpan(year, 1, 12);
}

/** A batch as people say it: `March 2026`, `Q3 2026`; other names as they are. */
export function batchName(batch: string, style: 'long' | 'short' = 'long'): string {
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(batch)) return formatMonth(batch, style);
  const quarter = /^(\d{4})-Q([1-4])$/.exec(batch);
  return quarter ? `Q${quarter[2]} ${quarter[1]}` : batch;
}

/** The short label of a batch on an axis and, where a year begins, the year. */
export function axisLabel(batch: string, before: string | null): { text: string; year: string | null } {
  const year = /^\d{4}(?=-)/.exec(batch)?.[0] ?? null;
  const starts = year !== null && !(before ?? '').startsWith(year);
  const month = /^\d{4}-(\d{2})$/.test(batch) ? formatMonth(batch, 'short').split(' ')[0]! : null;
  return { text: month ?? (year === null ? batch : batch.slice(5)), year: starts ? year : null };
}
