import { z } from 'zod';
import { date, field, ref, text } from '../../core/field.ts';
import { evidenceIds, party, texts } from '../types.ts';

const controlTypes = ['preventive', 'detective', 'corrective', 'directive'] as const;
const controlNatures = ['manual', 'automated', 'hybrid'] as const;

/** OSCAL’s words for how far a control is in place. */
const implementationStatuses = [
  'implemented',
  'partial',
  'planned',
  'alternative',
  'not-applicable',
] as const;

const assessment = z.strictObject({
  method: field(z.enum(['EXAMINE', 'INTERVIEW', 'TEST']), 'R', 'How it was assessed.', 'OSCAL'),
  assessed_by: field(ref('party'), 'R', 'Who assessed it; not its owner.', 'OSCAL'),
  assessed_on: field(date(), 'R', 'When.', 'OSCAL'),
  design: field(
    z.enum(['adequate', 'inadequate', 'not-assessed']),
    'R',
    'Whether the control, as designed, would do what it says.',
    'GK',
  ),
  operation: field(
    z.enum(['effective', 'ineffective', 'not-assessed']),
    'R',
    'Whether it did so over the period looked at.',
    'GK',
  ),
  sample: field(text(), 'O', 'What was looked at: period and number of cases.', 'OSCAL'),
  result: field(text(), 'R', 'What was found, in one or two sentences.', 'OSCAL'),
});

const planned = z.strictObject({
  action: field(text(), 'R', 'What remains to be done.', 'OSCAL POA&M'),
  owner: field(ref('party'), 'R', 'Who does it.', 'OSCAL POA&M'),
  due: field(date(), 'R', 'By when.', 'OSCAL POA&M'),
});

/**
 * What the organisation does about obligations. A control may stand in the library, shared by systems, or inside
 * one system; obligations point at it from mapping rows.
 */
export const schema = z.strictObject({
  description: field(
    text(),
    'R',
    'Who does what, when, on which input, and what follows: a sentence a stranger could test.',
    'GK',
    { tier: 4, section: true },
  ),
  objective: field(text(), 'O', 'What goes wrong without it.', 'OSCAL', { section: true }),
  type: field(z.enum(controlTypes), 'R', 'Whether it prevents, detects, corrects or directs.', 'GK', {
    tier: 3,
  }),
  nature: field(z.enum(controlNatures), 'R', 'Whether people or machines carry it out.', 'GK', { tier: 3 }),
  frequency: field(text(), 'R', 'How often it runs: per decision, daily, at each release, quarterly.', 'GK', {
    tier: 3,
  }),
  control_owner: field(party(), 'O', 'Who runs it, when that is not the owner of this text.', 'GK'),
  implementation_status: field(
    z.enum(implementationStatuses),
    'R',
    'How far it is in place, in OSCAL’s words. `alternative` means another measure does the same.',
    'OSCAL',
    { tier: 4 },
  ),
  status_rationale: field(
    text(),
    'C',
    'Needed unless implemented: what is missing, what stands in for it, or why it does not apply.',
    'OSCAL remarks',
  ),
  planned: field(
    planned,
    'C',
    'Needed when partial or planned: what remains, by whom, by when.',
    'OSCAL POA&M',
  ),
  implemented_by: field(
    z.array(ref('any', { link: 'implemented-by' })),
    'C',
    'The items that carry it out, once it is in place: pipeline stages, monitors, features, handoff conditions.',
    'OSCAL by-component',
  ),
  evidence: field(
    evidenceIds(),
    'C',
    'Evidence, all of it required, without which the control counts as implemented but not evidenced.',
    'OSCAL; Annex IV(2)(g)',
  ),
  mitigates: field(
    z.array(ref('item', { kind: 'failure-mode', link: 'mitigates' })),
    'O',
    'Failure modes it acts against.',
    'FMEA',
  ),
  assessment: field(
    assessment,
    'C',
    'The last test of design and operation, by somebody other than its owner.',
    'OSCAL',
  ),
  references: field(texts(), 'O', 'Policies or procedures it is written down in.', 'GK'),
});

/** The validated fields of a control. */
export type Control = z.infer<typeof schema>;
