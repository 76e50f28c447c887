import { z } from 'zod';
import { date, field, ref, text } from '../../core/field.ts';
import { party } from '../types.ts';
import { responses } from './response.ts';

/** One crossing of a limit and what became of it. */
export const breach = z.strictObject({
  id: field(text(), 'C', 'Stable id, such as `BR-01`.', 'GK'),
  monitor: field(
    ref('item', { kind: 'monitor' }),
    'R',
    'The monitor whose limit was crossed.',
    'E-23 App.1 monitoring status',
    { tier: 4 },
  ),
  feature: field(text(), 'O', 'What crossed it, when the monitor watches several.', 'GK'),
  batch: field(text(), 'R', 'The batch or window of the reading, as the evidence names it.', 'GK', {
    tier: 2,
  }),
  detected: field(date(), 'R', 'When it was seen; the response time runs from here.', 'E-23 App.1', {
    tier: 4,
  }),
  severity: field(z.enum(['amber', 'red']), 'R', 'Which limit was crossed.', 'E-23 App.1', { tier: 3 }),
  value: field(z.number(), 'R', 'The reading, in units of the metric.', 'GK', { tier: 2 }),
  response: field(
    z.enum(responses),
    'C',
    'What was done, in a word of the trigger matrix.',
    'SR26 §V; E-23 P3.6',
  ),
  decision: field(
    ref('artefact', { kind: 'decision', link: 'decides', inverse: true }),
    'C',
    'The decision that answers it, by id; needed for every red breach.',
    'SR26 §V; GK',
  ),
  action: field(text(), 'C', 'What was or is being done, in a sentence.', 'SS1/23 P5.3'),
  owner: field(party(), 'O', 'Who answers it, when not the owner of the monitor.', 'GK'),
  closed: field(date(), 'C', 'When it was closed; absent while it is open.', 'E-23 App.1 monitoring status'),
  incident: field(
    text(),
    'O',
    'The incident it belongs to, if it became one.',
    'E-23 App.1 monitoring status',
  ),
  note: field(text(), 'O', 'Anything else that explains it, such as its cause.', 'GK'),
});

export type Breach = z.infer<typeof breach>;
