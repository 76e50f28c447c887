import { z } from 'zod';
import { field, text } from '../../core/field.ts';
import { texts } from '../types.ts';

/** A place where it runs, and which data may be in it. */
export const environment = z.strictObject({
  name: field(
    z.enum(['dev', 'test', 'staging', 'production']),
    'R',
    'dev, test, staging or production.',
    'GK',
  ),
  purpose: field(text(), 'R', 'What it is for.', 'GK'),
  data_policy: field(text(), 'R', 'Which data may be in it.', 'GK'),
});

/** Where it is hosted. */
export const infrastructure = z.strictObject({
  hosting: field(text(), 'R', 'Where it runs.', 'Annex IV(1)(e)', { tier: 2 }),
  regions: field(texts(), 'R', 'In which places data rest.', 'Annex IV(1)(e)'),
  hardware: field(text(), 'R', 'On what.', 'Annex IV(1)(e)'),
  accelerators: field(text(), 'O', 'Accelerators; leave out when there are none.', 'Annex IV(1)(e)'),
});

/** What training, serving and validating take. */
export const compute = z.strictObject({
  training: field(text(), 'R', 'What one training takes.', 'Annex IV(2)(c)'),
  inference: field(text(), 'R', 'What serving takes.', 'Annex IV(2)(c)'),
  validation: field(text(), 'O', 'What one validation takes.', 'Annex IV(2)(c)'),
});

/** A program or library that it needs. */
export const software = z.strictObject({
  name: field(text(), 'R', 'Name of the package or runtime.', 'Annex IV(1)(c); CDX', { tier: 2 }),
  version: field(text(), 'R', 'Its exact version.', 'Annex IV(1)(c); CDX', { tier: 2 }),
  licence: field(text(), 'R', 'Its licence, as an SPDX id where there is one.', 'CDX'),
  purl: field(text(), 'O', 'Its package URL.', 'CDX'),
});

/** A part that somebody else runs or wrote. */
export const thirdParty = z.strictObject({
  name: field(text(), 'R', 'What is bought or borrowed.', 'Annex IV(2)(a); NIST MAP 4.1'),
  supplier: field(text(), 'R', 'From whom.', 'Annex IV(2)(a); NIST MAP 4.1'),
  terms: field(text(), 'R', 'Under which terms.', 'NIST MAP 4.1'),
  monitoring: field(text(), 'R', 'How its changes are noticed.', 'NIST MAP 4.1'),
});
