import { z } from 'zod';
import { date, field, ref, text } from '../../core/field.ts';
import { controlCharts } from '../../evidence/control/chart.ts';
import { runRuleNames } from '../../evidence/control/run-rules.ts';
import { corrections } from '../../evidence/drift/adjust.ts';
import { duration, rhythm } from '../duration.ts';
import { evidenceIds, party, texts } from '../types.ts';

/** What a monitor looks at. */
export const monitorTypes = [
  'data-quality',
  'data-drift',
  'prediction-drift',
  'concept-drift',
  'performance',
  'calibration',
  'fairness',
  'stability',
  'usage',
  'override',
  'feedback-loop',
] as const;

/** What may be done about a crossed limit, mildest first. Source: SR 26-2 section V; E-23 P3.6. */
export const responses = [
  'observe',
  'investigate',
  'recalibrate',
  'retrain',
  'restrict',
  'roll-back',
  'suspend',
  'retire',
] as const;
export type Response = (typeof responses)[number];

export const driftMetrics = [
  'PSI',
  'CSI',
  'KS',
  'JS-divergence',
  'Wasserstein',
  'chi-square',
  'KL',
  'classifier-two-sample',
  'other',
] as const;

/** One thing watched, by which rule, and who acts. */
export const monitor = z.strictObject({
  id: field(text(), 'C', 'Stable id, such as `MON-01`; failure modes and breaches point at it.', 'GK'),
  type: field(z.enum(monitorTypes), 'R', 'What kind of change it looks for.', 'SS1/23 P4.4; Art. 72; GK', {
    tier: 3,
  }),
  target: field(
    text(),
    'R',
    'What it watches: a feature by name for data-drift and data-quality, else a few words (`score`, `all features`).',
    'SS1/23 P4.4; GK',
    { tier: 3 },
  ),
  metric: field(text(), 'R', 'The statistic, such as `PSI` or `AUC`.', 'SS1/23 P4.4; GK', { tier: 3 }),
  method: field(
    text(),
    'O',
    'The exact rule behind the statistic, as the evidence names it, such as `psi-reference-quantiles`.',
    'GK',
  ),
  bins: field(z.int().min(2), 'O', 'Number of bins the limits were set for.', 'GK'),
  zero_rule: field(
    text(),
    'O',
    'How empty bins are treated, such as `clip 1e-6`; a limit holds for one rule only.',
    'GK',
  ),
  baseline: field(
    text(),
    'O',
    'What it compares with, when that is not the baseline of this document.',
    'GK',
  ),
  window: field(text(), 'R', 'Over what a reading is taken: `calendar month`, `P30D`, `batch`.', 'GK', {
    tier: 2,
  }),
  segments: field(texts(), 'O', 'Segments it is read for, besides the whole.', 'MC19'),
  direction: field(
    z.enum(['above', 'below']),
    'O',
    'On which side of a limit the trouble is: `above` (the default) for distances, `below` for scores such as AUC; a p-value is always trouble below.',
    'GK',
  ),
  correction: field(
    z.enum(corrections),
    'O',
    'How p-values are adjusted when several features are tested in a batch: `bonferroni` (the default), `benjamini-hochberg`, or `none`.',
    'GK',
  ),
  amber: field(
    z.number(),
    'R',
    'The limit from which it is watched, in units of the metric.',
    'SS1/23 P4.4',
    {
      tier: 2,
    },
  ),
  red: field(
    z.number(),
    'R',
    'The limit from which somebody must decide, in units of the metric.',
    'SS1/23 P4.4; Art. 72',
    { tier: 3 },
  ),
  threshold_rationale: field(
    text(),
    'O',
    'Why these two limits, when the rationale of this document does not cover them.',
    'SS1/23 P4.4',
  ),
  thresholds_set_on: field(
    date(),
    'R',
    'When the limits were set: before the data that they judge.',
    'Art. 9(8)',
    { tier: 2 },
  ),
  minimum_n: field(
    z.int().min(1),
    'O',
    'Rows below which a reading gets no verdict, when the policy of the tier is not strict enough.',
    'GK',
  ),
  frequency: field(
    rhythm(),
    'R',
    'How often a reading is due: a word such as `monthly`, or a duration such as `P1M`.',
    'SS1/23 P4.4',
    { tier: 3 },
  ),
  owner: field(party(), 'C', 'Who reads it and acts; asked of every tier.', 'SS1/23 P4.4; GK'),
  response_time: field(
    duration(),
    'R',
    'How long after detection a red reading may stay undecided, such as `P30D`; the policy decides when left out.',
    'SS1/23 P5.3; GK',
  ),
  action_amber: field(text(), 'R', 'What the owner does at amber.', 'SS1/23 P4.4'),
  action_red: field(text(), 'C', 'What the owner does at red; asked of every tier.', 'SS1/23 P4.4'),
  evidence: field(evidenceIds(), 'O', 'Where its readings are, by id in the evidence register.', 'GK'),
  chart: field(
    z.enum(controlCharts),
    'O',
    'The control chart drawn of a metric: `individuals` (with moving range), `p` for shares with n, `ewma` or `cusum` for small lasting shifts.',
    'GK',
  ),
  chart_baseline: field(
    text(),
    'O',
    'The batches that the limits of the chart are estimated from, such as `2024-11 to 2025-10`; later ones are monitored. All batches when left out.',
    'GK',
  ),
  chart_target: field(z.number(), 'O', 'The centre of the chart, where a standard gives it.', 'GK'),
  chart_sigma: field(
    z.number().positive(),
    'O',
    'The standard deviation of the chart, where a standard gives it.',
    'GK',
  ),
  chart_width: field(
    z.number().positive(),
    'O',
    'Distance of the limits from the centre in standard deviations: 3, of an `ewma` (L) 2.7.',
    'GK',
  ),
  chart_lambda: field(
    z.number().gt(0).max(1),
    'O',
    'Weight of the newest value in an `ewma`, over 0 and at most 1: 0.1.',
    'GK',
  ),
  chart_k: field(
    z.number().min(0),
    'O',
    'Reference value of a `cusum` in standard deviations, half the shift to be found: 0.5.',
    'GK',
  ),
  chart_h: field(
    z.number().positive(),
    'O',
    'Decision interval of a `cusum` in standard deviations: 5.',
    'GK',
  ),
  run_rules: field(
    z.array(z.enum(runRuleNames)),
    'O',
    'Run rules that are on for an `individuals` or `p` chart, by name or family: `nelson`, `western-electric-4`. None unless named.',
    'GK',
  ),
});

