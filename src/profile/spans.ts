import type { SpanOfTime } from './request.ts';

const day = 86_400_000;
const isoDate = (time: number): string => new Date(time).toISOString().slice(0, 10);
const two = (value: number): string => String(value).padStart(2, '0');

/** The name and days of a span, from the key that `spanKeySql` gives it. Weeks are those of ISO 8601. */
export function spanOf(span: SpanOfTime, key: number): { id: string; period: { from: string; to: string } } {
  const months = { month: 1, quarter: 3, year: 12 };
  if (span === 'day') {
    const id = isoDate(key * day);
    return { id, period: { from: id, to: id } };
  }
  if (span === 'week') {
    const monday = (key * 7 - 3) * day;
    const thursday = new Date(monday + 3 * day);
    const first = Date.UTC(thursday.getUTCFullYear(), 0, 1);
    const week = Math.floor((thursday.getTime() - first) / day / 7) + 1;
    const id = `${thursday.getUTCFullYear()}-W${two(week)}`;
    return { id, period: { from: isoDate(monday), to: isoDate(monday + 6 * day) } };
  }
  const from = Date.UTC(1970, key * months[span], 1);
  const start = new Date(from);
  const [year, month] = [start.getUTCFullYear(), start.getUTCMonth()];
  const id =
    span === 'year'
      ? `${year}`
      : span === 'month'
        ? `${year}-${two(month + 1)}`
        : `${year}-Q${month / 3 + 1}`;
  return {
    id,
    period: { from: isoDate(from), to: isoDate(Date.UTC(1970, (key + 1) * months[span], 1) - day) },
  };
}
