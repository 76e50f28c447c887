import { z } from 'zod';
import { date, field, ref, text, withFix } from '../../core/field.ts';
import { approvalDecisions } from '../../core/records.ts';
import { texts } from '../types.ts';

/** The gates at which approvals are given. */
export const gates = [
  'proposal',
  'data-use',
  'development-complete',
  'validation',
  'deployment',
  'material-change',
  'exception',
  'risk-acceptance',
  'retirement',
] as const;

const restore =
  'restore it as it was written; a new approval is recorded with `casebook approve <artefact> --as <party>`';

const fingerprint = (doc: string) =>
  withFix(
    z
      .string()
      .regex(/^fp1:[0-9a-f]{64}$/, {
        error: 'must be a fingerprint, `fp1:` and 64 hex digits, as `casebook approve` writes it',
      })
      .describe(doc),
    restore,
  );

const condition = z.strictObject({
  condition: text().describe('What has to be done.'),
  owner: field(ref('party'), 'R', 'Who sees to it.', 'SS1/23 P5.2'),
  due: field(date(), 'R', 'By when.', 'SS1/23 P5.2'),
  status: field(z.enum(['open', 'met', 'overdue', 'withdrawn']), 'R', 'Where it stands.', 'SS1/23 P5.2'),
});

/** One approval, as `casebook approve` appends it. What makes it an approval is required by the schema itself. */
export const approvalRow = z.strictObject({
  decision: z.enum(approvalDecisions).describe('Yes, yes with conditions, no, or not yet.'),
  gate: field(z.enum(gates), 'R', 'The gate it was given at.', 'NIST MANAGE 1.1'),
  approver: ref('party', { link: null }).describe('The party that decided.'),
  role: field(text(), 'R', 'In which capacity, under which delegated authority.', 'SS1/23 P2.2'),
  date: date().describe('The day it was given.'),
  valid_until: field(date(), 'R', 'Last day it holds; then it has to be given again.', 'GK'),
  fingerprint: fingerprint('Fingerprint of the fields approved.'),
  body_fingerprint: field(
    fingerprint('Fingerprint of the prose approved.'),
    'C',
    'Fingerprint of the prose approved; absent when there is none.',
    'GK',
  ),
  conditions: field(z.array(condition), 'C', 'What has to be done besides.', 'SS1/23 P5.2'),
  limits_of_use: field(texts(), 'C', 'What the approval does not cover.', 'SR26 §V use before validation'),
  evidence_considered: field(
    z.array(ref('evidence')),
    'R',
    'What the approver had before them.',
    'Annex IV(2)(g)',
  ),
  risk_accepted: field(
    z.array(ref('item', { kind: 'failure-mode' })),
    'C',
    'Failure modes whose residual risk is accepted with it.',
    'Art. 9(5)',
  ),
  dissent: field(text(), 'O', 'Disagreement on record.', 'GK'),
  signature_method: field(
    z.enum(['wet', 'e-signature', 'system-attested', 'minutes']),
    'O',
    'How it was signed. Until signatures exist here, it is recorded, not authenticated.',
    'GK',
  ),
  minutes_ref: field(text(), 'C', 'Minutes of the board or committee.', 'NAIC 4-1-1'),
  note: field(text(), 'O', 'Anything else the approver wants on record.', 'GK'),
  previous: field(
    withFix(
      z.string().regex(/^fp1:[0-9a-f]{64}$/, { error: 'must be the digest of the record before' }),
      restore,
    ),
    'C',
    'Digest of the record before it, so that a record taken out or altered shows.',
    'GK',
  ),
});

/** `approvals/<artefact>.yaml`: append-only, one file per artefact. */
export const schema = z.strictObject({
  approvals: field(
    z.array(approvalRow),
    'R',
    'The approvals of one artefact, oldest first; records are never changed.',
    'SS1/23 P5.2',
  ),
  artefact: field(ref('artefact'), 'O', 'The artefact meant, when the file’s name does not say it.', 'GK'),
});