/** One crossing of a limit and what became of it. */
export const breach = z.strictObject({
  id: field(text(), 'C', 'Stable id, such as `BR-01`.', 'GK'),
  monitor: field(
    ref('item', { kind: 'monitor' }),
    'R',
    'The monitor whose limit was crossed.',
    'E-23 App.1 monitoring status',
    { tier: 4 },
  ),
  feature: field(text(), 'O', 'What crossed it, when the monitor watches several.', 'GK'),
  batch: field(text(), 'R', 'The batch or window of the reading, as the evidence names it.', 'GK', {
    tier: 2,
  }),
  detected: field(date(), 'R', 'When it was seen; the response time runs from here.', 'E-23 App.1', {
    tier: 4,
  }),
  severity: field(z.enum(['amber', 'red']), 'R', 'Which limit was crossed.', 'E-23 App.1', { tier: 3 }),
  value: field(z.number(), 'R', 'The reading, in units of the metric.', 'GK', { tier: 2 }),
  response: field(
    z.enum(responses),
    'C',
    'What was done, in a word of the trigger matrix.',
    'SR26 §V; E-23 P3.6',
  ),
  decision: field(
    ref('artefact', { kind: 'decision', link: 'decides', inverse: true }),
    'C',
    'The decision that answers it, by id; needed for every red breach.',
    'SR26 §V; GK',
  ),
  action: field(text(), 'C', 'What was or is being done, in a sentence.', 'SS1/23 P5.3'),
  owner: field(party(), 'O', 'Who answers it, when not the owner of the monitor.', 'GK'),
  closed: field(date(), 'C', 'When it was closed; absent while it is open.', 'E-23 App.1 monitoring status'),
  incident: field(
    text(),
    'O',
    'The incident it belongs to, if it became one.',
    'E-23 App.1 monitoring status',
  ),
  note: field(text(), 'O', 'Anything else that explains it, such as its cause.', 'GK'),
});

