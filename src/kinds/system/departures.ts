import { z } from 'zod';
import { date, field, ref, text } from '../../core/field.ts';

/** A departure from policy that somebody allowed until a day. */
export const exception = z.strictObject({
  description: field(text(), 'R', 'What is done differently from policy.', 'SS1/23 P5.3'),
  approved_by: field(ref('party'), 'R', 'Who allowed it.', 'SS1/23 P5.3'),
  expires: field(date(), 'R', 'Last day of the exception.', 'E-23 App.1'),
});

/** A change to what it puts out, made on top of it until a day. */
export const adjustment = z.strictObject({
  type: field(
    z.enum(['overlay', 'management-adjustment', 'override', 'calibration']),
    'R',
    'What kind of adjustment.',
    'SS1/23 P5.1',
  ),
  basis: field(text(), 'R', 'Why it is made.', 'SS1/23 P5.1'),
  magnitude: field(text(), 'R', 'How large it is, with unit.', 'SS1/23 P5.1'),
  approved_by: field(ref('party'), 'R', 'Who allowed it.', 'SS1/23 P5.1'),
  from: field(date(), 'R', 'First day.', 'SS1/23 P5.1'),
  expires: field(date(), 'R', 'Last day.', 'SS1/23 P5.1'),
  removal_condition: field(text(), 'R', 'What has to be true for it to go.', 'SS1/23 P5.1'),
});
