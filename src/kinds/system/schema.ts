import { z } from 'zod';
import { riskTiers } from '../../core/policy.ts';
import { date, field, ref, text } from '../../core/field.ts';
import { affectedGroup, boundNumber, jurisdiction, limitation, party, riskRatings, texts } from '../types.ts';
import { complexity, determination, euAiAct, materiality } from './classification.ts';
import { adjustment, exception } from './departures.ts';
import { dependency, vendor } from './dependencies.ts';
import { actualUse, approvedUse, boundary } from './uses.ts';

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