const baseline = z.strictObject({
  dataset: field(text(), 'R', 'What the population was, in words, with its size.', 'GK', { tier: 3 }),
  period: field(text(), 'R', 'Which time it covers, such as `2025-01 to 2025-06`.', 'GK', { tier: 3 }),
  frozen_on: field(date(), 'R', 'When it was fixed.', 'GK', { tier: 2 }),
  approved_by: field(ref('party'), 'R', 'Who agreed that this is normal.', 'GK'),
  evidence: field(
    ref('evidence', { link: 'evidenced-by' }),
    'O',
    'Where it is kept, by id in the evidence register.',
    'GK',
  ),
  decision: field(
    ref('artefact', { kind: 'decision' }),
    'C',
    'The decision by which it took the place of an earlier one; needed when it did.',
    'E-23 P3.5',
  ),
});

const labelLatency = z.strictObject({
  duration: field(
    duration(),
    'R',
    'How long after a prediction its outcome is known, such as `P6M`; `P0D` when at once.',
    'GK',
    { tier: 2 },
  ),
  proxy: field(text(), 'R', 'What is watched until then.', 'GK'),
});

const reviewForum = z.strictObject({
  name: field(text(), 'R', 'The meeting that reads the monitors.', 'GOVERN 1.5', { tier: 2 }),
  cadence: field(rhythm(), 'R', 'How often it meets.', 'GOVERN 1.5', { tier: 2 }),
  minutes_ref: field(text(), 'R', 'Where its minutes are kept.', 'GOVERN 1.5'),
});

const escalationStep = z.strictObject({
  level: field(text(), 'R', 'When this step is taken, such as `Red` or `Red, undecided`.', 'SS1/23 P5.3', {
    tier: 3,
  }),
  role: field(
    text(),
    'R',
    'Who is told: the id of a party, or a role outside the portfolio.',
    'SS1/23 P5.3',
    {
      tier: 3,
    },
  ),
  within: field(duration(), 'R', 'How soon, such as `PT24H` or `P2D`.', 'SS1/23 P5.3', { tier: 3 }),
  severity: field(
    z.enum(['amber', 'red']),
    'O',
    'For which breaches the step is, when the first word of `level` is neither `Amber` nor `Red`; a step that says neither is not reached by age.',
    'SS1/23 P5.3',
  ),
  after: field(
    duration(),
    'O',
    'How long after detection an open breach reaches the step; left out, the first step of a severity is reached at once and each later one when the response time is over without a decision.',
    'SS1/23 P5.3',
  ),
  action: field(text(), 'O', 'What that person does.', 'SS1/23 P5.3'),
});

const trigger = z.strictObject({
  condition: field(text(), 'R', 'What has to be seen, with its figures.', 'SR26 §V; E-23 P3.6', { tier: 2 }),
  response: field(
    z.enum(responses),
    'R',
    'What is done: observe, investigate, recalibrate, retrain, restrict, roll-back, suspend or retire.',
    'SR26 §V; E-23 P3.6',
    { tier: 2 },
  ),
  decided_by: field(text(), 'O', 'Who may decide that: the id of a party, or a role.', 'SS1/23 P5.3'),
});

const lastRetraining = z.strictObject({
  date: field(date(), 'R', 'When it was last decided.', 'E-23 P3.6'),
  trigger: field(text(), 'R', 'What had triggered it.', 'E-23 P3.6'),
  outcome: field(text(), 'R', 'What was decided and what came of it.', 'E-23 P3.6'),
  decision: field(ref('artefact', { kind: 'decision' }), 'O', 'The decision, by id.', 'E-23 P3.6'),
});

const retrainingDecision = z.strictObject({
  owner: field(party(), 'R', 'Who decides whether to retrain: one party.', 'SR26 §V; E-23 P3.6', { tier: 3 }),
  triggers: field(texts(), 'R', 'What puts the question on the table.', 'SR26 §V; E-23 P3.6', {
    tier: 2,
  }),
  last: field(lastRetraining, 'C', 'What happened last time; leave out if it never came up.', 'E-23 P3.6'),
});

