import type { ApprovalState, Artefact } from './artefact.ts';
import { compareText } from './compare.ts';
import { isPast, type CalendarDate } from './date.ts';
import { fingerprintOf } from './fingerprint.ts';
import { grouping } from './once.ts';
import type { Approval, ApprovalDecision } from './records.ts';

/** An approval as written in its file, without what Casebook adds when reading it. */
export interface ApprovalRecord {
  decision: ApprovalDecision;
  gate?: string;
  approver: string;
  role?: string;
  date: CalendarDate;
  valid_until?: CalendarDate;
  fingerprint: string;
  body_fingerprint?: string;
  conditions?: Approval['conditions'];
  limits_of_use?: string[];
  evidence_considered?: string[];
  risk_accepted?: string[];
  dissent?: string;
  signature_method?: string;
  minutes_ref?: string;
  note?: string;
  previous?: string;
}

/**
 * The digest of an approval record, which the record after it names as `previous`: a chain, so that a record
 * taken out or altered later shows.
 */
export const recordDigest = (record: ApprovalRecord): string => fingerprintOf(record);

/** The approvals of a list that speak of an artefact, by its qualified id. */
export const approvalsFor = grouping((approval: Approval) => approval.subject);

/** Whether the decision is a yes, with or without conditions. */
export const isYes = (decision: ApprovalDecision): boolean =>
  decision === 'approved' || decision === 'approved-with-conditions';

/** Whether a condition of an approval is still owed; one without a status is. */
export const isConditionOpen = ({
  status = 'open',
}: Pick<Approval['conditions'][number], 'status'>): boolean => status === 'open' || status === 'overdue';

/**
 * What the approvals say of an artefact on a date. The last record (by date, then order in the file) that
 * exists by then decides; records dated later do not exist yet, and of a broken chain none counts.
 */
export function approvalState(
  artefact: Pick<Artefact, 'fingerprints' | 'data'>,
  approvals: readonly Approval[],
  asOf: CalendarDate,
): ApprovalState {
  const known = approvals
    .map((approval, order) => ({ approval, order }))
    .filter(({ approval }) => approval.chained && approval.date <= asOf)
    .sort((a, b) => compareText(a.approval.date, b.approval.date) || a.order - b.order);
  const last = known.at(-1)?.approval;
  if (!last) {
    const status = artefact.data['status'] === 'draft' || artefact.data['status'] === undefined;
    return { status: status ? 'draft' : 'in-review', by: null, changed: [] };
  }
  if (!isYes(last.decision)) return { status: 'rejected', by: last.id, changed: [] };
  const changed: ('fields' | 'prose')[] = [];
  if (last.fingerprint !== artefact.fingerprints.meaning) changed.push('fields');
  if ((last.body_fingerprint ?? null) !== artefact.fingerprints.body) changed.push('prose');
  if (changed.length > 0) return { status: 'changed', by: last.id, changed };
  if (last.valid_until !== null && isPast(last.valid_until, asOf)) {
    return { status: 'expired', by: last.id, changed };
  }
  return { status: 'approved', by: last.id, changed };
}
