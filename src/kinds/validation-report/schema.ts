import { z } from 'zod';
import { date, field, ref, text } from '../../core/field.ts';
import { evidenceIds, party, texts } from '../types.ts';
import { areas } from './area.ts';
import { validationFinding } from './validation-finding.ts';
import { validationTest } from './validation-test.ts';

/** What set a validation off. */
const validationTypes = [
  'initial',
  'periodic-revalidation',
  'change-triggered',
  'targeted',
  'retrospective',
] as const;

const areaResults = ['satisfactory', 'satisfactory-with-findings', 'unsatisfactory', 'inconclusive'] as const;
export type AreaResult = (typeof areaResults)[number];

const conditionStatuses = ['open', 'met', 'dropped'] as const;

const opinions = ['fit-for-purpose', 'fit-with-conditions', 'not-fit-for-purpose', 'no-opinion'] as const;
export type Opinion = (typeof opinions)[number];

const scope = z.strictObject({
  components: field(texts(), 'R', 'What was validated: models, rules, steps between them.', 'SS1/23 P4.2', {
    tier: 2,
  }),
  inputs: field(text(), 'R', 'Which inputs and data, of which time.', 'SS1/23 P4.2', { tier: 2 }),
  processing: field(text(), 'R', 'What happens between input and output, and was looked at.', 'SS1/23 P4.2'),
  outputs: field(text(), 'R', 'Which outputs, and what is done with them.', 'SS1/23 P4.2'),
});

const notTested = z.strictObject({
  what: field(text(), 'R', 'What was left out.', 'SS1/23 P4.2', { tier: 3 }),
  why: field(text(), 'R', 'Why: no data, no access, no time, another team’s.', 'GK', { tier: 3 }),
  consequence: field(text(), 'R', 'What nobody knows because of it.', 'GK', { tier: 2 }),
});

const area = z.strictObject({
  area: field(z.enum(areas), 'R', 'The area.', 'SR11 §V; SR26 §V; SS1/23 P4.2', { tier: 3 }),
  result: field(
    z.enum(areaResults),
    'R',
    'satisfactory, satisfactory-with-findings, unsatisfactory or inconclusive.',
    'SR26 §V',
    { tier: 2 },
  ),
  assessment: field(text(), 'R', 'What was done and what it showed, in a few sentences.', 'SR26 §V', {
    tier: 2,
  }),
  evidence: field(evidenceIds(), 'O', 'What it rests on, by id of the register.', 'SR26 §V'),
});

/** What the opinion is tied to. */
const validationCondition = z.strictObject({
  id: field(text(), 'C', 'Stable id, such as `VC-01`.', 'GK'),
  condition: field(text(), 'R', 'What has to be true, so that it can be checked.', 'SS1/23 P5.2', {
    tier: 3,
  }),
  owner: field(party(), 'R', 'Who sees to it.', 'SS1/23 P5.2', { tier: 3 }),
  due: field(date(), 'R', 'By when; a date that has passed is a finding.', 'SS1/23 P5.2', { tier: 3 }),
  status: field(z.enum(conditionStatuses), 'O', 'open (the default), met or dropped.', 'GK'),
  met_on: field(date(), 'C', 'When it was met.', 'GK'),
  evidence: field(evidenceIds(), 'C', 'What shows that it was met, by id of the register.', 'SS1/23 P5.2'),
  finding: field(
    ref('item', { kind: 'validation-finding', link: 'answers', inverse: true }),
    'O',
    'The finding it answers, by id.',
    'GK',
  ),
  note: field(text(), 'C', 'Where it stands, or why it was dropped.', 'GK'),
});

const alternative = z.strictObject({
  alternative: field(text(), 'R', 'The challenger, benchmark or simpler method.', 'SR26 §V; SS1/23 P3.3', {
    tier: 2,
  }),
  result: field(text(), 'R', 'How it did against what was validated.', 'SR26 §V; SS1/23 P3.3', { tier: 2 }),
});

const tierReassessment = z.strictObject({
  current: field(text(), 'R', 'The tier it has.', 'SS1/23 P1.3'),
  recommended: field(text(), 'R', 'The tier it should have.', 'SS1/23 P1.3'),
  rationale: field(text(), 'R', 'Why.', 'SS1/23 P1.3'),
});