const overrideMonitoring = z.strictObject({
  rate: field(z.number().min(0).max(1), 'R', 'Share of outputs that people overrule, 0 to 1.', 'SS1/23 P4.4'),
  period: field(text(), 'O', 'The time that share is for.', 'GK'),
  reasons: field(texts(), 'R', 'The reasons they give, most frequent first.', 'SR11 §V'),
  threshold: field(
    z.number().min(0).max(1),
    'R',
    'Share from which it is looked into, 0 to 1.',
    'SS1/23 P4.4',
  ),
  evidence: field(ref('evidence', { link: 'evidenced-by' }), 'O', 'Where the share comes from.', 'GK'),
});

const postMarketPlan = z.strictObject({
  data_sources: field(texts(), 'R', 'What is collected from use.', 'Art. 72; Annex IV(9)'),
  methods: field(text(), 'R', 'How it is analysed.', 'Art. 72; Annex IV(9)'),
  corrective_process: field(text(), 'R', 'How a finding becomes a correction.', 'Art. 72; Annex IV(9)'),
});

/** What is watched, at which limit, who acts. */
export const driftGovernance = z.strictObject({
  monitors: field(
    z.array(monitor),
    'R',
    'One row per thing watched, here or in `./monitors.csv` or `.yaml`.',
    'SS1/23 P4.4; Art. 72; GK',
    { tier: 3 },
  ),
  baseline: field(baseline, 'R', 'What readings are compared with.', 'GK', { tier: 3 }),
  drift_metric: field(
    z.enum(driftMetrics),
    'R',
    'The main distance used for inputs; bands such as 0.10 and 0.25 for PSI are a convention, not a rule.',
    'GK (PSI <0.10 stable, 0.10-0.25 watch, >0.25 act is an industry convention, not a rule)',
  ),
  threshold_rationale: field(text(), 'R', 'Why these limits for this use.', 'SS1/23 P4.4', {
    tier: 2,
    section: true,
  }),
  label_latency: field(
    labelLatency,
    'R',
    'How long outcomes take to be known, and what is watched until then.',
    'GK',
    { tier: 2 },
  ),
  segments: field(texts(), 'R', 'Segments for which drift is read besides the whole.', 'MC19'),
  review_forum: field(reviewForum, 'R', 'Who reads the monitors together, and how often.', 'GOVERN 1.5'),
  escalation_path: field(
    z.array(escalationStep),
    'R',
    'Who is told, in order, and how soon.',
    'SS1/23 P5.3',
    { tier: 3 },
  ),
  trigger_matrix: field(
    z.array(trigger),
    'R',
    'Which condition leads to which response, mildest first.',
    'SR26 §V; E-23 P3.6',
    { tier: 2 },
  ),
  retraining_decision: field(
    retrainingDecision,
    'R',
    'Who owns the decision to retrain, what triggers it, what happened last time.',
    'SR26 §V; E-23 P3.6',
    { tier: 2 },
  ),
  breaches: field(
    z.array(breach),
    'C',
    'One row per crossing of a limit, closed ones too, here or in `./breaches.csv` or `.yaml`.',
    'E-23 App.1 monitoring status',
  ),
  override_monitoring: field(
    overrideMonitoring,
    'C',
    'How often people overrule the system; needed where a person decides on its output.',
    'SS1/23 P4.4; SR11 §V',
  ),
  post_market_plan: field(
    postMarketPlan,
    'C',
    'How use is watched after release; needed of providers of high-risk systems in the EU.',
    'Art. 72; Annex IV(9)',
  ),
  cumulative_change_tracking: field(
    text(),
    'R',
    'How many small changes are added up, so that they do not pass as none.',
    'PRA AI roundtable 2025; E-23 P3.5',
    { section: true },
  ),
  monitoring_of_monitoring: field(
    text(),
    'R',
    'How it would be noticed that a monitor has stopped.',
    'SRE launch checklist',
    { section: true },
  ),
});

export type Monitor = z.infer<typeof monitor>;
export type Breach = z.infer<typeof breach>;
export type DriftGovernance = z.infer<typeof driftGovernance>;
