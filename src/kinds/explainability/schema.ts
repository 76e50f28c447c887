import { z } from 'zod';
import { date, field, ref, text } from '../../core/field.ts';
import { duration } from '../duration.ts';
import { party, texts } from '../types.ts';
import { localCase, reasonPolicy } from './reasons.ts';

/** How an explanation is made. */
const methods = [
  'inherently-interpretable',
  'shap-tree',
  'shap-kernel',
  'shap-linear',
  'lime',
  'permutation',
  'ice-pdp',
  'counterfactual',
  'surrogate',
  'other',
] as const;
export type Method = (typeof methods)[number];

/** What stands in for a feature that is taken away. Names as `shap.TreeExplainer` has them, and what others do. */
const perturbations = [
  'tree-path-dependent',
  'interventional',
  'conditional',
  'local-sampling',
  'none',
] as const;
export type Perturbation = (typeof perturbations)[number];

const audiences = [
  'affected-person',
  'front-line',
  'model-user',
  'validator',
  'auditor',
  'regulator',
] as const;

const explanationTypes = [
  'rationale',
  'responsibility',
  'data',
  'fairness',
  'safety-and-performance',
  'impact',
] as const;

const explainer = z.strictObject({
  name: field(text(), 'R', 'The program that computes it.', 'Reg B comment 9(b)(2); GK', { tier: 2 }),
  version: field(text(), 'R', 'Its version: another one may give other numbers.', 'GK', { tier: 2 }),
  algorithm: field(text(), 'R', 'The algorithm, such as `TreeSHAP`.', 'GK', { tier: 2 }),
  code_ref: field(text(), 'O', 'Where the code that calls it is.', 'GK'),
});

const background = z.strictObject({
  dataset: field(text(), 'R', 'Which rows.', 'PRA AI roundtable; GK', { tier: 2 }),
  size: field(z.int().min(1), 'R', 'How many rows.', 'GK', { tier: 2 }),
  rationale: field(text(), 'R', 'Why these: attributions are relative to them.', 'GK', { tier: 2 }),
  evidence: field(ref('evidence', { link: 'evidenced-by' }), 'O', 'The rows, by id of the register.', 'GK'),
});

const additivity = z.strictObject({
  tolerance: field(
    z.number().min(0),
    'R',
    'Largest gap between base value plus contributions and the output that passes, in the output space.',
    'PRA AI roundtable; NIST MEASURE 2.9',
    { tier: 2 },
  ),
  share_allowed: field(
    z.number().min(0).max(1),
    'O',
    'Share of rows that may be beyond it, 0 to 1: none unless stated.',
    'GK',
  ),
  rationale: field(text(), 'R', 'Why this tolerance.', 'GK'),
});

const stability = z.strictObject({
  second_run: field(
    ref('evidence', { link: 'evidenced-by' }),
    'R',
    'The second run, by id of the register.',
    'PRA AI roundtable; NIST MEASURE 2.9',
    { tier: 2 },
  ),
  differs_by: field(
    text(),
    'R',
    'What was different in it: another seed, sample, training or version. The same run twice shows little.',
    'GK',
    { tier: 2 },
  ),
  minimum_rank_correlation: field(
    z.number().min(-1).max(1),
    'R',
    'Spearman correlation of the two orders from which the runs count as stable.',
    'NIST MEASURE 2.9',
  ),
  minimum_overlap: field(
    z.number().min(0).max(1),
    'R',
    'Share of the top k that both runs must have, 0 to 1.',
    'NIST MEASURE 2.9',
  ),
  set_on: field(date(), 'R', 'When the limits were set: before the second run.', 'Art. 9(8)'),
});

const sensitive = z.strictObject({
  feature: field(ref('item', { kind: 'feature' }), 'R', 'The feature, by name.', 'SS1/23 P3.2', { tier: 3 }),
  justification: field(
    text(),
    'R',
    'Why it may weigh this much although it says something of a protected attribute.',
    'SS1/23 P3.2; MAS FEAT 2',
    { tier: 3 },
  ),
  decision: field(
    ref('artefact', { kind: 'decision' }),
    'O',
    'The decision that accepted it.',
    'SS1/23 P3.2',
  ),
});

const delivery = z.strictObject({
  channel: field(text(), 'R', 'By what way it reaches the person.', 'Reg B 1002.9; CCPA 7220'),
  trigger: field(text(), 'R', 'On what it is sent.', 'Reg B 1002.9; CCPA 7220'),
  within: field(duration(), 'R', 'In how long, such as `P30D`.', 'Reg B 1002.9(a)(1)'),
});

const challenge = z.strictObject({
  answered_by: field(party(), 'R', 'Who answers when somebody disputes a prediction.', 'Art. 86; ICO', {
    tier: 3,
  }),
  within: field(duration(), 'R', 'In how long, such as `P10D`.', 'Art. 86; GDPR 12(3)', { tier: 3 }),
  with: field(texts(), 'R', 'With what they answer: what the person or the court is given.', 'Art. 86; ICO', {
    tier: 3,
  }),
  steps: field(texts(), 'R', 'What is done, in order, from the question to the answer.', 'ICO', { tier: 2 }),
  escalation: field(text(), 'R', 'Where it goes when the answer does not settle it.', 'GDPR 22(3); Art. 86', {
    tier: 2,
  }),
});

