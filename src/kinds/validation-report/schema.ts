import { z } from 'zod';
import { date, field, ref, text } from '../../core/field.ts';
import { boundNumber, evidenceIds, party, texts } from '../types.ts';

/** What set a validation off. */
const validationTypes = [
  'initial',
  'periodic-revalidation',
  'change-triggered',
  'targeted',
  'retrospective',
] as const;

/**
 * What a validation may look at: the elements of SR 11-7 § V and SR 26-2 § V (conceptual soundness, ongoing
 * monitoring, outcomes analysis), the data and process verification of SS1/23 P4.2 and P4.3, and what later law adds.
 */
const areas = [
  'conceptual-soundness',
  'data',
  'outcomes-analysis',
  'ongoing-monitoring',
  'implementation',
  'fairness',
  'explanation',
  'use-and-controls',
] as const;
export type Area = (typeof areas)[number];

/** The areas that a validation is asked about whatever it is of: one that is not covered is named. */
export const coreAreas: readonly Area[] = areas.slice(0, 5);

const areaResults = ['satisfactory', 'satisfactory-with-findings', 'unsatisfactory', 'inconclusive'] as const;
export type AreaResult = (typeof areaResults)[number];

const testKinds = [
  'discrimination',
  'calibration',
  'accuracy',
  'stability',
  'sensitivity',
  'stress',
  'robustness',
  'adversarial',
  'fairness',
  'back-test',
  'benchmark',
  'process-verification',
  'implementation',
] as const;

/** How a result has to lie to its threshold. */
const operators = ['at-least', 'at-most', 'between'] as const;
export type Operator = (typeof operators)[number];

/** What has to be on the right side: the figure alone, or its whole interval. */
const judgements = ['value', 'interval'] as const;

/** How a test ended. */
export const outcomes = ['pass', 'fail', 'inconclusive', 'not-run'] as const;
export type Outcome = (typeof outcomes)[number];

/** Gravest first. */
export const findingSeverities = ['critical', 'high', 'medium', 'low'] as const;
export type FindingSeverity = (typeof findingSeverities)[number];

/** That a finding is overdue is computed, and no status. */
const findingStatuses = ['open', 'remediating', 'accepted', 'closed'] as const;
export type FindingStatus = (typeof findingStatuses)[number];

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

const alternative = z.strictObject({
  alternative: field(text(), 'R', 'The challenger, benchmark or simpler method.', 'SR26 §V; SS1/23 P3.3', {
    tier: 2,
  }),
  result: field(text(), 'R', 'How it did against what was validated.', 'SR26 §V; SS1/23 P3.3', { tier: 2 }),
});

/** One test with the threshold that was set before it ran; what follows from the two is computed. */
const validationTest = z.strictObject({
  id: field(text(), 'C', 'Stable id, such as `VT-01`.', 'GK'),
  name: field(text(), 'R', 'What was tested, in a few words.', 'Art. 9(8); Annex IV(2)(g)', { tier: 3 }),
  kind: field(z.enum(testKinds), 'R', 'What sort of test it is.', 'Annex IV(2)(g)'),
  area: field(z.enum(areas), 'O', 'The area it belongs to.', 'SR26 §V'),
  method: field(text(), 'R', 'How it was done, on which data.', 'Annex IV(2)(g)', { tier: 2 }),
  operator: field(
    z.enum(operators),
    'R',
    'How the result has to lie to the threshold: at-least, at-most or between.',
    'Art. 9(8)',
    { tier: 3 },
  ),
  threshold: field(
    z.number(),
    'R',
    'The limit that decides, of `between` the lower one.',
    'Art. 9(8); Annex IV(2)(g)',
    { tier: 3 },
  ),
  threshold_to: field(z.number(), 'C', 'The upper limit; needed of `between`.', 'Art. 9(8)'),
  judged_by: field(
    z.enum(judgements),
    'O',
    'Whether the value decides (the default), or its whole interval has to be on the right side.',
    'CDX performanceMetric; GK',
  ),
  minimum_n: field(z.int().min(1), 'O', 'Rows below which the test decides nothing.', 'GK'),
  set_by: field(ref('party'), 'R', 'Who set the threshold.', 'Art. 9(8)', { tier: 2 }),
  set_on: field(date(), 'R', 'When: before the day of the run.', 'Art. 9(8)', { tier: 2 }),
  threshold_rationale: field(text(), 'R', 'Why this threshold and not another.', 'Art. 9(8)'),
  run_on: field(date(), 'C', 'When the test was run; needed unless it was not.', 'Art. 9(8); Annex IV(2)(g)'),
  result: field(
    boundNumber(),
    'C',
    'The result, read from evidence: `{ from: "ev:perf-oot#/metrics/auc/value" }`. Interval and n beside it are read with it.',
    'Annex IV(2)(g)',
  ),
  digits: field(z.int().min(0).max(6), 'O', 'Digits after the point on the page; 3 unless stated.', 'GK'),
  unit: field(text(), 'O', 'Unit of result and threshold; `%` shows a share of one as a percentage.', 'GK'),
  evidence: field(
    evidenceIds(),
    'C',
    'What shows a result that is no number in a file, by id of the register.',
    'Annex IV(2)(g)',
  ),
  outcome: field(
    z.enum(outcomes),
    'R',
    'pass, fail, inconclusive or not-run, as it was recorded; held against what result and threshold give.',
    'Annex IV(2)(g)',
    { tier: 3 },
  ),
  note: field(text(), 'C', 'How to read the result; needed of inconclusive and not-run.', 'GK'),
  finding: field(
    ref('item', { kind: 'validation-finding', link: 'answers' }),
    'C',
    'The finding that follows from a test that failed, by id.',
    'SR26 §V',
  ),
});

