/** Waivers as people read them. */
import { isAhead, type CalendarDate } from '../../core/date.ts';
import type { Waiver } from '../../core/records.ts';
import { count } from '../../ui/words.ts';

/** Whether a waiver runs on a date, in a word: it has not begun, it runs, or it has run out. */
export const waiverState = (waiver: Waiver, asOf: CalendarDate): 'runs' | 'not begun' | 'expired' =>
  waiver.runs ? 'runs' : isAhead(waiver.date, asOf) ? 'not begun' : 'expired';

/** What a register of waivers finds. */
export function waiversHeadline(waivers: readonly Waiver[], asOf: CalendarDate): string {
  if (waivers.length === 0) return 'Nothing is waived';
  const run = waivers.filter((one) => one.runs);
  const last = waivers.filter((one) => waiverState(one, asOf) === 'expired').length;
  const holes = new Set(run.flatMap((one) => one.obligations.map((id) => `${one.system}\n${id}`))).size;
  const parts = [`${count(run.length, 'waiver runs', 'waivers run')}, over ${count(holes, 'obligation')}`];
  if (last > 0) parts.push(`${last} ${last === 1 ? 'has' : 'have'} run out`);
  return parts.join('; ');
}
