import { isDeepStrictEqual } from 'node:util';
import type { Artefact } from './artefact.ts';
import { isBroken, spotOf } from './artefact.ts';
import { recordDigest, type ApprovalRecord } from './approvals.ts';
import { folderOf, joinPath, localName } from './classify.ts';
import { asList, asRecord, asRecords, asText, asTexts } from './data.ts';
import { isDate, isPast, type CalendarDate } from './date.ts';
import type { Asset, Json } from './document.ts';
import { evidenceState } from './evidence-state.ts';
import type { FindingDraft } from './finding.ts';
import { qualify } from './id.ts';
import { once } from './once.ts';
import { isLinkType } from './link.ts';
import { toPointer } from './place.ts';
import {
  approvalDecisions,
  type Approval,
  type Confirmation,
  type Evidence,
  type Party,
  type ReportedAs,
  type Waiver,
} from './records.ts';
import type { Provenance } from './artefact.ts';

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

/** A file found in the content folder: its digest, size and, for evidence in JSON, what it holds. */
export type FoundAsset = Asset & { json?: unknown };

/**
 * The rows of a register, as JSON Pointers, whose files are outside the content folder. Their ids are there and lead
 * to nothing that can be had: who cites them is not at fault.
 */
export const outsideRows = once((register: Artefact): string[] =>
  register.items.flatMap(({ data, path }) => {
    const file = asText(data['file']);
    return file !== null && joinPath(folderOf(register.file), file) === null ? [toPointer(path)] : [];
  }),
);

/**
 * The evidence that a register lists, with the state of each file on the as-of date.
 * @param imported content that was made of files in other formats, by the id of the evidence.
 */
export function evidenceOf(
  register: Artefact,
  assets: ReadonlyMap<string, FoundAsset>,
  freshness: string | null,
  asOf: CalendarDate,
  imported?: ReadonlyMap<string, Json>,
): { evidence: Evidence[]; drafts: FindingDraft[] } {
  const drafts: FindingDraft[] = [];
  const evidence = register.items.flatMap((item): Evidence[] => {
    const { data } = item;
    const path = asText(data['file']);
    const file = path === null ? null : joinPath(folderOf(register.file), path);
    if (path !== null && file === null) {
      drafts.push({
        rule: 'read/outside',
        message: `\`${path}\` is outside the content folder`,
        at: spotOf(register, [...item.path, 'file']),
        subject: item.id,
        detail: 'file',
        fix: 'put the file under the evidence folder and name it from there',
      });
    }
    if (file === null) return [];
    const asset = assets.get(file);
    const content = imported?.get(item.id) ?? asset?.json;
    const schema = asText(asRecord(content)?.['schema']);
    const base = {
      id: item.id,
      local: item.local,
      system: register.system,
      title: asText(data['title']) ?? item.local,
      file,
      type: asText(data['type']) ?? 'other',
      sha256: asText(data['sha256']) ?? '',
      captured_at: dateOf(data['captured_at']),
      valid_until: dateOf(data['valid_until']),
      cadence: asText(data['cadence']),
      produced_by: asText(data['produced_by']),
      model_version: asText(data['model_version']),
      provenance: asText(data['provenance']) as Provenance | null,
      description: asText(data['description']),
      rows_approved_by: asText(data['rows_approved_by']),
      found_sha256: asset?.digest ?? null,
      size: asset?.size ?? null,
      schema: schema?.startsWith('casebook/') ? schema : null,
      content: schema?.startsWith('casebook/') ? (content as Json) : null,
      ...(data['type'] === 'drift' && { reported: reportedAs(data) }),
      ...(data['by_group'] !== undefined && { by_group: asRecord(data['by_group']) ?? {} }),
      ...(data['type'] === 'shap' && { shap: asRecord(data['shap']) ?? {} }),
      at: spotOf(register, item.path),
    };
    const state = evidenceState(base, freshness, asOf);
    const unread = (['captured_at', 'valid_until'] as const).find((name) =>
      isBroken(register, [...item.path, name]),
    );
    // A date that cannot be read may have passed; that it is not there is another thing.
    const isLeft = state.state === 'valid' || (state.state === 'stale' && base.captured_at === null);
    const broken = { state: 'broken' as const, why: `its \`${unread}\` cannot be read`, lapse: null };
    return [{ ...base, ...(unread && isLeft ? broken : state) }];
  });
  return { evidence, drafts };
}

/** How a register row says that drift results of another tool are read. */
function reportedAs(data: Record<string, unknown>): ReportedAs {
  const columns = Object.entries(asRecord(data['columns']) ?? {}).flatMap(([name, column]) =>
    asText(column) === null ? [] : [[name, asText(column)!] as const],
  );
  const constants = Object.entries(asRecord(data['constants']) ?? {}).filter(
    (entry): entry is [string, string | number | boolean] =>
      ['string', 'number', 'boolean'].includes(typeof entry[1]),
  );
  return {
    format: asText(data['format']),
    batch: asText(data['batch']),
    batch_to: dateOf(data['batch_to']),
    features: asTexts(data['features']),
    rows: asText(data['rows']),
    delimiter: asText(data['delimiter']) ?? ',',
    decimal: asText(data['decimal']) ?? '.',
    columns: Object.fromEntries(columns),
    constants: Object.fromEntries(constants),
  };
}

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
        valid_until: dateOf(record.valid_until),
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
    const date = dateOf(row['date']);
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
    const date = dateOf(row['date']);
    const expires = dateOf(row['expires']);
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

/** Whether two records of evidence say the same of the same content; what is attached to them follows from that. */
export function isSameEvidence(a: Evidence, b: Evidence): boolean {
  const { content, report: _report, model: _model, ...said } = a;
  const { content: other, report: _other, model: _others, ...now } = b;
  return content === other && isDeepStrictEqual(said, now);
}

/** Whether two waivers say the same. */
export const isSameWaiver = (a: Waiver, b: Waiver): boolean => isDeepStrictEqual(a, b);

const dateOf = (value: unknown): CalendarDate | null => (isDate(value) ? value : null);
