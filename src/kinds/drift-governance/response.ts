// What may be done about a crossed limit, and what leads to it.
import { z } from 'zod';
import { field, text } from '../../core/field.ts';

/** What may be done about a crossed limit, mildest first. Source: SR 26-2 section V; E-23 P3.6. */
export const responses = [
  'observe',
  'investigate',
  'recalibrate',
  'retrain',
  'restrict',
  'roll-back',
  'suspend',
  'retire',
] as const;

/** A condition and what it leads to. */
export const trigger = z.strictObject({
  condition: field(text(), 'R', 'What has to be seen, with its figures.', 'SR26 §V; E-23 P3.6', { tier: 2 }),
  response: field(
    z.enum(responses),
    'R',
    'What is done: observe, investigate, recalibrate, retrain, restrict, roll-back, suspend or retire.',
    'SR26 §V; E-23 P3.6',
    { tier: 2 },
  ),
  decided_by: field(text(), 'O', 'Who may decide that: the id of a party, or a role.', 'SS1/23 P5.3'),
});
