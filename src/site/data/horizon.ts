/** How a day that something is due on stands to the as-of date and the days that the policy looks ahead. */
import { addDays, isPast, type CalendarDate } from '../../core/date.ts';
import type { Portfolio } from '../../core/portfolio.ts';

export type Nearness = 'late' | 'soon';

/** Whether a day has passed, or comes within `policy.horizon_days` of the as-of date; `null` for a later one, or none. */
export function nearnessOf(
  due: CalendarDate | null | undefined,
  { as_of, policy }: Pick<Portfolio, 'as_of' | 'policy'>,
): Nearness | null {
  if (due === null || due === undefined) return null;
  if (isPast(due, as_of)) return 'late';
  return due <= addDays(as_of, policy.horizon_days) ? 'soon' : null;
}