/** How predictions are explained, by whom that was agreed, and how it holds. */
export const explainability = z.strictObject({
  model_version: field(text(), 'R', 'The version of the model that is explained.', 'SS1/23 P3.5', {
    tier: 3,
  }),
  method: field(z.enum(methods), 'R', 'How explanations are made.', 'GK', { tier: 3 }),
  explainer: field(explainer, 'R', 'The program that makes them.', 'GK', { tier: 2 }),
  feature_perturbation: field(
    z.enum(perturbations),
    'R',
    'What stands in for a feature that is taken away; tree-path-dependent uses the trees themselves and has no background.',
    'shap TreeExplainer; PRA AI roundtable',
    { tier: 2 },
  ),
  background_data: field(
    background,
    'C',
    'The rows that stand in for features taken away; needed of explainers that use some, and of no other.',
    'shap TreeExplainer; GK',
  ),
  output_explained: field(
    z.enum(['probability', 'log-odds', 'raw-score', 'value', 'log-hazard', 'decision']),
    'R',
    'What contributions add up to.',
    'GK',
    { tier: 3 },
  ),
  class_explained: field(text(), 'C', 'The outcome explained, in words; needed of a classifier.', 'GK'),
  approach_decision: field(
    ref('artefact', { kind: 'decision', link: 'decides', inverse: true }),
    'R',
    'The decision that approved the approach, by id.',
    'SS1/23 P3.4; PRA AI roundtable',
    { tier: 2 },
  ),
  attributions: field(
    ref('evidence', { link: 'evidenced-by' }),
    'R',
    'The SHAP values that are in force, by id of the register.',
    'NIST MEASURE 2.9',
    { tier: 2 },
  ),
  top_k: field(
    z.int().min(1),
    'R',
    'How many of the most important features have to be justified one by one.',
    'SS1/23 P3.2; NIST MEASURE 2.9',
  ),
  additivity: field(
    additivity,
    'C',
    'How closely contributions must add up to the output; needed of additive methods.',
    'PRA AI roundtable; NIST MEASURE 2.9',
  ),
  stability: field(
    stability,
    'R',
    'A second run, and how alike it must be.',
    'PRA AI roundtable; NIST MEASURE 2.9',
    { tier: 2 },
  ),
  sensitive_features: field(
    z.array(sensitive),
    'C',
    'One row per protected or proxy feature among the top k: why it may stand there.',
    'SS1/23 P3.2; MAS FEAT 2',
  ),
  reason_policy: field(
    reasonPolicy,
    'C',
    'How the reasons a person is told follow from contributions; needed where an adverse action has reasons.',
    'Reg B 1002.9(b)(2); FCRA 615(a)',
  ),
  local_cases: field(
    z.array(localCase),
    'R',
    'Cases that show it: a typical one, one at the boundary, one that was contested.',
    'ICO; NIST MEASURE 2.9',
    { tier: 2 },
  ),
  correlated_features_treatment: field(
    text(),
    'R',
    'What is done about features that move together and share credit.',
    'PRA AI roundtable',
    { tier: 2, section: true },
  ),
  limitations: field(text(), 'R', 'What the explanation does not show; attributions are not causes.', 'GK', {
    tier: 3,
    section: true,
  }),
  actionable: field(z.boolean(), 'R', 'Whether reasons name something the person can change.', 'GK'),
  audience: field(z.array(z.enum(audiences)), 'R', 'Who gets explanations.', 'ICO', { tier: 2 }),
  explanation_types: field(z.array(z.enum(explanationTypes)), 'R', 'What they are about.', 'ICO'),
  process_or_outcome: field(
    z.enum(['process-based', 'outcome-based', 'both']),
    'R',
    'Whether they tell how the system is run, why one outcome came about, or both.',
    'ICO',
  ),
  notice_text: field(
    text(),
    'C',
    'What the person receives, in plain language; needed when somebody is told.',
    'Art. 86; GDPR 13(2)(f), 15(1)(h); CCPA 7222',
    { section: true },
  ),
  delivery: field(delivery, 'C', 'How it reaches the person.', 'Reg B 1002.9; CCPA 7220'),
  challenge: field(challenge, 'R', 'How a prediction is explained under challenge.', 'Art. 86; ICO', {
    tier: 3,
  }),
  human_contact: field(text(), 'R', 'Whom the person can speak to.', 'Art. 86; MAS FEAT 10', { tier: 2 }),
  validated_by: field(
    ref('any'),
    'R',
    'What shows that somebody independent checked it: a report or its evidence, by id.',
    'SR26 §V',
    { tier: 2 },
  ),
});
export type Explainability = z.infer<typeof explainability>;