/** Something that was found wrong, missing or weak, until it is closed. */
const validationFinding = z.strictObject({
  id: field(text(), 'C', 'Stable id, such as `VF-01`.', 'GK'),
  title: field(text(), 'O', 'The finding in a few words.', 'GK'),
  severity: field(
    z.enum(findingSeverities),
    'R',
    'How grave: critical (not to be used until closed), high (may harm people or the bank), medium (weakens a control) or low (should be better).',
    'SS1/23 P1.2(c)(iii)',
    { tier: 3 },
  ),
  statement: field(
    text(),
    'R',
    'What is wrong and what follows, so that a stranger can check it.',
    'SS1/23 P1.2(c)(iii)',
    {
      tier: 3,
    },
  ),
  area: field(z.enum(areas), 'R', 'The area it belongs to.', 'SR26 §V'),
  about: field(
    z.array(ref('any')),
    'O',
    'What it speaks of, by id: a feature, monitor, failure mode, condition.',
    'GK',
  ),
  recommendation: field(text(), 'R', 'What would close it.', 'SS1/23 P1.2(c)(iii)', { tier: 2 }),
  owner: field(party(), 'R', 'Who remedies it.', 'SS1/23 P1.2(c)(iii)', { tier: 3 }),
  raised_on: field(date(), 'R', 'When it was raised; its age counts from then.', 'SS1/23 P1.2(c)(iii)', {
    tier: 3,
  }),
  due: field(date(), 'R', 'By when it is to be closed.', 'SS1/23 P1.2(c)(iii)', { tier: 3 }),
  status: field(
    z.enum(findingStatuses),
    'R',
    'open, remediating, accepted or closed; that it is overdue is computed.',
    'SS1/23 P1.2(c)(iii)',
    { tier: 3 },
  ),
  remediation: field(
    text(),
    'C',
    'What has been done or is planned, and where it stands.',
    'SS1/23 P1.2(c)(iii)',
  ),
  closed_on: field(date(), 'C', 'When the validator closed it.', 'SS1/23 P1.2(c)(iii)'),
  evidence: field(
    evidenceIds(),
    'C',
    'What shows that it is closed, by id of the register.',
    'SS1/23 P1.2(c)(iii)',
  ),
  decision: field(
    ref('artefact', { kind: 'decision', link: 'decides', inverse: true }),
    'C',
    'The decision that closed or accepted it; needed of accepted.',
    'NIST MANAGE 1.4',
  ),
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

export type ValidationTest = z.infer<typeof validationTest>;
export type ValidationFinding = z.infer<typeof validationFinding>;
export type ValidationCondition = z.infer<typeof validationCondition>;
export type ValidationReport = z.infer<typeof validationReport>;
