import { z } from 'zod';
import { linkTypes, type LinkType } from '../../core/link.ts';
import { date, field, ref, text, withFix } from '../../core/field.ts';

/** One confirmation: a link still holds against what its target says now. */
const confirmationRow = z.strictObject({
  from: text().describe('Qualified id the link starts from.'),
  type: z.enum(Object.keys(linkTypes) as [LinkType, ...LinkType[]]).describe('The type of the link.'),
  to: text().describe('Qualified id of the target.'),
  fingerprint: withFix(
    z
      .string()
      .regex(/^(?:fp1:)?[0-9a-f]{64}$/, {
        error:
          'must be a fingerprint (`fp1:` and 64 hex digits) or the SHA-256 of an evidence file, as `casebook confirm` writes it',
      })
      .describe('The target’s fingerprint that was looked at.'),
    'take the record out, look at both ends, and run `casebook confirm <from> <type> <to> --as <party>`',
  ),
  by: ref('party').describe('Who looked.'),
  date: date().describe('When.'),
  note: field(text(), 'O', 'What was looked at.', 'GK'),
});

/** `confirmed.yaml`: per link, the target’s fingerprint it was last confirmed against. */
export const schema = z.strictObject({
  confirmations: field(
    z.array(confirmationRow),
    'R',
    'Links and the fingerprint of the target they were last confirmed against; `casebook confirm` writes them.',
    'OpenFastTrace (suspect links)',
  ),
});
