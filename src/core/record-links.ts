import { isYes } from './approvals.ts';
import type { Artefact } from './artefact.ts';
import { isPast, type CalendarDate } from './date.ts';
import type { Link, LinkState } from './link.ts';
import type { Clause } from './obligation.ts';
import type { Spot } from './place.ts';
import type { Approval, Party, Waiver } from './records.ts';

// Links that records make of themselves, because whether they hold follows from the record's own dates and words
// and not from what they lead to.

const link = (
  type: Link['type'],
  from: string,
  to: string,
  state: LinkState,
  at: Spot,
  field: string,
): Link => ({ type, from, to, state, at, confirmed: null, field });

/**
 * Who approves what: one link for each party and artefact, by the party's last word by the as-of date. A no makes
 * none; a yes to other content than today's is `suspect`, one that has run out `expired`.
 */
export function approvalLinks(
  approvals: readonly Approval[],
  pages: readonly Artefact[],
  parties: readonly Party[],
  asOf: CalendarDate,
): Link[] {
  const artefacts = new Map(pages.map((one) => [one.id, one]));
  const known = new Set(parties.map((one) => one.id));
  const last = new Map<string, Approval>();
  for (const approval of approvals) {
    if (!approval.chained || approval.date > asOf || !known.has(approval.approver)) continue;
    const key = `${approval.approver}\n${approval.subject}`;
    const before = last.get(key);
    if (before === undefined || before.date <= approval.date) last.set(key, approval);
  }
  return [...last.values()].flatMap((approval) => {
    const artefact = artefacts.get(approval.subject);
    if (!artefact || !isYes(approval.decision)) return [];
    const { meaning, body } = artefact.fingerprints;
    const isSame = approval.fingerprint === meaning && approval.body_fingerprint === body;
    const hasEnded = approval.valid_until !== null && isPast(approval.valid_until, asOf);
    const state = !isSame ? 'suspect' : hasEnded ? 'expired' : 'valid';
    return [link('approves', approval.approver, approval.subject, state, approval.at, 'approver')];
  });
}

/** Who accepts which waiver, and which clauses it speaks of; one that has run out is `expired`. */
export function waiverLinks(
  waivers: readonly Waiver[],
  parties: readonly Party[],
  clauses: readonly Clause[],
  asOf: CalendarDate,
): Link[] {
  const people = new Set(parties.map((one) => one.id));
  const obligations = new Set(clauses.map((one) => one.id));
  return waivers
    .filter((waiver) => waiver.date <= asOf)
    .flatMap((waiver) => {
      const state = waiver.runs ? 'valid' : 'expired';
      const by = people.has(waiver.approved_by)
        ? [link('approves', waiver.approved_by, waiver.id, state, waiver.at, 'approved_by')]
        : [];
      const of = waiver.obligations
        .filter((id) => obligations.has(id))
        .map((id) => link('waives', waiver.id, id, state, waiver.at, 'obligations'));
      return [...by, ...of];
    });
}
