import { expect, test } from 'vitest';
import { digestOf, found, lenient, page, portfolioOf, type Files } from './support.ts';

const rate = (type: string, k: number, n: number) => ({ type, value: Number((k / n).toFixed(4)), n });
/** A group of so many rows, selected, with the outcome, and both. */
const group = (n: number, selected: number, positives: number, hits: number) => ({
  n,
  positives,
  metrics: {
    selected: rate('selection_rate', selected, n),
    recall: rate('recall', hits, positives),
    false_alarms: rate('false_positive_rate', selected - hits, n - positives),
  },
});
const metricsOf = (more: object = {}, disparity = 0.5) => ({
  schema: 'casebook/metrics@1',
  producer: { name: 'produce.py', version: '1' },
  model: 'demo',
  model_version: '1.0.0',
  dataset: 'applications',
  provenance: 'synthetic',
  n: 1820,
  metrics: { auc: { type: 'roc_auc', value: 0.8 } },
  groups: {
    sex: {
      n: 1820,
      groups: {
        female: group(800, 120, 100, 60),
        male: group(1000, 200, 120, 75),
        unknown: group(20, 2, 1, 1),
      },
      disparities: { ratio: { type: 'demographic_parity_ratio', value: disparity } },
    },
  },
  ...more,
});

/** The same without rows of the groups, as other tools write them. */
const uncounted = JSON.parse(
  JSON.stringify(metricsOf())
    .replaceAll(/"n":\d+(?=,"(?:positives|groups)")/g, '"n":null')
    .replaceAll(/,"n":\d+\}/g, '}'),
) as object;

interface Case {
  metrics?: object;
  edit?: (text: string) => string;
  register?: (text: string) => string;
}
const same = (text: string): string => text;
const put =
  (from: string, to: string) =>
  (text: string): string => {
    if (!text.includes(from)) throw new Error(`no text ${from}`);
    return text.replace(from, to);
  };

const artefact = `title: Groups compared
model_version: 1.0.0
selection_means: benefit
minimum_n: 30
comparisons:
  - { id: FC-01, attribute: sex, groups: 'ev:groups#/groups/sex', comparison_group: male }
metrics:
  - { id: FT-01, metric: demographic-parity-ratio, comparison: FC-01, threshold: 0.8, set_by: own, set_on: 2026-01-05, breach_rationale: Women ask for less. }
  - { id: FT-02, metric: demographic-parity-difference, comparison: FC-01, threshold: 0.1, set_by: own, set_on: 2026-01-05, value: 0.05 }
proxy_analysis:
  - { feature: part_time, finding: Weighs little. }
`;
const registerText = `title: Inputs
features:
  - { name: part_time, status: approved, usage: model-input, protected_attribute_relation: suspected-proxy, proxy_test: { method: m, result: 0.5, date: 2026-01-01 } }
`;

function assessment({ metrics = metricsOf(), edit = same, register = same }: Case = {}): Files {
  return {
    'portfolio.yaml': lenient,
    'systems/demo/system.mdx': page('title: Demo system\nrisk_tier: tier-1\nowner: own'),
    'systems/demo/feature-register.mdx': page(register(registerText)),
    'systems/demo/fairness-assessment.mdx': page(edit(artefact)),
    'systems/demo/evidence/evidence.yaml': `evidence:\n  - { id: groups, title: Groups, file: groups.json, type: metrics, provenance: synthetic, captured_at: 2026-02-01, model_version: 1.0.0, sha256: ${digestOf(metrics)} }\n`,
    'systems/demo/evidence/groups.json': metrics,
  };
}

test('an assessment whose misses are answered has no finding above information', async () => {
  const { findings } = await portfolioOf(assessment());
  const ours = findings.filter(({ rule }) => rule.startsWith('fairness/'));
  expect(ours.filter(({ severity }) => severity !== 'info')).toEqual([]);
  expect(ours.map(({ rule, subject, message }) => [rule, subject, message])).toEqual([
    [
      'fairness/too-few',
      'demo/FT-01',
      'demographic parity ratio of `FT-01` is judged without some groups: fewer than 30 rows below its rate in `unknown`',
    ],
    [
      'fairness/too-few',
      'demo/FT-02',
      'demographic parity difference of `FT-02` is judged without some groups: fewer than 30 rows below its rate in `unknown`',
    ],
  ]);
});

test.each<[string, Case]>([
  ['breach-unanswered', { edit: put(', breach_rationale: Women ask for less.', '') }],
  ['no-comparison-group', { edit: put(', comparison_group: male', '') }],
  ['no-comparison-group', { edit: put('comparison_group: male', 'comparison_group: mal') }],
  ['no-groups', { edit: put('#/groups/sex', '#/metrics/auc') }],
  ['no-groups', { edit: put(", groups: 'ev:groups#/groups/sex'", '') }],
  ['no-groups', { edit: put('comparison: FC-01, threshold: 0.1', 'threshold: 0.1') }],
  ['too-few', { edit: put('minimum_n: 30', 'minimum_n: 900') }],
  ['result-differs', { edit: put('value: 0.05 ', 'value: 0.04 ') }],
  ['result-differs', { metrics: metricsOf({}, 0.85) }],
  ['threshold-after-data', { edit: put('set_on: 2026-01-05, breach', 'set_on: 2026-02-02, breach') }],
  ['threshold-after-data', { edit: put('set_by: own, set_on: 2026-01-05, value', 'value') }],
  ['proxy-not-analysed', { edit: put('  - { feature: part_time', '  - { feature: other') }],
  ['other-model-version', { edit: put('model_version: 1.0.0', 'model_version: 1.1.0') }],
  ['too-few', { metrics: uncounted }],
])('%s (%#)', async (rule, of) => {
  expect(await found(`fairness/${rule}`, assessment(of))).toMatchSnapshot();
});

test('attributes that are never crossed, and a crossing without a limit, are found', async () => {
  const { groups } = metricsOf();
  const metrics = metricsOf({ groups: { ...groups, age: groups.sex, both: groups.sex } });
  const row = (id: string, attribute: string, more = '') =>
    `  - { id: ${id}, attribute: ${attribute}, groups: 'ev:groups#/groups/${attribute}', comparison_group: male${more} }\n`;
  const said = async (rows: string) =>
    (
      await found(
        'fairness/no-intersection',
        assessment({ metrics, edit: put('metrics:\n', `${rows}metrics:\n`) }),
      )
    ).map(
      ({ severity, subject, line, column, message, fix }) =>
        `${severity} ${subject} ${line}:${column} ${message} → ${fix}`,
    );
  const crossing = row('FC-03', 'both', ', intersection: true');
  expect(await said(row('FC-02', 'age'))).toEqual([
    'warning demo/fairness-assessment 7:3 `demo/fairness-assessment` compares `sex` and `age` one by one, and nobody by both at once → add a comparison of crossed groups with `intersection: true`, and a limit for it',
  ]);
  expect(await said(row('FC-02', 'age') + crossing)).toEqual([
    'warning demo/FC-03 9:107 `FC-03` crosses attributes, and no limit is set for it → add a row of `metrics:` with `comparison: FC-03`',
  ]);
  const limit =
    'metrics:\n  - { id: FT-09, metric: demographic-parity-ratio, comparison: FC-03, threshold: 0.8, set_by: own, set_on: 2026-01-05 }\n';
  const files = put('metrics:\n', row('FC-02', 'age') + crossing + limit);
  expect(await found('fairness/no-intersection', assessment({ metrics, edit: files }))).toEqual([]);
});
