import { z } from 'zod';
import { date, field, ref, text } from '../../core/field.ts';
import { relationships } from '../../core/relationship.ts';
import { evidenceIds, party } from '../types.ts';

/** Whether a clause binds this system; the words of a statement of applicability. */
const applicabilities = ['applicable', 'not-applicable', 'under-assessment'] as const;

/** How far a control is in place. Source: OSCAL implementation-common, `implementation-status`. */
const implementationStatuses = [
  'implemented',
  'partial',
  'planned',
  'alternative',
  'not-applicable',
] as const;

/** Outcome of an assessment. Source: OSCAL assessment-common, `objective-status`; the third word is ours. */
const assessmentFindings = ['satisfied', 'not-satisfied', 'not-evidenced'] as const;
export type AssessmentFinding = (typeof assessmentFindings)[number];

/** Where a remediation stands. Source: OSCAL plan of action and milestones, `risk-status`. */
const riskStatuses = [
  'open',
  'investigating',
  'remediating',
  'deviation-requested',
  'deviation-approved',
  'closed',
] as const;

/** What is done about a hole, by whom, by when. */
const remediation = z.strictObject({
  action: field(text(), 'R', 'What will be done, in the imperative.', 'OSCAL POA&M', { tier: 2 }),
  owner: field(party(), 'C', 'Who will do it; asked of every tier.', 'OSCAL POA&M'),
  due: field(
    date(),
    'C',
    'By when; asked of every tier, and a date that has passed is a finding.',
    'OSCAL POA&M',
  ),
  risk_status: field(
    z.enum(riskStatuses),
    'O',
    'Where it stands: open, investigating, remediating, deviation-requested, deviation-approved or closed.',
    'OSCAL POA&M',
  ),
});

/** One row: one clause applied to this system. */
const mapping = z.strictObject({
  id: field(text(), 'O', 'Id of the row; `map:<obligation>` when left out.', 'GK'),
  obligation: field(
    ref('obligation'),
    'R',
    'The clause, as `<catalogue>:<clause>`; map leaves of a catalogue, because only they make cells.',
    'OSCAL control-id',
    { tier: 4 },
  ),
  catalogue_version: field(
    text(),
    'R',
    'Version or as-of date of the catalogue this row was assessed against; usually set once in `defaults:`.',
    'OSCAL',
  ),
  applicability: field(
    z.enum(applicabilities),
    'R',
    'Whether the clause applies to this system: applicable, not-applicable or under-assessment.',
    'OSCAL; 42001 SoA',
    { tier: 3 },
  ),
  applicability_rationale: field(
    text(),
    'C',
    'Why it applies or does not, from the role, the legal class and the use of this system; needed for every row that is not applicable.',
    'OSCAL remarks',
  ),
  decided_by: field(
    ref('party'),
    'C',
    'Who decided on applicability; needed for every row that is not applicable.',
    '42001 SoA; GK',
  ),
  applies_from: field(
    date(),
    'O',
    'The date the row was written for, as a note to readers. Timing always follows the catalogue and the system’s legal class.',
    'EU AI Act Art. 113',
  ),
  controls: field(
    z.array(ref('control')),
    'C',
    'Controls that meet the clause, by id; needed once the status is implemented, alternative or partial.',
    'GK',
  ),
  combine: field(
    z.enum(['all-of', 'any-of']),
    'O',
    'Whether every control is needed (`all-of`, the default) or one is enough (`any-of`).',
    'GK',
  ),
  implemented_by: field(
    z.array(ref('item')),
    'O',
    'Items in which the controls are carried out here: a pipeline stage, a monitor, a failure mode.',
    'OSCAL by-component',
  ),
  implementation_status: field(
    z.enum(implementationStatuses),
    'C',
    'How far it is in place: implemented, partial, planned, alternative or not-applicable; needed once the clause applies.',
    'OSCAL',
  ),
  remainder: field(
    text(),
    'C',
    'What is not covered yet; needed when the status is partial.',
    'OSCAL remarks; GK',
  ),
  relationship: field(
    z.enum(relationships),
    'O',
    'How the controls together relate to the clause, read controls → clause: `subset-of` and `intersects-with` cover it in part, `no-relationship` covers nothing.',
    'OSCAL mapping',
  ),
  mapping_rationale: field(
    z.enum(['syntactic', 'semantic', 'functional']),
    'O',
    'On what the relationship rests: the words, the meaning or the effect.',
    'OSCAL mapping',
  ),
  mapping_confidence: field(
    z.enum(['high', 'medium', 'low', 'unspecified']),
    'O',
    'How sure the assessor is of the relationship.',
    'OSCAL mapping',
  ),
  evidence: field(
    evidenceIds(),
    'C',
    'Evidence by its id in the register, or `id#/pointer` to a value in it; every entry is required proof.',
    'OSCAL; Annex IV',
  ),
  assessment_method: field(z.enum(['EXAMINE', 'INTERVIEW', 'TEST']), 'O', 'How it was assessed.', 'OSCAL'),
  assessed_by: field(ref('party'), 'C', 'Who assessed the row.', 'OSCAL'),
  assessed_on: field(date(), 'C', 'When the row was assessed.', 'OSCAL'),
  finding: field(
    z.enum(assessmentFindings),
    'C',
    'Outcome of the assessment; not-evidenced says that no record was found, not that no control exists.',
    'OSCAL objective-status (+ GK "not-evidenced")',
  ),
  gap: field(text(), 'C', 'What is missing; needed when the finding is not-satisfied.', 'GK'),
  remediation: field(
    remediation,
    'C',
    'What is done about the gap; needed when the status is planned.',
    'OSCAL POA&M',
  ),
  residual_risk: field(
    z.enum(['low', 'medium', 'high']),
    'O',
    'Risk that stays once the controls work.',
    'NIST MANAGE 1.4',
  ),
  note: field(text(), 'O', 'Anything a reviewer of this row should know.', 'OSCAL remarks'),
});

/** The traceability matrix of one system, or of one framework in it. */
export const complianceMapping = z.strictObject({
  approach: field(
    text(),
    'O',
    'How clauses were chosen, split and assessed, and who decides on applicability.',
    '42001 SoA; GK',
    { section: true },
  ),
  mappings: field(
    z.array(mapping),
    'R',
    'One row per clause and system, here or in `./mappings.csv` or `.yaml`.',
    'OSCAL; 42001 SoA',
    { tier: 3 },
  ),
});

export type Mapping = z.infer<typeof mapping>;
