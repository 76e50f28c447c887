import { z } from 'zod';
import { date, field, ref, text } from '../../core/field.ts';
import { selectionMeanings } from '../../evidence/fairness/four-fifths.ts';
import { fairnessMeasures } from '../../evidence/fairness/measure.ts';
import { boundNumber, jurisdiction, party, texts } from '../types.ts';

/** How a group attribute came to be known. */
const obtainedBy = ['self-reported', 'observed', 'inferred', 'proxy-method', 'unavailable'] as const;

const conclusions = [
  'no-concern',
  'concern-mitigated',
  'concern-accepted',
  'concern-open',
  'inconclusive',
] as const;
export type Conclusion = (typeof conclusions)[number];

const mitigationStages = [
  'pre-processing',
  'in-processing',
  'post-processing',
  'threshold',
  'policy',
] as const;

const protectedAttribute = z.strictObject({
  attribute: field(text(), 'R', 'The attribute, such as `age_band`.', 'Art. 4a; NIST MEASURE 2.11', {
    tier: 3,
  }),
  jurisdiction: field(jurisdiction(), 'R', 'Where the law protects it.', 'NIST MEASURE 2.11', { tier: 2 }),
  how_obtained: field(
    z.enum(obtainedBy),
    'R',
    'self-reported, observed, inferred, proxy-method or unavailable.',
    'Art. 4a; NIST MEASURE 2.11',
    { tier: 2 },
  ),
  note: field(text(), 'O', 'What the attribute cannot show: values missing, categories merged.', 'GK'),
});

const dataPermission = z.strictObject({
  basis: field(text(), 'R', 'On what legal ground group attributes are processed.', 'Art. 4a(1)'),
  strictly_necessary_reason: field(text(), 'R', 'Why the comparison cannot do without them.', 'Art. 4a(1)'),
  alternatives_considered: field(text(), 'R', 'What was tried or thought of in their place.', 'Art. 4a(1)'),
  safeguards: field(text(), 'R', 'Who may read them, and what keeps others out.', 'Art. 4a(1)'),
  deletion_date: field(date(), 'C', 'When they are deleted.', 'Art. 4a(1)'),
});

const groupAtRisk = z.strictObject({
  group: field(text(), 'R', 'Who they are.', 'CDX fairnessAssessment', { tier: 2 }),
  benefits: field(text(), 'R', 'What the system may do for them.', 'CDX fairnessAssessment', { tier: 2 }),
  harms: field(text(), 'R', 'What it may do to them.', 'CDX fairnessAssessment', { tier: 2 }),
  mitigation: field(text(), 'R', 'What is done about the harm.', 'CDX fairnessAssessment', { tier: 2 }),
});

/** Groups of one attribute, or of several crossed, with the evidence that counts them. */
const comparison = z.strictObject({
  id: field(text(), 'C', 'Stable id, such as `FC-01`.', 'GK'),
  attribute: field(text(), 'R', 'What tells the groups apart, as people say it.', 'MC19', { tier: 3 }),
  groups: field(
    ref('evidence', { link: 'evidenced-by' }),
    'R',
    'The evidence and the block of groups in it: `ev:<id>#/groups/<attribute>`.',
    'MC19',
    { tier: 3 },
  ),
  comparison_group: field(
    text(),
    'R',
    'The group that the others are compared with, by its name in the evidence.',
    'GK',
    { tier: 3 },
  ),
  comparison_rationale: field(text(), 'R', 'Why this group and not another.', 'GK', { tier: 2 }),
  intersection: field(
    z.boolean(),
    'O',
    'Whether groups are crossed attributes, such as sex and age.',
    'MC19',
  ),
});

/** A limit for one measure over the groups of one comparison. */
const criterion = z.strictObject({
  id: field(text(), 'C', 'Stable id, such as `FT-01`.', 'GK'),
  metric: field(
    z.enum(fairnessMeasures),
    'R',
    'The measure; `selection-rate-ratio` is that of favourable rates, as the four-fifths rule has it.',
    'MC19; 29 CFR 1607.4(D)',
    { tier: 3 },
  ),
  comparison: field(
    ref('item', { kind: 'fairness-comparison', link: null }),
    'R',
    'The comparison it is about, by id.',
    'GK',
    { tier: 3 },
  ),
  threshold: field(
    z.number(),
    'R',
    'The limit: the least that a ratio may be, the most that a difference may be.',
    'Art. 9(8)',
    { tier: 3 },
  ),
  set_by: field(party(), 'R', 'Who set it.', 'Art. 9(8); GK', { tier: 2 }),
  set_on: field(date(), 'R', 'When: before the data that it judges.', 'Art. 9(8)', { tier: 2 }),
  rationale: field(text(), 'R', 'Why this limit, and what it is not.', 'GK', { tier: 2 }),
  value: field(
    boundNumber(),
    'O',
    'The result as it was reported; held against what the groups of the evidence give.',
    'MC19',
  ),
  breach_rationale: field(text(), 'C', 'Why a limit that is missed may be; needed then, or a finding.', 'GK'),
  finding: field(
    ref('any', { link: 'answers', inverse: true }),
    'C',
    'What follows from a limit that is missed: a finding, condition or failure mode, by id.',
    'GK',
  ),
});

