import { z } from 'zod';
import { date, field, ref, text } from '../../core/field.ts';
import { party, texts } from '../types.ts';

const lastRetraining = z.strictObject({
  date: field(date(), 'R', 'When it was last decided.', 'E-23 P3.6'),
  trigger: field(text(), 'R', 'What had triggered it.', 'E-23 P3.6'),
  outcome: field(text(), 'R', 'What was decided and what came of it.', 'E-23 P3.6'),
  decision: field(ref('artefact', { kind: 'decision' }), 'O', 'The decision, by id.', 'E-23 P3.6'),
});

/** Who decides on retraining, on what, and what happened last time. */
export const retrainingDecision = z.strictObject({
  owner: field(party(), 'R', 'Who decides whether to retrain: one party.', 'SR26 §V; E-23 P3.6', { tier: 3 }),
  triggers: field(texts(), 'R', 'What puts the question on the table.', 'SR26 §V; E-23 P3.6', {
    tier: 2,
  }),
  last: field(lastRetraining, 'C', 'What happened last time; leave out if it never came up.', 'E-23 P3.6'),
});
