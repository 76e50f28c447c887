/** Waivers as people read them. */
import { isAhead } from '../../core/date.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import { isInEffect, type Waiver } from '../../core/records.ts';
import { count } from '../../ui/words.ts';

/** Where a waiver stands on the as-of date: a word for the table. */
export function waiverState(waiver: Waiver, { as_of, index }: Pick<Portfolio, 'as_of' | 'index'>): string {
  if (isInEffect(waiver, index)) return 'runs';
  if (waiver.runs) return 'accepts nothing';
  return isAhead(waiver.date, as_of) ? 'not begun' : 'expired';
}

/** What a register of waivers finds. */
export function waiversHeadline(
  waivers: readonly Waiver[],
  portfolio: Pick<Portfolio, 'as_of' | 'index'>,
): string {
  if (waivers.length === 0) return 'Nothing is waived';
  const run = waivers.filter((one) => isInEffect(one, portfolio.index));
  const last = waivers.filter((one) => waiverState(one, portfolio) === 'expired').length;
  const holes = new Set(run.flatMap((one) => one.obligations.map((id) => `${one.system}\n${id}`))).size;
  const parts = [`${count(run.length, 'waiver runs', 'waivers run')}, over ${count(holes, 'obligation')}`];
  if (last > 0) parts.push(`${last} ${last === 1 ? 'has' : 'have'} run out`);
  return parts.join('; ');
}