const legalContext = z.strictObject({
  jurisdiction: field(jurisdiction(), 'R', 'Where.', 'Reg B', { tier: 2 }),
  test: field(text(), 'R', 'The test that this law uses, with its source.', 'Reg B', { tier: 2 }),
  in_force: field(z.boolean(), 'R', 'Whether it is in force there today.', 'Reg B', { tier: 2 }),
});

const proxy = z.strictObject({
  feature: field(ref('item', { kind: 'feature' }), 'R', 'The feature, by name.', 'SS1/23 P3.2; AIA', {
    tier: 2,
  }),
  finding: field(text(), 'R', 'What the test of the register means for this comparison.', 'SS1/23 P3.2', {
    tier: 2,
  }),
});

const alternative = z.strictObject({
  alternative: field(text(), 'R', 'What was tried.', 'GK'),
  accuracy_effect: field(text(), 'R', 'What it did to accuracy.', 'GK'),
  disparity_effect: field(text(), 'R', 'What it did to the disparity.', 'GK'),
  adopted: field(z.boolean(), 'R', 'Whether it was taken up.', 'GK'),
  reason: field(text(), 'R', 'Why, or why not.', 'GK'),
});

const mitigation = z.strictObject({
  stage: field(z.enum(mitigationStages), 'R', 'Where it acts.', 'Art. 10(2)(g)', { tier: 2 }),
  method: field(text(), 'R', 'What is done.', 'Art. 10(2)(g)', { tier: 2 }),
  effect: field(text(), 'R', 'What it changed, as far as is known.', 'Art. 10(2)(g)', { tier: 2 }),
});

/** What was compared between groups, by which measure, with which result. Numbers are computed, not typed. */
export const fairnessAssessment = z.strictObject({
  model_version: field(text(), 'R', 'The version of the model that was assessed.', 'SS1/23 P3.5', {
    tier: 3,
  }),
  decision_assessed: field(text(), 'R', 'The decision about people that is compared.', 'GK', { tier: 3 }),
  selection_means: field(
    z.enum(selectionMeanings),
    'R',
    'Whether being selected is a benefit (an offer) or a burden (an alert): it decides which rate is favourable.',
    '29 CFR 1607.4(D); GK',
    { tier: 3 },
  ),
  protected_attributes: field(
    z.array(protectedAttribute),
    'R',
    'The attributes compared, where they are protected and how they came to be known.',
    'Art. 4a; NIST MEASURE 2.11',
    { tier: 3 },
  ),
  data_permission: field(
    dataPermission,
    'C',
    'On what ground group attributes are held; needed of special categories.',
    'Art. 4a(1)',
  ),
  groups_at_risk: field(z.array(groupAtRisk), 'R', 'Who may be harmed, and how.', 'CDX fairnessAssessment', {
    tier: 2,
  }),
  minimum_n: field(
    z.int().min(1),
    'R',
    'Rows that a group needs below a rate to be judged: positives, for a true positive rate.',
    'GK',
    { tier: 2 },
  ),
  minimum_n_rationale: field(text(), 'R', 'Why so many.', 'GK'),
  comparisons: field(z.array(comparison), 'R', 'One row per attribute or crossing of attributes.', 'MC19', {
    tier: 3,
  }),
  metrics: field(
    z.array(criterion),
    'R',
    'One row per limit; the result is computed from the groups.',
    'MC19; GK',
    { tier: 3 },
  ),
  threshold_policy: field(
    text(),
    'R',
    'What the limits are for: four fifths is a screen, not a defence. Say which law uses which test.',
    'GK',
    { tier: 2, section: true },
  ),
  legal_context: field(z.array(legalContext), 'R', 'The tests of the laws that apply.', 'Reg B', { tier: 2 }),
  proxy_analysis: field(
    z.array(proxy),
    'R',
    'Features of the register that are known or suspected proxies, and what that means here.',
    'SS1/23 P3.2; AIA',
    { tier: 2 },
  ),
  less_discriminatory_alternatives: field(
    z.array(alternative),
    'C',
    'What else would do the job with less disparity; needed where a limit is missed.',
    'GK',
  ),
  mitigation: field(z.array(mitigation), 'R', 'What is done about disparity.', 'Art. 10(2)(g)', { tier: 2 }),
  residual_disparity: field(text(), 'R', 'What stays after that, and who bears it.', 'NIST MANAGE 1.4', {
    tier: 2,
    section: true,
  }),
  accepted_by: field(
    ref('artefact', { kind: 'decision', link: 'decides', inverse: true }),
    'C',
    'The decision that accepts what stays; needed when the conclusion is concern-accepted.',
    'GK',
  ),
  monitoring: field(
    ref('item', { kind: 'monitor', link: 'monitors', inverse: true }),
    'R',
    'The monitor that watches it between assessments, by id.',
    'NAIC 3-2-4',
    { tier: 2 },
  ),
  limits_of_assessment: field(
    texts(),
    'R',
    'What it cannot show: attributes not held, groups too small.',
    'GK',
    {
      tier: 2,
    },
  ),
  conclusion: field(
    z.enum(conclusions),
    'R',
    'no-concern, concern-mitigated, concern-accepted, concern-open or inconclusive.',
    'GK',
    { tier: 3 },
  ),
  conclusion_rationale: field(text(), 'R', 'Why, in a sentence or two.', 'GK', { tier: 3 }),
});

export type Comparison = z.infer<typeof comparison>;
export type Criterion = z.infer<typeof criterion>;
export type FairnessAssessment = z.infer<typeof fairnessAssessment>;
