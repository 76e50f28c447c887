import { z } from 'zod';
import { confidentialities } from '../../core/artefact.ts';
import { date, field, ref, text } from '../../core/field.ts';
import { duration } from '../duration.ts';
import { boundNumber, party, texts } from '../types.ts';

/** How far a feature is: only an approved one may be used by a model in production. */
const featureStatuses = ['candidate', 'approved', 'deprecated', 'removed'] as const;

/** What a feature has to do with attributes that the law protects. */
const protectedRelations = [
  'none',
  'protected-attribute',
  'known-proxy',
  'suspected-proxy',
  'tested-not-proxy',
] as const;

/** What a feature is used for. */
export const usages = [
  'model-input',
  'rule-input',
  'monitoring-only',
  'fairness-testing-only',
  'excluded',
] as const;

const transformation = z.strictObject({
  logic: field(text(), 'R', 'The rule or expression.', 'ODCS transformLogic'),
  description: field(text(), 'R', 'The same in words.', 'ODCS transformLogic', { tier: 2 }),
  code_ref: field(text(), 'R', 'Where the code is: repository, path, commit.', 'ODCS transformLogic'),
});

const lineage = z.strictObject({
  from: field(texts(), 'R', 'Tables, columns or streams it is made from.', 'NAIC 3-3-2; OpenLineage', {
    tier: 2,
  }),
  through: field(text(), 'R', 'The job or pipeline that makes it.', 'OpenLineage', { tier: 2 }),
  features: field(
    z.array(ref('item', { kind: 'feature', link: 'derives-from' })),
    'O',
    'Other features of the register it is made from.',
    'OpenLineage columnLineage',
  ),
});

const proxyTest = z.strictObject({
  method: field(
    text(),
    'R',
    'How it was tested for standing in for a protected attribute.',
    'AIA; MAS FEAT 2',
  ),
  statistic: field(text(), 'R', 'The statistic and the limit set for it beforehand.', 'AIA; MAS FEAT 2'),
  result: field(z.union([z.number(), text()]), 'R', 'The result.', 'AIA; MAS FEAT 2'),
  date: field(date(), 'R', 'When.', 'AIA; MAS FEAT 2'),
  evidence: field(ref('evidence', { link: 'evidenced-by' }), 'O', 'The evidence that holds it.', 'OSCAL'),
});

const range = z.strictObject({
  min: field(z.number(), 'C', 'Least value expected, for quantities.', 'ODCS quality'),
  max: field(z.number(), 'C', 'Greatest value expected, for quantities.', 'ODCS quality'),
  missing_rate_max: field(
    z.number().min(0).max(1),
    'R',
    'Greatest share of missing values expected, 0 to 1.',
    'ODCS quality',
  ),
});

const parity = z.strictObject({
  method: field(text(), 'R', 'How training and serving values were compared.', 'GK'),
  last_run: field(date(), 'R', 'When.', 'GK'),
  result: field(text(), 'R', 'What came out.', 'GK'),
});

const importance = z.strictObject({
  method: field(text(), 'R', 'Such as “mean absolute SHAP, log-odds”.', 'GK'),
  value: field(boundNumber(), 'R', 'The value.', 'GK'),
  rank: field(z.int().min(1), 'R', 'Rank among the model’s features.', 'GK'),
  as_of: field(date(), 'R', 'When.', 'GK'),
});

