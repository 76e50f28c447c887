import { z } from 'zod';
import { field, text } from '../../core/field.ts';
import { duration, rhythm } from '../duration.ts';

/** Who reads the monitors together. */
export const reviewForum = z.strictObject({
  name: field(text(), 'R', 'The meeting that reads the monitors.', 'GOVERN 1.5', { tier: 2 }),
  cadence: field(
    rhythm(),
    'R',
    'How often it meets: a word such as `monthly`, or a duration such as `P1M`.',
    'GOVERN 1.5',
    { tier: 2 },
  ),
  minutes_ref: field(text(), 'R', 'Where its minutes are kept.', 'GOVERN 1.5'),
});

/** Who is told of a breach, and by when. */
export const escalationStep = z.strictObject({
  level: field(text(), 'R', 'When this step is taken, such as `Red` or `Red, undecided`.', 'SS1/23 P5.3', {
    tier: 3,
  }),
  role: field(
    text(),
    'R',
    'Who is told: the id of a party, or a role outside the portfolio.',
    'SS1/23 P5.3',
    {
      tier: 3,
    },
  ),
  within: field(duration(), 'R', 'How soon, such as `PT24H` or `P2D`.', 'SS1/23 P5.3', { tier: 3 }),
  severity: field(
    z.enum(['amber', 'red']),
    'O',
    'For which breaches the step is, when the first word of `level` is neither `Amber` nor `Red`; a step that says neither is not reached by age.',
    'SS1/23 P5.3',
  ),
  after: field(
    duration(),
    'O',
    'How long after detection an open breach reaches the step; left out, the first step of a severity is reached at once and each later one when the response time is over without a decision.',
    'SS1/23 P5.3',
  ),
  action: field(text(), 'O', 'What that person does.', 'SS1/23 P5.3'),
});
