import { approvalState } from './approvals.ts';
import type { ApprovalState, Artefact } from './artefact.ts';
import type { CalendarDate } from './date.ts';
import { outsideRows } from './evidence-of.ts';
import type { Approval } from './records.ts';

const known = new WeakMap<Artefact, Artefact>();

/**
 * An artefact as it was understood, with what follows from other files and from the date: the state of its approval,
 * and the rows of a register that lead out of the content folder. It is a copy, because what was understood is shared
 * between portfolios; the same copy for as long as the same follows.
 * @param approvals those that speak of it; `null` of a record, which nobody approves.
 */
export function datedArtefact(
  understood: Artefact,
  approvals: readonly Approval[] | null,
  asOf: CalendarDate,
): Artefact {
  const approval = approvals === null ? understood.approval : approvalState(understood, approvals, asOf);
  const before = known.get(understood);
  if (before && isSameApproval(before.approval, approval)) return before;
  const outside = understood.kind === 'evidence-register' ? outsideRows(understood) : [];
  const dated = { ...understood, broken: [...understood.broken, ...outside], approval };
  known.set(understood, dated);
  return dated;
}

const isSameApproval = (a: ApprovalState, b: ApprovalState): boolean =>
  a.status === b.status && a.by === b.by && a.changed.join() === b.changed.join();
