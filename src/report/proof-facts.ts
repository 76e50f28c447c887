import type { ProofStep } from '../core/cell.ts';
import type { Approval, Evidence, Waiver } from '../core/records.ts';
import type { Portfolio } from '../core/portfolio.ts';

/** What the records say of the thing that a step of a proof names; a field that does not concern it is `null`. */
export interface ProofFacts {
  /** The registered file, relative to the content folder. */
  file: string | null;
  /** SHA-256 of the bytes found; `null` when the file is missing. */
  digest: string | null;
  captured_at: string | null;
  valid_until: string | null;
  /** Party that approved or waived, by id. */
  by: string | null;
  /** Day of the approval or the waiver. */
  date: string | null;
}

const nothing: ProofFacts = {
  file: null,
  digest: null,
  captured_at: null,
  valid_until: null,
  by: null,
  date: null,
};

/** A function that gives the facts behind a step: the file of evidence, who approved, who waived and until when. */
export function proofFacts(
  portfolio: Pick<Portfolio, 'index' | 'approvals' | 'waivers'>,
): (step: Pick<ProofStep, 'type' | 'id'>) => ProofFacts {
  const approvals = new Map(portfolio.approvals.map((one) => [one.id, one]));
  const waivers = new Map(portfolio.waivers.map((one) => [one.id, one]));
  return ({ type, id }) => {
    if (id === null) return nothing;
    if (type === 'evidence') return ofEvidence(portfolio.index.evidence.get(id));
    if (type === 'approval') return ofApproval(approvals.get(id));
    if (type === 'waiver') return ofWaiver(waivers.get(id));
    return nothing;
  };
}

const ofEvidence = (record: Evidence | undefined): ProofFacts =>
  record
    ? {
        ...nothing,
        file: record.file,
        digest: record.found_sha256,
        captured_at: record.captured_at,
        valid_until: record.valid_until,
      }
    : nothing;

const ofApproval = (record: Approval | undefined): ProofFacts =>
  record ? { ...nothing, by: record.approver, date: record.date, valid_until: record.valid_until } : nothing;

const ofWaiver = (record: Waiver | undefined): ProofFacts =>
  record ? { ...nothing, by: record.approved_by, date: record.date, valid_until: record.expires } : nothing;
