import { z } from 'zod';
import { date, field, ref, text } from '../../core/field.ts';
import { boundNumber, texts } from '../types.ts';

const version = z.strictObject({
  name: field(text(), 'R', 'The version, as the model registry calls it.', 'MCT', { tier: 4 }),
  date: field(date(), 'R', 'The day it was frozen.', 'MCT', { tier: 3 }),
  diff: field(text(), 'R', 'What changed against the version before.', 'MCT', { tier: 2 }),
});

const contact = z.strictObject({
  name: field(text(), 'R', 'The role or team.', 'MCT'),
  contact: field(text(), 'R', 'A mailbox or a desk.', 'MCT'),
});

const input = z.strictObject({
  name: field(text(), 'R', 'The input, as the model’s signature calls it.', 'CDX; MCT', { tier: 3 }),
  feature: field(
    ref('item', { kind: 'feature', link: 'uses' }),
    'O',
    'Its row in the feature register.',
    'GK',
  ),
  format: field(text(), 'R', 'Type and encoding.', 'CDX; MCT', { tier: 3 }),
  unit: field(text(), 'C', 'Unit, for quantities.', 'MCT'),
  range: field(text(), 'C', 'Values it may take.', 'MCT'),
});

const output = z.strictObject({
  name: field(text(), 'R', 'The output.', 'CDX; MCT', { tier: 3 }),
  format: field(text(), 'R', 'Type and precision.', 'CDX; MCT', { tier: 3 }),
  range: field(text(), 'R', 'Values it may take.', 'MCT', { tier: 3 }),
  interpretation: field(text(), 'R', 'How a user reads it, and how not.', 'HTI1', { tier: 3 }),
});

const threshold = z.strictObject({
  threshold: field(boundNumber(), 'R', 'The value of the output at which the action changes.', 'MC19', {
    tier: 3,
  }),
  action: field(text(), 'R', 'What happens at or beyond it.', 'MC19', { tier: 3 }),
  rationale: field(text(), 'R', 'Why there: cost of errors, capacity, policy.', 'MC19', { tier: 2 }),
  set_by: field(ref('any'), 'R', 'The party or the decision that set it.', 'MC19', { tier: 2 }),
  set_on: field(date(), 'O', 'When it was set.', 'Art. 9(8)'),
});

/** Whether more of a metric is better, for reading its limit. */
const directions = ['at-least', 'at-most'] as const;

const metric = z.strictObject({
  type: field(
    text(),
    'R',
    'The metric, by a name a statistician knows: AUC, Brier score, recall.',
    'MCT; CDX performanceMetric',
    {
      tier: 4,
    },
  ),
  value: field(
    boundNumber(),
    'R',
    'Its value: `{ from: "ev:…#/…" }`, or typed, which marks it as a claim.',
    'MCT; CDX performanceMetric',
    {
      tier: 4,
    },
  ),
  slice: field(text(), 'C', 'The group it is measured on; left out for the whole.', 'MCT; MC19'),
  dataset: field(text(), 'R', 'The data it is measured on: name and period.', 'MC19', { tier: 3 }),
  n: field(boundNumber(), 'O', 'Rows it is measured on.', 'MC19'),
  ci_lower: field(boundNumber(), 'R', 'Lower end of its interval.', 'CDX; MC19', { tier: 2 }),
  ci_upper: field(boundNumber(), 'R', 'Upper end of its interval.', 'CDX; MC19', { tier: 2 }),
  ci_level: field(z.number().gt(0).lt(1), 'O', 'Level of the interval; 0.95 unless stated.', 'CDX'),
  threshold: field(boundNumber(), 'C', 'The limit it is judged by, fixed before the run.', 'Art. 9(8); MCT'),
  direction: field(z.enum(directions), 'C', 'On which side of the limit it has to be.', 'GK'),
  decision: field(text(), 'C', 'What was concluded from it.', 'MCT'),
  digits: field(z.int().min(0).max(6), 'O', 'Digits after the point on the page; 3 unless stated.', 'GK'),
});

const evaluationSet = z.strictObject({
  dataset: field(text(), 'R', 'Name and period.', 'MC19', { tier: 3 }),
  motivation: field(text(), 'R', 'Why these data speak for the use.', 'MC19', { tier: 2 }),
  preprocessing: field(text(), 'R', 'What was done to them.', 'MC19', { tier: 2 }),
});

const trainingSet = z.strictObject({
  dataset: field(text(), 'R', 'Name.', 'MC19; HF', { tier: 3 }),
  period: field(text(), 'R', 'From when to when.', 'MC19; HF', { tier: 3 }),
  size: field(boundNumber(), 'R', 'Rows.', 'MC19; HF', { tier: 3 }),
  provenance: field(text(), 'R', 'Where they come from and how they were labelled.', 'MC19; HF', { tier: 3 }),
});

const analyses = z.strictObject({
  unitary_results: field(text(), 'R', 'What the results say factor by factor.', 'MC19'),
  intersectional_results: field(
    text(),
    'R',
    'What they say where factors meet, with the sizes of the groups.',
    'MC19',
  ),
});

const consideration = z.strictObject({
  name: field(text(), 'R', 'The risk to people.', 'MCT; CDX risk', { tier: 3 }),
  mitigation_strategy: field(
    text(),
    'R',
    'What is done about it; say "none" when nothing is.',
    'MCT; CDX risk',
    { tier: 3 },
  ),
});

