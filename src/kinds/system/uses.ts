import { z } from 'zod';
import { date, field, ref, text } from '../../core/field.ts';
import { boundNumber, texts } from '../types.ts';

/** A use that somebody approved. */
export const approvedUse = z.strictObject({
  use: field(
    text(),
    'R',
    'The use, as a sentence with a verb: what is decided with the output.',
    'E-23 App.1',
  ),
  product_or_portfolio: field(text(), 'R', 'Product, portfolio or service it is used in.', 'E-23 App.1'),
  population: field(text(), 'R', 'Whom or what it is applied to.', 'SR26 §IV'),
  decision: field(
    ref('artefact', { kind: 'decision' }),
    'C',
    'The decision that allows this use; it or `approval` is needed.',
    'SS1/23 P1.2(c)(i)',
  ),
  since: field(date(), 'R', 'From when the use is allowed.', 'E-23 App.1'),
  approval: field(
    ref('artefact'),
    'C',
    'The artefact whose approval covers this use, when no decision of its own does.',
    'E-23 App.1; SR26 §IV',
  ),
});

/** A use that is made of it, approved or not. */
export const actualUse = z.strictObject({
  description: field(text(), 'R', 'How the output is used in fact.', 'SS1/23 P1.2(c)(i)'),
  compared_on: field(date(), 'R', 'When use was last compared with what is approved.', 'SS1/23 P1.2(c)(i)'),
  deviations: field(
    texts(),
    'O',
    'Where use departs from what is approved; leave it out when it does not.',
    'SS1/23 P1.2(c)(i)',
  ),
});

/** A range inside of which it may be used. */
export const boundary = z.strictObject({
  variable: field(text(), 'R', 'The quantity that is bounded.', 'SS1/23 P3.3'),
  lower: field(boundNumber(), 'C', 'Lower end of the range, inclusive.', 'SS1/23 P3.3'),
  upper: field(boundNumber(), 'C', 'Upper end of the range, inclusive.', 'SS1/23 P3.3'),
  unit: field(text(), 'R', 'Unit of both ends.', 'GK'),
  action_outside: field(text(), 'R', 'What happens to a case outside the range.', 'SS1/23 P1.2(c)(i)'),
});
