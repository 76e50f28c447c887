import { z } from 'zod';
import { date, field, ref, text } from '../../core/field.ts';
import { duration } from '../duration.ts';

/** What readings are compared with. */
export const baseline = z.strictObject({
  dataset: field(text(), 'R', 'What the population was, in words, with its size.', 'GK', { tier: 3 }),
  period: field(text(), 'R', 'Which time it covers, such as `2025-01 to 2025-06`.', 'GK', { tier: 3 }),
  frozen_on: field(date(), 'R', 'When it was fixed.', 'GK', { tier: 2 }),
  approved_by: field(ref('party'), 'R', 'Who agreed that this is normal.', 'GK'),
  evidence: field(
    ref('evidence', { link: 'evidenced-by' }),
    'O',
    'Where it is kept, by id in the evidence register.',
    'GK',
  ),
  decision: field(
    ref('artefact', { kind: 'decision' }),
    'C',
    'The decision by which it took the place of an earlier one; needed when it did.',
    'E-23 P3.5',
  ),
});

/** How long outcomes take to be known. */
export const labelLatency = z.strictObject({
  duration: field(
    duration(),
    'R',
    'How long after a prediction its outcome is known, such as `P6M`; `P0D` when at once.',
    'GK',
    { tier: 2 },
  ),
  proxy: field(text(), 'R', 'What is watched until then.', 'GK'),
});
