import { isDeepStrictEqual } from 'node:util';
import { spotOf, type Artefact } from './artefact.ts';
import { recordDigest, type ApprovalRecord } from './approvals.ts';
import { localName } from './classify.ts';
import { asList, asRecord, asRecords, asText, asTexts } from './data.ts';
import { asDate, isDate, isPast, type CalendarDate } from './date.ts';
import type { FindingDraft } from './finding.ts';
import { qualify } from './id.ts';
import { once } from './once.ts';
import { isLinkType } from './link.ts';
import { approvalDecisions, type Approval, type Confirmation, type Party, type Waiver } from './records.ts';

/** The parties a portfolio file lists. */
export const partiesOf = once((portfolio: Artefact): Party[] =>
  asList(portfolio.data['parties']).flatMap((row, i) => {
    const data = asRecord(row);
    const id = asText(data?.['id']);
    if (!data || id === null) return [];
    return [
      {
        id,
        title: asText(data['title']) ?? id,
        roles: asTexts(data['roles']),
        unit: asText(data['unit']),
        contact: asText(data['contact']),
        description: asText(data['description']),
        at: spotOf(portfolio, ['parties', i]),
      },
    ];
  }),
);

/** The qualified id of the artefact that a file of approvals speaks of; `approvals/system.yaml` is the profile's. */
export function approvedBy(file: Pick<Artefact, 'system' | 'data' | 'file'>): string {
  const local = asText(file.data['artefact']) ?? localName(file.file);
  return local === 'system' && file.system !== null ? file.system : qualify(file.system, local);
}

/** The approvals of one file, oldest first, with the chain checked. */
export const approvalsOf = once((file: Artefact): { approvals: Approval[]; drafts: FindingDraft[] } => {
  const drafts: FindingDraft[] = [];
  const subject = approvedBy(file);
  // A record that cannot be read may be the one that took an approval back: without it none of them counts.
  if (file.broken.some((at) => at.startsWith('/approvals'))) return { approvals: [], drafts };
  let before: string | null = null;
  const approvals = asRecords(file.data['approvals']).flatMap((row, i): Approval[] => {
    const record = row as Partial<ApprovalRecord>;
    const decision = approvalDecisions.find((one) => one === record.decision);
    const previous = record.previous ?? null;
    if (previous !== before) {
      drafts.push({
        rule: 'approval/chain',
        message:
          before === null
            ? `the first approval of \`${subject}\` names a record before it`
            : `approval ${i + 1} of \`${subject}\` does not follow from the record before it`,
        at: spotOf(file, ['approvals', i, ...(previous === null ? [] : ['previous'])]),
        subject,
        detail: `chain ${i + 1}`,
        fix: 'restore the records as they were written; add new ones with `casebook approve` only',
      });
    }
    before = recordDigest(row as unknown as ApprovalRecord);
    if (!decision || !isDate(record.date) || !record.approver || !record.fingerprint) return [];
    return [
      {
        id: `${subject}#${i + 1}`,
        subject,
        decision,
        gate: record.gate ?? null,
        approver: record.approver,
        role: record.role ?? null,
        date: record.date,
        valid_until: asDate(record.valid_until),
        fingerprint: record.fingerprint,
        body_fingerprint: record.body_fingerprint ?? null,
        conditions: record.conditions ?? [],
        limits_of_use: record.limits_of_use ?? [],
        evidence_considered: record.evidence_considered ?? [],
        risk_accepted: record.risk_accepted ?? [],
        dissent: record.dissent ?? null,
        signature_method: record.signature_method ?? null,
        minutes_ref: record.minutes_ref ?? null,
        note: record.note ?? null,
        previous,
        chained: true,
        at: spotOf(file, ['approvals', i]),
      },
    ];
  });
  if (drafts.length > 0) for (const approval of approvals) approval.chained = false;
  return { approvals, drafts };
});

/** The confirmations of a `confirmed.yaml`. */
export const confirmationsOf = once((file: Artefact): Confirmation[] =>
  asRecords(file.data['confirmations']).flatMap((row, i): Confirmation[] => {
    const [from, type, to, fingerprint, by] = ['from', 'type', 'to', 'fingerprint', 'by'].map((key) =>
      asText(row[key]),
    );
    const date = asDate(row['date']);
    if (!from || !type || !isLinkType(type) || !to || !fingerprint || !by || date === null) return [];
    return [{ from, type, to, fingerprint, by, date, at: spotOf(file, ['confirmations', i]) }];
  }),
);

/** The waivers of a file: one per file, or a list. A waiver runs from its date to its expiry, both inclusive. */
export function waiversOf(file: Artefact, asOf: CalendarDate): Waiver[] {
  const listed = Array.isArray(file.data['waivers']);
  const rows = listed ? asRecords(file.data['waivers']) : [file.data];
  return rows.flatMap((row, i): Waiver[] => {
    const id = asText(row['id']) ?? (listed ? null : localName(file.file));
    const date = asDate(row['date']);
    const expires = asDate(row['expires']);
    const by = asText(row['approved_by']);
    if (id === null || date === null || expires === null || by === null) return [];
    return [
      {
        id: qualify(file.system, id),
        system: file.system,
        title: asText(row['title']) ?? id,
        obligations: asTexts(row['obligations']),
        findings: asTexts(row['findings']),
        rationale: asText(row['rationale']) ?? '',
        approved_by: by,
        date,
        expires,
        conditions: asTexts(row['conditions']),
        runs: date <= asOf && !isPast(expires, asOf),
        at: spotOf(file, listed ? ['waivers', i] : []),
      },
    ];
  });
}

/** Whether two waivers say the same. */
export const isSameWaiver = (a: Waiver, b: Waiver): boolean => isDeepStrictEqual(a, b);