/** Who challenged a model, by which tests, what they found and what stands open. Verdicts and ages are computed. */
export const validationReport = z.strictObject({
  model_version: field(
    text(),
    'R',
    'The version of the model that was validated.',
    'SS1/23 P3.5; Annex IV(1)(a)',
    {
      tier: 3,
    },
  ),
  validation_type: field(
    z.enum(validationTypes),
    'R',
    'What sort of validation it is.',
    'SS1/23 P4.5; SR26 §V',
    {
      tier: 3,
    },
  ),
  trigger: field(
    text(),
    'C',
    'What set it off; needed of a validation that was change-triggered, targeted or retrospective.',
    'SS1/23 P4.5',
  ),
  started_on: field(date(), 'R', 'First day.', 'SS1/23 P4.1', { tier: 2 }),
  completed_on: field(date(), 'R', 'The day of the opinion.', 'SS1/23 P1.2(c)(iv)', { tier: 3 }),
  validator: field(ref('party'), 'R', 'Who validated; must not be the developer.', 'SR26 §III; SS1/23 P4.1', {
    tier: 3,
  }),
  developer: field(
    ref('party'),
    'C',
    'Who developed what was validated, where it is not the developer of the system’s profile.',
    'SR26 §III; SS1/23 P4.1',
  ),
  reporting_line: field(
    text(),
    'R',
    'To whom the validator reports, up to where the lines meet.',
    'SS1/23 P4.1',
    {
      tier: 2,
    },
  ),
  independence_statement: field(
    text(),
    'R',
    'How independence is ensured: who chose the tests, whose data and code, what is paid by what.',
    'SR26 §III; SS1/23 P4.1',
    { tier: 3, section: true },
  ),
  scope: field(scope, 'R', 'What was validated.', 'SS1/23 P4.2', { tier: 2 }),
  not_tested: field(
    z.array(notTested),
    'R',
    'What was not tested, and why; an empty list says that nothing was left out.',
    'SS1/23 P4.2; SR26 §V',
    { tier: 3, mayBeEmpty: true },
  ),
  areas: field(z.array(area), 'R', 'One row per area that was looked at.', 'SR11 §V; SR26 §V; SS1/23 P4.2', {
    tier: 3,
  }),
  methodology_alternatives: field(
    z.array(alternative),
    'R',
    'What else could do the job, and how it did.',
    'SR26 §V; SS1/23 P3.3',
    { tier: 2 },
  ),
  tests: field(
    z.array(validationTest),
    'R',
    'One row per test, here or in `./tests.csv` or `.yaml`.',
    'Art. 9(8); Annex IV(2)(g)',
    { tier: 3 },
  ),
  uncertainty: field(
    text(),
    'R',
    'How sure the results are: which intervals, what they leave out.',
    'CDX performanceMetric; NIST MEASURE 2.5',
    { tier: 2 },
  ),
  environment_conditions: field(
    text(),
    'R',
    'In what the tests were like deployment, and in what not.',
    'NIST MEASURE 2.3',
  ),
  limitations_found: field(texts(), 'R', 'What the model cannot do, as the validator found.', 'SR26 §V', {
    tier: 2,
  }),
  findings: field(
    z.array(validationFinding),
    'R',
    'One row per finding; an empty list says that there are none.',
    'SS1/23 P1.2(c)(iii)',
    { tier: 3, mayBeEmpty: true },
  ),
  opinion: field(
    z.enum(opinions),
    'R',
    'fit-for-purpose, fit-with-conditions, not-fit-for-purpose or no-opinion.',
    'SS1/23 P4.1',
    { tier: 3 },
  ),
  opinion_rationale: field(text(), 'R', 'Why, in a few sentences that a board can read.', 'SS1/23 P4.1', {
    tier: 3,
  }),
  conditions: field(
    z.array(validationCondition),
    'C',
    'What the opinion is tied to; needed of fit-with-conditions.',
    'SS1/23 P5.2',
  ),
  limits_of_use: field(texts(), 'C', 'Uses that the opinion does not cover.', 'SS1/23 P5.2; SR26 §V'),
  tier_reassessment: field(tierReassessment, 'R', 'Whether the risk tier is right.', 'SS1/23 P1.3'),
  next_validation_due: field(date(), 'R', 'When the next validation is due.', 'SS1/23 P1.2(c)(iv)', {
    tier: 3,
  }),
  revalidation_triggers: field(texts(), 'R', 'What brings it forward.', 'SS1/23 P4.5', { tier: 2 }),
});
export type ValidationCondition = z.infer<typeof validationCondition>;
export type ValidationReport = z.infer<typeof validationReport>;
