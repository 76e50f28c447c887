import { isBroken, spotOf, type Artefact } from '../../core/artefact.ts';
import { approvalsFor, isYes } from '../../core/approvals.ts';
import { isDate, isPast, type CalendarDate } from '../../core/date.ts';
import { dueAfter } from '../../core/policy.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import { defineRule } from '../../core/rule.ts';
import { demandsOf } from '../demand.ts';
import { isClosed } from '../../kinds/rows.ts';
import { code, daysBefore } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'review/overdue',
  severity: 'warning',
  what: 'The day an artefact was to be reviewed has passed: its `next_review`, or the cadence of its tier since it was last looked at.',
  why: 'What was true of a model at approval decays with its population. A review that is overdue does not make the record false; it makes it old, and a reader must see by how much.',
  fix: 'Review the artefact, change what no longer holds, set the new `next_review` and record the approval. Decision records are asked only for the review date they state.',
  source: 'OSFI E-23 Appendix 1 (next review date); PRA SS1/23 Principle 1.2(c)',
  *check(portfolio) {
    for (const artefact of portfolio.artefacts) {
      if (isClosed(artefact)) continue;
      const due = dueDate(portfolio, artefact);
      if (due === null || !isPast(due.date, portfolio.as_of)) continue;
      yield {
        message: `the review of ${code(artefact.id)} was due on ${due.date} (${due.why}), ${daysBefore(due.date, portfolio.as_of)} before ${portfolio.as_of}`,
        at: spotOf(artefact, due.stated ? ['next_review'] : []),
        subject: artefact.id,
        detail: due.date,
        fix: 'review it and set the new `next_review`',
      };
    }
  },
});

/** A date of review and what sets it. */
export interface Due {
  date: CalendarDate;
  why: string;
  stated: boolean;
}

/** The day an artefact has to be reviewed, and why; `null` when nothing asks for a review. */
export function dueDate(portfolio: Portfolio, artefact: Artefact): Due | null {
  const stated = artefact.data['next_review'];
  if (isDate(stated)) return { date: stated, why: '`next_review`', stated: true };
  // A decision is a record of its day; it is superseded, not reviewed.
  if (isBroken(artefact, ['next_review']) || artefact.kind === 'decision' || artefact.system === null)
    return null;
  const system = portfolio.index.systems.get(artefact.system);
  const demands = system && demandsOf(portfolio, system);
  const kind = portfolio.kinds.find(({ name }) => name === artefact.kind);
  if (!demands || kind?.form !== 'page') return null;
  const seen = lastLook(portfolio, artefact);
  const date = seen && dueAfter(seen.date, demands.review_cadence);
  if (!seen || !date) return null;
  return { date, why: `\`${demands.review_cadence}\` after ${seen.what} on ${seen.date}`, stated: false };
}

/** When somebody last looked at the whole of it: its approval, else its last change, else its making. */
function lastLook(portfolio: Portfolio, artefact: Artefact): { date: CalendarDate; what: string } | null {
  const approved = approvalsFor(portfolio.approvals, artefact.id)
    .filter(({ decision, date }) => isYes(decision) && date <= portfolio.as_of)
    .map(({ date }) => date);
  if (approved.length > 0) return { date: latest(approved), what: 'its approval' };
  const history = artefact.data['change_history'];
  const changed = (Array.isArray(history) ? history : [])
    .map((row: unknown) => (row as { date?: unknown } | null)?.date)
    .filter((date): date is CalendarDate => isDate(date) && date <= portfolio.as_of);
  if (changed.length > 0) return { date: latest(changed), what: 'its last change' };
  const created = artefact.data['created'];
  return isDate(created) ? { date: created, what: 'it was created' } : null;
}

const latest = (dates: readonly CalendarDate[]): CalendarDate => dates.reduce((a, b) => (a > b ? a : b));
