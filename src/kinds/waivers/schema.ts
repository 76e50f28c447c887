import { z } from 'zod';
import { date, field, ref, text, withFix } from '../../core/field.ts';
import { idPattern } from '../../core/id.ts';
import { texts } from '../types.ts';

const shape = {
  id: field(
    z.string().regex(idPattern, { error: 'must be made of letters, digits, dots, underscores and hyphens' }),
    'O',
    'Stable id; left out, the file’s name.',
    'GK',
  ),
  title: field(text(), 'R', 'What is accepted, in a few words.', 'GK', { tier: 4 }),
  obligations: field(
    z.array(ref('obligation', { link: null })),
    'C',
    'Obligations whose hole is accepted in this system; they or `findings` are needed.',
    'OSCAL risk deviation',
  ),
  findings: field(
    z.array(
      withFix(
        z.string().regex(/^[0-9a-f]{16}$/, {
          error: 'must be the key of a finding, 16 hex digits, as `casebook check --format json` prints it',
        }),
        'run `casebook check --format json` and copy the `key` of the finding',
      ),
    ),
    'C',
    'Keys of the findings that are accepted.',
    'GK',
  ),
  rationale: field(text(), 'R', 'Why the hole may stay open so long.', 'OSCAL risk deviation', { tier: 4 }),
  approved_by: field(ref('party', { link: null }), 'R', 'Who accepts it.', 'SS1/23 P5.3', { tier: 4 }),
  date: field(date(), 'R', 'The day it was given.', 'SS1/23 P5.3', { tier: 4 }),
  expires: field(date(), 'R', 'Its last day. A waiver without an end is no waiver.', 'SS1/23 P5.3', {
    tier: 4,
  }),
  conditions: field(texts(), 'O', 'What has to hold meanwhile.', 'SS1/23 P5.3'),
};

/** One waiver of a list. */
const waiverRow = z.strictObject(shape);

/** `waivers/*.yaml`: one waiver a file, or a list of them under `waivers:`. */
export const schema = z.strictObject({
  ...shape,
  waivers: field(
    z.array(waiverRow),
    'O',
    'Several waivers in one file, instead of one at the top level.',
    'GK',
  ),
});
