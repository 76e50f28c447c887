import { z } from 'zod';
import { date, field, ref, text } from '../../core/field.ts';
import { boundNumber } from '../types.ts';

/** Whether the firm’s definition makes it a model, and who decided that. */
export const determination = z.strictObject({
  outcome: field(
    z.enum(['model', 'non-model']),
    'R',
    'Whether it is a model under the firm’s definition.',
    'SR26 §II',
  ),
  rationale: field(text(), 'R', 'Which part of the definition it meets or fails.', 'SR26 §II; SS1/23 P1.1'),
  regime: field(text(), 'R', 'Whose definition was applied.', 'SR26 §II; SS1/23 P1.1'),
  decided_by: field(ref('party'), 'R', 'Who decided it.', 'SS1/23 P1.1'),
  date: field(date(), 'R', 'When it was decided.', 'SS1/23 P1.1'),
});

/** Where it stands under the EU AI Act: a legal class, and not the firm’s tier. */
export const euAiAct = z.strictObject({
  role: field(
    z.enum(['provider', 'deployer', 'importer', 'distributor', 'product-manufacturer']),
    'R',
    'The firm’s role under the Act. Every role that counts for coverage stands in `roles`.',
    'Art. 3; Art. 25',
    { tier: 3 },
  ),
  risk_class: field(
    z.enum([
      'prohibited',
      'high-risk-annex-iii',
      'high-risk-annex-i',
      'transparency',
      'minimal',
      'out-of-scope',
    ]),
    'R',
    'The legal class. It is not the firm’s tier, and neither implies the other.',
    'Art. 6',
    { tier: 3 },
  ),
  annex_iii_point: field(text(), 'C', 'The point of Annex III that applies, such as `5(b)`.', 'Annex III'),
  derogation_6_3: field(z.boolean(), 'C', 'Whether the derogation of Art. 6(3) is claimed.', 'Art. 6(3)'),
  profiles_persons: field(
    z.boolean(),
    'C',
    'Whether it profiles natural persons, which removes the derogation.',
    'Art. 6(3)',
  ),
  registration_id: field(text(), 'C', 'Entry in the EU database, once registered.', 'Art. 49; Annex VIII'),
  rationale: field(text(), 'R', 'Why this class: the reasoning a supervisor would ask for.', 'Art. 6(4)', {
    tier: 2,
  }),
});

/** What depends on its output. */
export const materiality = z.strictObject({
  exposure_value: field(boundNumber(), 'R', 'What depends on the output.', 'SR26 §III; SS1/23 P1.3'),
  exposure_unit: field(text(), 'R', 'Unit of the exposure: a currency, people, cases a year.', 'SR26 §III'),
  exposure_basis: field(text(), 'R', 'What was counted, and as of when.', 'SR26 §III'),
  purpose_rating: field(
    z.enum(['high', 'medium', 'low', 'immaterial']),
    'R',
    'How much the purpose itself weighs.',
    'SR26 §III',
  ),
  rating: field(
    z.enum(['high', 'medium', 'low', 'immaterial']),
    'R',
    'Purpose and exposure together.',
    'SR26 §III; SS1/23 P1.3',
  ),
  rationale: field(text(), 'R', 'How the two were combined.', 'SS1/23 P1.3'),
});

/** How hard it is to understand and to keep. */
export const complexity = z.strictObject({
  rating: field(
    z.enum(['low', 'medium', 'high']),
    'R',
    'How hard the system is to understand and to keep.',
    'SS1/23 P1.3',
  ),
  drivers: field(
    z.array(
      z.enum([
        'input-data',
        'methodology',
        'implementation',
        'frequency-of-use',
        'interpretability',
        'dynamic-recalibration',
      ]),
    ),
    'R',
    'What makes it so.',
    'SS1/23 P1.3',
  ),
});
