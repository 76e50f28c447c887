import { z } from 'zod';
import { provenances } from '../../core/artefact.ts';
import { date, field, ref, text, withFix } from '../../core/field.ts';
import { rhythm } from '../duration.ts';
import { idPattern } from '../../core/id.ts';
import { texts } from '../types.ts';

/** What a piece of evidence is, for people who look for one. */
export const evidenceTypes = [
  'metrics',
  'profile',
  'shap',
  'report',
  'log',
  'dataset',
  'code',
  'dashboard',
  'minutes',
  'ticket',
  'screenshot',
  'other',
] as const;

/** One registered file. `casebook evidence add` writes the digest; nobody types it. */
export const evidenceRow = z.strictObject({
  id: field(
    z.string().regex(idPattern, { error: 'must be made of letters, digits, dots, underscores and hyphens' }),
    'R',
    'Short id, unique in the system: what claims and controls cite.',
    'GK',
    { tier: 4 },
  ),
  title: field(text(), 'R', 'What the file shows, in a few words.', 'OSCAL', { tier: 3 }),
  file: field(text(), 'R', 'Path of the file, from the register’s own folder.', 'OSCAL', { tier: 4 }),
  type: field(z.enum(evidenceTypes), 'R', 'What sort of evidence it is.', 'OSCAL', { tier: 3 }),
  sha256: field(
    withFix(
      z.string().regex(/^[0-9a-f]{64}$/, { error: 'must be a SHA-256 digest of 64 lower-case hex digits' }),
      'run `casebook evidence refresh`, which writes the digest of the file as it is now',
    ),
    'R',
    'Digest of the file’s bytes, written by `casebook evidence add` or `refresh`.',
    'A4(2)(g)',
    { tier: 4 },
  ),
  captured_at: field(date(), 'R', 'The day the file was produced.', 'GK', { tier: 3 }),
  valid_until: field(date(), 'C', 'Last day on which it still proves anything.', 'GK'),
  cadence: field(
    rhythm(),
    'C',
    'How often it has to be renewed, when it states no end: `quarterly` or `P3M`.',
    'GK',
  ),
  produced_by: field(text(), 'R', 'The script, pipeline or person that made it.', 'GK', { tier: 2 }),
  model_version: field(text(), 'C', 'The model version it speaks of.', 'SS1/23 P3.5'),
  provenance: field(z.enum(provenances), 'R', 'Where the data in it come from.', 'GK', { tier: 4 }),
  description: field(text(), 'O', 'What it holds and what it does not.', 'OSCAL'),
  rows_approved_by: field(
    ref('party'),
    'C',
    'Who allowed rows about people to be kept, when they are not synthetic. Without it only aggregates are kept.',
    'GDPR 5(1)(c)',
  ),
});

/** `evidence/evidence.yaml`: the files that claims rest on, with their digests. */
export const schema = z.strictObject({
  evidence: field(z.array(evidenceRow), 'R', 'The registered files.', 'A4(2)(g)', { tier: 4 }),
  note: field(text(), 'O', 'How this evidence is produced as a whole.', 'GK'),
  tags: field(texts(), 'O', 'Free words.', 'GK'),
});
