import { z } from 'zod';
import { date, field, text } from '../../core/field.ts';
import { controlCharts } from '../../evidence/control/chart.ts';
import { runRuleNames } from '../../evidence/control/run-rules.ts';
import { corrections } from '../../evidence/drift/adjust.ts';
import { duration, rhythm } from '../duration.ts';
import { evidenceIds, party, texts } from '../types.ts';

/** What a monitor looks at. */
const monitorTypes = [
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

export type Monitor = z.infer<typeof monitor>;
