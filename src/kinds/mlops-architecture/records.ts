import { z } from 'zod';
import { field, text } from '../../core/field.ts';
import { duration } from '../duration.ts';
import { texts } from '../types.ts';

/** What a log has to hold so that one output can be explained years later. Source: EU AI Act Art. 12, 19, 26(6). */
export const loggedEvents = ['inputs', 'version', 'output', 'explanation', 'override', 'actor'] as const;

/** Fields that let one decision be reconstructed. Source: Art. 12; NAIC 4-1-3; Canada AIA fairnessDesign8. */
export const decisionRecordFields = [
  'decision_id',
  'timestamp',
  'model_version',
  'input_ref',
  'output',
  'threshold',
  'reason_codes',
  'reviewer',
  'override',
  'override_reason',
] as const;

/** What is logged, where, for how long. */
export const logging = z.strictObject({
  events: field(
    texts(),
    'R',
    'What is logged of each output; inputs, version, output, explanation, override and actor are expected.',
    'Art. 12, 19, 26(6)',
    { tier: 2 },
  ),
  retention: field(duration(), 'R', 'How long logs are kept, such as `P10Y`.', 'Art. 18, 19, 26(6)', {
    tier: 2,
  }),
  tamper_evidence: field(text(), 'R', 'How a changed log would be noticed.', 'Art. 12'),
  access: field(text(), 'R', 'Who may read them.', 'Art. 12, 19'),
});

/** A field of the record of one decision. */
export const recordField = z.strictObject({
  field: field(text(), 'R', 'Name of the field.', 'Art. 12; NAIC 4-1-3; AIA fairnessDesign8'),
  type: field(text(), 'R', 'Its type.', 'Art. 12; NAIC 4-1-3; AIA fairnessDesign8'),
});
