import { z } from 'zod';
import { field, text } from '../../core/field.ts';

/** Who supplies it, and how the firm would do without them. */
export const vendor = z.strictObject({
  name: field(text(), 'R', 'The supplier.', 'SS1/23 P2.6'),
  product: field(text(), 'R', 'What is bought.', 'SS1/23 P2.6'),
  version: field(text(), 'R', 'Version in use.', 'SS1/23 P2.6'),
  contract_ref: field(text(), 'R', 'Where the contract is filed.', 'NAIC 4'),
  audit_rights: field(text(), 'R', 'What the firm may inspect.', 'NAIC 4; SR26 §VII'),
  exit_plan: field(text(), 'R', 'How the firm would do without it.', 'SS1/23 P2.6'),
});

/** Another system that feeds it or is fed by it. */
export const dependency = z.strictObject({
  system: field(
    text(),
    'R',
    'The other system, by id when it is in this portfolio.',
    'E-23 App.1; SS1/23 P3.4',
  ),
  direction: field(
    z.enum(['upstream', 'downstream']),
    'R',
    'Upstream feeds this system; downstream is fed by it.',
    'SS1/23 P3.4',
  ),
  nature: field(text(), 'R', 'What passes between them.', 'E-23 App.1'),
});