const environmental = z.strictObject({
  activity: field(
    z.enum([
      'design',
      'data-collection',
      'data-preparation',
      'training',
      'fine-tuning',
      'validation',
      'deployment',
      'inference',
      'other',
    ]),
    'R',
    'What the energy went into.',
    'CDX',
  ),
  energy_kwh: field(boundNumber(), 'R', 'Energy, kWh.', 'CDX'),
  co2e_kg: field(boundNumber(), 'O', 'Emissions, kg of CO₂ equivalent.', 'HF'),
  hardware: field(text(), 'O', 'On what.', 'HF'),
  region: field(text(), 'O', 'Where.', 'HF'),
});

/** A model card, one per model version. */
export const schema = z.strictObject({
  model_name: field(text(), 'R', 'The model’s name in the registry.', 'MCT; MC19', { tier: 4 }),
  model_version: field(version, 'R', 'The version this card speaks of, and what changed.', 'MCT', {
    tier: 4,
  }),
  model_date: field(date(), 'R', 'When the model was trained.', 'MC19', { tier: 3 }),
  overview: field(text(), 'R', 'One line: what it predicts, for whom, how far ahead.', 'MCT', {
    tier: 4,
    section: true,
  }),
  owners: field(z.array(contact), 'R', 'Who answers questions about the model.', 'MCT'),
  developed_by: field(text(), 'R', 'The team or supplier that built it.', 'MC19; HF', { tier: 3 }),
  license: field(text(), 'O', 'SPDX id, or the terms in words.', 'MCT; HF'),
  model_type: field(text(), 'R', 'The kind of model, such as “gradient-boosted trees”.', 'MC19; HF', {
    tier: 4,
  }),
  learning_approach: field(
    z.enum(['supervised', 'unsupervised', 'reinforcement-learning', 'semi-supervised', 'self-supervised']),
    'R',
    'How it learns.',
    'CDX',
    { tier: 3 },
  ),
  task: field(text(), 'R', 'What it is asked: binary-classification, regression, ranking.', 'CDX', {
    tier: 3,
  }),
  architecture_family: field(text(), 'R', 'The family, such as “decision-tree ensemble”.', 'CDX'),
  architecture: field(text(), 'O', 'The architecture in more detail.', 'CDX; MCT'),
  algorithms_and_parameters: field(
    text(),
    'R',
    'Training algorithm, the hyper-parameters that matter, constraints such as monotonicity.',
    'MC19',
    { tier: 2, section: true },
  ),
  base_model: field(text(), 'O', 'The model it was fine-tuned from.', 'HF'),
  inputs: field(
    z.array(input),
    'R',
    'What goes in; name the feature-register row where there is one.',
    'CDX; MCT',
    { tier: 3 },
  ),
  outputs: field(z.array(output), 'R', 'What comes out and how to read it.', 'CDX; MCT; HTI1', { tier: 3 }),
  decision_thresholds: field(
    z.array(threshold),
    'C',
    'Where the output turns into action; needed for classifiers.',
    'MC19',
  ),
  primary_intended_uses: field(texts(), 'R', 'What it is meant for.', 'MC19', { tier: 4, section: true }),
  primary_intended_users: field(texts(), 'R', 'Who is meant to use it.', 'MC19', { tier: 3, section: true }),
  out_of_scope_uses: field(texts(), 'R', 'What it is not for, including uses that look near.', 'MC19; HF', {
    tier: 4,
    section: true,
  }),
  relevant_factors: field(
    texts(),
    'R',
    'Groups, instruments and environments that may change how well it works.',
    'MC19',
    {
      tier: 2,
      section: true,
    },
  ),
  evaluation_factors: field(
    texts(),
    'R',
    'Which of these were evaluated, and why the others were not.',
    'MC19',
    { section: true },
  ),
  slices: field(
    texts(),
    'C',
    'The dimensions by which results are reported, as the evidence names them: `product`, `age_band`. Each has to be in a file that the card rests on.',
    'MC19',
  ),
  metrics: field(
    z.array(metric),
    'R',
    'Results with interval and slice: at least one on the whole and one on a group.',
    'MCT; CDX performanceMetric; MC19',
    { tier: 4 },
  ),
  evaluation_data: field(z.array(evaluationSet), 'R', 'What it was evaluated on, and why.', 'MC19', {
    tier: 3,
  }),
  training_data: field(z.array(trainingSet), 'R', 'What it was trained on.', 'MC19; HF', { tier: 3 }),
  quantitative_analyses: field(
    analyses,
    'R',
    'What the results say, factor by factor and where factors meet.',
    'MC19',
  ),
  technical_limitations: field(texts(), 'R', 'Where it is known to be weak.', 'CDX; MCT', {
    tier: 3,
    section: true,
  }),
  performance_tradeoffs: field(texts(), 'R', 'What was given up for what.', 'CDX; MCT', { section: true }),
  ethical_considerations: field(
    z.array(consideration),
    'R',
    'Risks to people and what is done about them.',
    'MCT; CDX',
    { tier: 2 },
  ),
  environmental: field(environmental, 'O', 'Energy and emissions.', 'CDX; HF; NIST MEASURE 2.12'),
  assumptions: field(texts(), 'R', 'What has to be true for it to work.', 'SR11 §VI; Annex IV(2)(b)', {
    tier: 2,
    section: true,
  }),
  caveats_and_recommendations: field(
    text(),
    'R',
    'What a user should know that stands nowhere else.',
    'MC19',
    { section: true },
  ),
  clinical_source_attributes: field(
    z.record(z.string(), text()),
    'C',
    'Health only: the 31 source attributes, by name.',
    'HTI1',
  ),
  citation: field(text(), 'O', 'How to cite it.', 'HF; MCT'),
});

/** The validated fields of a model card. */
export type ModelCard = z.infer<typeof schema>;

/** One metric of a card. */
export type Metric = z.infer<typeof metric>;
