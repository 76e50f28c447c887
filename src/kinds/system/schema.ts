import { z } from 'zod';
import { riskTiers } from '../../core/policy.ts';
import { date, field, ref, text } from '../../core/field.ts';
import { affectedGroup, boundNumber, jurisdiction, limitation, party, riskRatings, texts } from '../types.ts';

/**
 * Where a system stands in its life. `not-built` records the decision not to build: such an entry is asked for
 * its profile and one decision, and for nothing else.
 */
const lifecycleStages = [
  'proposed',
  'in-development',
  'in-validation',
  'approved',
  'shadow',
  'limited-release',
  'in-production',
  'restricted',
  'suspended',
  'retired',
  'not-built',
] as const;

/** Stages in which the system’s output reaches decisions. */
export const liveStages: readonly string[] = ['limited-release', 'in-production', 'restricted'];

const determination = z.strictObject({
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

const approvedUse = z.strictObject({
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

const actualUse = z.strictObject({
  description: field(text(), 'R', 'How the output is used in fact.', 'SS1/23 P1.2(c)(i)'),
  compared_on: field(date(), 'R', 'When use was last compared with what is approved.', 'SS1/23 P1.2(c)(i)'),
  deviations: field(
    texts(),
    'O',
    'Where use departs from what is approved; leave it out when it does not.',
    'SS1/23 P1.2(c)(i)',
  ),
});

const boundary = z.strictObject({
  variable: field(text(), 'R', 'The quantity that is bounded.', 'SS1/23 P3.3'),
  lower: field(boundNumber(), 'C', 'Lower end of the range, inclusive.', 'SS1/23 P3.3'),
  upper: field(boundNumber(), 'C', 'Upper end of the range, inclusive.', 'SS1/23 P3.3'),
  unit: field(text(), 'R', 'Unit of both ends.', 'GK'),
  action_outside: field(text(), 'R', 'What happens to a case outside the range.', 'SS1/23 P1.2(c)(i)'),
});

const euAiAct = z.strictObject({
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

const materiality = z.strictObject({
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

const complexity = z.strictObject({
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

const vendor = z.strictObject({
  name: field(text(), 'R', 'The supplier.', 'SS1/23 P2.6'),
  product: field(text(), 'R', 'What is bought.', 'SS1/23 P2.6'),
  version: field(text(), 'R', 'Version in use.', 'SS1/23 P2.6'),
  contract_ref: field(text(), 'R', 'Where the contract is filed.', 'NAIC 4'),
  audit_rights: field(text(), 'R', 'What the firm may inspect.', 'NAIC 4; SR26 §VII'),
  exit_plan: field(text(), 'R', 'How the firm would do without it.', 'SS1/23 P2.6'),
});

const dependency = z.strictObject({
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

const exception = z.strictObject({
  description: field(text(), 'R', 'What is done differently from policy.', 'SS1/23 P5.3'),
  approved_by: field(ref('party'), 'R', 'Who allowed it.', 'SS1/23 P5.3'),
  expires: field(date(), 'R', 'Last day of the exception.', 'E-23 App.1'),
});

const adjustment = z.strictObject({
  type: field(
    z.enum(['overlay', 'management-adjustment', 'override', 'calibration']),
    'R',
    'What kind of adjustment.',
    'SS1/23 P5.1',
  ),
  basis: field(text(), 'R', 'Why it is made.', 'SS1/23 P5.1'),
  magnitude: field(text(), 'R', 'How large it is, with unit.', 'SS1/23 P5.1'),
  approved_by: field(ref('party'), 'R', 'Who allowed it.', 'SS1/23 P5.1'),
  from: field(date(), 'R', 'First day.', 'SS1/23 P5.1'),
  expires: field(date(), 'R', 'Last day.', 'SS1/23 P5.1'),
  removal_condition: field(text(), 'R', 'What has to be true for it to go.', 'SS1/23 P5.1'),
});

const validation = z.strictObject({
  last_completed: field(date(), 'C', 'End of the last completed validation.', 'SS1/23 P1.2(c)(iv)'),
  outcome: field(
    z.enum(['approved', 'approved-with-conditions', 'rejected', 'not-validated']),
    'R',
    'What the validators concluded.',
    'SS1/23 P1.2(c)(iii)-(iv)',
  ),
  open_findings: field(
    boundNumber(),
    'R',
    'Findings of the validation that are still open.',
    'SS1/23 P1.2(c)(iii)',
  ),
  next_due: field(date(), 'R', 'When the next validation is due.', 'SS1/23 P1.2(c)(iv)'),
});

const monitoring = z.strictObject({
  rag: field(
    z.enum(['green', 'amber', 'red', 'not-monitored']),
    'R',
    'What the owner reported last.',
    'E-23 App.1',
  ),
  as_of: field(date(), 'R', 'The day of that report.', 'E-23 App.1'),
  breaches: field(boundNumber(), 'O', 'Breaches open on that day.', 'SS1/23 P1.2(c)(iii)'),
});

const fallback = z.strictObject({
  description: field(
    text(),
    'R',
    'What is done when the system is off: by whom, with which capacity.',
    'AIA aboutSystem9; Art. 15(4)',
  ),
  last_tested: field(date(), 'R', 'When that was last rehearsed.', 'Art. 15(4)'),
});

const keyNumber = z.strictObject({
  label: field(text(), 'R', 'What the number is, short.', 'GK'),
  value: field(
    boundNumber(),
    'R',
    'The number: `{ from: "ev:…#/…" }`, or typed, which marks it as a claim.',
    'GK',
  ),
  unit: field(text(), 'O', 'Unit; `%` shows a share of one as a percentage.', 'GK'),
  digits: field(z.int().min(0).max(6), 'O', 'Digits after the point.', 'GK'),
  note: field(text(), 'O', 'Sample, period, or how to read it.', 'GK'),
});

/**
 * The profile of a governed system. Departing from the public templates: `name` is the envelope’s `title`, and
 * `roles`, `frameworks`, `legal_classes` and `key_numbers` are added.
 */
export const schema = z.strictObject({
  description: field(
    text(),
    'R',
    'Two or three sentences: what it is and how it is used.',
    'E-23 App.1; ATRS tier 1',
    {
      tier: 4,
      section: true,
    },
  ),
  system_type: field(
    z.enum(['model', 'ai-system', 'decision-system', 'deterministic-tool']),
    'R',
    'What sort of thing it is.',
    'SR26 §II; SS1/23 P1.1',
    { tier: 3 },
  ),
  model_determination: field(
    determination,
    'R',
    'Whether it counts as a model, under whose definition, decided by whom.',
    'SR26 §II; SS1/23 P1.1',
  ),
  lifecycle_stage: field(
    z.enum(lifecycleStages),
    'R',
    'Where it stands. `not-built` records the decision not to build; it needs a profile and a decision, and nothing else.',
    'SS1/23 P1.2; SR11 §VI',
    { tier: 4 },
  ),
  intended_purpose: field(
    text(),
    'R',
    'What it is for, for whom, in which decision.',
    'A4(1)(a); SS1/23 P1.2(c)(i)',
    {
      tier: 4,
      section: true,
    },
  ),
  approved_uses: field(
    z.array(approvedUse),
    'R',
    'Each use with its own approval: risk attaches to a use, not to a model.',
    'E-23 App.1; SR26 §IV',
    {
      tier: 2,
    },
  ),
  prohibited_uses: field(
    texts(),
    'R',
    'What it must not be used for, one sentence each.',
    'MC19 (out-of-scope); HF',
    {
      tier: 3,
      section: true,
    },
  ),
  actual_use: field(
    actualUse,
    'C',
    'Use in fact, compared with what is approved; needed once in production.',
    'SS1/23 P1.2(c)(i)',
  ),
  operating_boundaries: field(
    z.array(boundary),
    'R',
    'The ranges in which performance is expected to hold, and what happens outside.',
    'SS1/23 P1.2(c)(i), P3.3',
    { tier: 2 },
  ),
  decision_role: field(
    z.enum(['informs', 'augments', 'drives', 'replaces']),
    'R',
    'How much of the decision the output makes.',
    'HTI1; AIA',
    {
      tier: 3,
    },
  ),
  human_oversight_mode: field(
    z.enum(['in-the-loop', 'on-the-loop', 'in-command', 'none']),
    'R',
    'Where a person stands: decides each case, watches and can step in, sets the frame, or nowhere.',
    'Art. 14; GK',
    { tier: 3 },
  ),
  affected_persons: field(
    z.array(affectedGroup()),
    'R',
    'Whose lives it touches, how, and how many.',
    'Art. 27(1)(c); AIA',
    {
      tier: 2,
    },
  ),
  jurisdictions: field(z.array(jurisdiction()), 'R', 'Where it is used: ISO 3166 codes, or `EU`.', 'GK', {
    tier: 2,
  }),
  roles: field(
    texts(),
    'R',
    'Every role in law the firm has for it, in the catalogues’ words: provider, deployer, bank, controller, creditor … Duties of other roles make no cell.',
    'GK',
    { tier: 3 },
  ),
  frameworks: field(
    texts(),
    'R',
    'Ids of the catalogues it answers to; each leaf clause that fits makes a cell.',
    'GK',
    { tier: 3 },
  ),
  eu_ai_act: field(
    euAiAct,
    'C',
    'Role and legal class under the EU AI Act, with the reasoning.',
    'Art. 6, 49; Annex VIII',
  ),
  legal_classes: field(
    texts(),
    'O',
    'Legal classes under other frameworks, in the words of their catalogues, such as `high`.',
    'GK',
  ),
  risk_tier: field(
    z.enum(riskTiers),
    'R',
    'The firm’s own tier, 1 the most rigorous: it decides what is demanded. Labels are set in `portfolio.yaml`.',
    'SS1/23 P1.3; E-23 P2.2',
    { tier: 4 },
  ),
  materiality: field(
    materiality,
    'R',
    'Purpose times exposure, with the reasoning.',
    'SR26 §III; SS1/23 P1.3',
    { tier: 2 },
  ),
  complexity: field(complexity, 'R', 'How complex it is, and what makes it so.', 'SS1/23 P1.3'),
  inherent_risk: field(z.enum(riskRatings), 'R', 'Risk before controls.', 'SR26 §III'),
  residual_risk: field(z.enum(riskRatings), 'C', 'Risk once controls are assessed.', 'NIST MANAGE 1.4'),
  origin: field(
    z.enum(['internal', 'vendor', 'group-entity', 'open-source', 'public-authority', 'mixed']),
    'R',
    'Who made it.',
    'E-23 App.1',
    { tier: 2 },
  ),
  vendor: field(
    vendor,
    'C',
    'The supplier, what may be audited, and the way out; needed unless the origin is internal.',
    'SS1/23 P2.6; SR26 §VII; NAIC 3-4',
  ),
  accountable_executive: field(party(), 'R', 'The one executive who answers for it.', 'SS1/23 P2.2', {
    tier: 2,
  }),
  model_owner: field(party(), 'R', 'Who owns the model and its risk day by day.', 'E-23 A.4', { tier: 3 }),
  model_developer: field(ref('party'), 'R', 'Who built it; never its validator or approver.', 'E-23 A.4', {
    tier: 3,
  }),
  model_reviewer: field(
    ref('party'),
    'C',
    'Who validates it, independent of the developer.',
    'E-23 A.4; SS1/23 P4.1',
  ),
  model_approver: field(ref('party'), 'C', 'Who may approve its use.', 'E-23 A.4'),
  model_users: field(z.array(ref('party')), 'R', 'Who works with the output.', 'E-23 A.4', { tier: 2 }),
  production_version: field(text(), 'C', 'The model version in production.', 'E-23 App.1'),
  deployed_on: field(date(), 'C', 'When that version went live.', 'E-23 App.1'),
  components: field(
    z.array(ref('artefact', { kind: 'model-card' })),
    'R',
    'The model cards of the models inside it.',
    'Annex IV(2)(c)',
  ),
  dependencies: field(
    z.array(dependency),
    'R',
    'Systems that feed it or are fed by it, feeder models included.',
    'E-23 App.1; SS1/23 P3.4',
  ),
  data_sources: field(
    texts(),
    'R',
    'The sources its data come from, named as in the data catalogue.',
    'E-23 App.1',
    { section: true },
  ),
  limitations: field(
    z.array(limitation()),
    'R',
    'What it cannot do, what that leads to, what is done about it.',
    'E-23 App.1',
    {
      tier: 3,
    },
  ),
  exceptions: field(
    z.array(exception),
    'O',
    'Departures from policy, each with an end.',
    'SS1/23 P5.3; E-23 App.1',
  ),
  post_model_adjustments: field(
    z.array(adjustment),
    'O',
    'Overlays and overrides applied after the model.',
    'SS1/23 P5.1',
  ),
  validation_status: field(
    validation,
    'R',
    'The last validation, what it concluded, and when the next is due.',
    'SS1/23 P1.2(c)(iii)-(iv)',
    {
      tier: 2,
    },
  ),
  monitoring_status: field(
    monitoring,
    'C',
    'What the owner reported last. The site shows it beside what the evidence says, never instead.',
    'E-23 App.1; SS1/23 P1.2(c)(iii)',
  ),
  fallback: field(
    fallback,
    'R',
    'What is done when it is off, and when that was last tried.',
    'AIA aboutSystem9; Art. 15(4)',
    { tier: 2 },
  ),
  contact: field(text(), 'R', 'Where questions go: a mailbox or a desk, not a person.', 'ATRS', { tier: 3 }),
  recourse_channel: field(
    text(),
    'C',
    'How a person it affects can contest an outcome.',
    'Art. 86; MAS FEAT 10',
  ),
  key_numbers: field(
    z.array(keyNumber),
    'O',
    'The few numbers a visitor should see first, bound to evidence.',
    'GK',
  ),
});

/** The validated fields of a system profile. */
export type SystemProfile = z.infer<typeof schema>;
