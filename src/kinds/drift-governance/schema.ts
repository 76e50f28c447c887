import { z } from 'zod';
import { field, ref, text } from '../../core/field.ts';
import { texts } from '../types.ts';
import { baseline, labelLatency } from './baseline.ts';
import { breach } from './breach.ts';
import { escalationStep, reviewForum } from './escalation.ts';
import { monitor } from './monitor.ts';
import { trigger } from './response.ts';
import { retrainingDecision } from './retraining.ts';

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

export type DriftGovernance = z.infer<typeof driftGovernance>;