/** One feature. */
const featureRow = z.strictObject({
  name: field(text(), 'R', 'The feature’s name: its id in this system.', 'FEAST; ODCS', { tier: 4 }),
  business_name: field(text(), 'R', 'What people outside the team call it.', 'ODCS', { tier: 3 }),
  definition: field(text(), 'R', 'What it means, in business terms.', 'ODCS', { tier: 4 }),
  status: field(z.enum(featureStatuses), 'R', 'Candidate, approved, deprecated or removed.', 'GK', {
    tier: 3,
  }),
  usage: field(z.enum(usages), 'R', 'What it is used for; excluded features stay on record.', 'GK', {
    tier: 3,
  }),
  approved_by: field(
    ref('any', { link: 'approves', inverse: true }),
    'C',
    'The party, or better the decision, that approved it; needed when it is approved.',
    'SS1/23 P3.2',
  ),
  approved_on: field(date(), 'C', 'When it was approved; needed when it is.', 'SS1/23 P3.2'),
  columns: field(
    texts(),
    'C',
    'The columns it becomes in the model’s matrix, when not one of its own name: one-hot columns, lags.',
    'GK',
  ),
  feature_view: field(text(), 'R', 'The table or view it is served from.', 'FEAST'),
  entity: field(text(), 'R', 'The key it is joined on.', 'FEAST'),
  logical_type: field(
    z.enum(['string', 'date', 'number', 'integer', 'object', 'array', 'boolean']),
    'R',
    'The type of its values.',
    'ODCS',
    { tier: 3 },
  ),
  unit_or_categories: field(text(), 'C', 'Unit of a quantity, or the categories.', 'ODCS'),
  source: field(text(), 'R', 'The data source, batch or stream.', 'FEAST', { tier: 3 }),
  transformation: field(
    transformation,
    'R',
    'How it is computed, and where the code is.',
    'ODCS transformLogic',
  ),
  lineage: field(lineage, 'R', 'From where, through what.', 'NAIC 3-3-2; OpenLineage', { tier: 2 }),
  as_of_semantics: field(
    z.enum(['point-in-time', 'snapshot', 'lagged', 'real-time']),
    'R',
    'Which state of the world it shows at the time of prediction: the guard against leakage.',
    'GK',
    { tier: 2 },
  ),
  ttl: field(duration(), 'O', 'Oldest age at which it may still be served.', 'FEAST'),
  online: field(z.boolean(), 'R', 'Whether it is served online.', 'FEAST'),
  owner: field(party(), 'R', 'Who answers for it.', 'ODCS', { tier: 3 }),
  justification: field(text(), 'R', 'Why the purpose needs it.', 'GDPR 5(1)(c)', { tier: 2 }),
  lawful_basis: field(
    z.enum([
      'consent',
      'contract',
      'legal-obligation',
      'vital-interests',
      'public-task',
      'legitimate-interests',
      'not-personal-data',
    ]),
    'C',
    'On what basis personal data are used.',
    'GDPR 6',
  ),
  data_classification: field(
    z.enum(confidentialities),
    'R',
    'How confidential its values are.',
    'ODCS classification',
    { tier: 3 },
  ),
  personal_data: field(
    z.enum(['none', 'personal', 'special-category', 'inferred-special-category']),
    'R',
    'Whether its values are data about a person.',
    'GDPR 9',
    { tier: 3 },
  ),
  protected_attribute_relation: field(
    z.enum(protectedRelations),
    'R',
    'What it has to do with protected attributes; anything but `none` needs a test.',
    'AIA aboutAlgorithm11; SS1/23 P3.2',
    { tier: 3 },
  ),
  proxy_test: field(proxyTest, 'C', 'The test for standing in for a protected attribute.', 'AIA; MAS FEAT 2'),
  exclusion_reason: field(text(), 'C', 'Why it is excluded; needed when it is.', 'GK'),
  expected_range: field(range, 'R', 'Values and missing share that are expected.', 'ODCS quality', {
    tier: 2,
  }),
  missing_value_treatment: field(text(), 'R', 'What is done when it is missing.', 'DS', { tier: 2 }),
  training_serving_parity_test: field(
    parity,
    'C',
    'Whether training and serving give the same values.',
    'GK',
  ),
  monotonic_constraint: field(
    z.enum(['none', 'increasing', 'decreasing']),
    'O',
    'Whether the model is held to rise or fall with it.',
    'GK',
  ),
  global_importance: field(importance, 'O', 'How much the model leans on it.', 'GK'),
  adverse_action_reason_code: field(
    text(),
    'C',
    'Credit: the code under which its adverse contributions are grouped.',
    'Reg B 1002.9(b)(2)',
  ),
  adverse_action_reason: field(
    text(),
    'C',
    'Credit: the sentence a consumer would get.',
    'Reg B 1002.9(b)(2)',
  ),
  drift_monitor: field(
    ref('item', { kind: 'monitor', link: 'monitors', inverse: true }),
    'C',
    'The monitor that watches it; needed for an approved model input.',
    'SS1/23 P4.4',
  ),
});

/** A feature register: one row per feature. */
export const schema = z.strictObject({
  model: field(
    ref('artefact', { kind: 'model-card' }),
    'O',
    'The model card whose inputs these are, when a system has several.',
    'GK',
  ),
  model_version: field(text(), 'O', 'The model version the register speaks of.', 'SS1/23 P3.5'),
  selection: field(
    text(),
    'R',
    'How features were chosen and what was left out: the case for minimisation.',
    'GDPR 5(1)(c); SS1/23 P3.2',
    { section: true },
  ),
  features: field(
    z.array(featureRow),
    'R',
    'The features, here or in a file beside: `features: ./features.csv`.',
    'FEAST; ODCS',
    {
      tier: 4,
    },
  ),
});

/** The validated fields of a feature register. */
export type FeatureRegister = z.infer<typeof schema>;

/** One validated row of a feature register. */
export type Feature = z.infer<typeof featureRow>;
