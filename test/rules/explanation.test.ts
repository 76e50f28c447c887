import { expect, test } from 'vitest';
import { digestOf, found, lenient, page, portfolioOf, type Files } from './support.ts';

/** Forty rows: `use` rises with its value, `age` and `calm` are small, the output adds up. */
const rows = Array.from({ length: 40 }, (_, at) => {
  const shap = [at / 10 - 1.5, (at % 3) / 10, at % 2 === 0 ? -0.1 : 0.05];
  return { shap, values: [at, at % 3, at % 2], output: 1 + shap.reduce((sum, value) => sum + value, 0) };
});
const shapOf = (more: object = {}) => ({
  schema: 'casebook/shap@1',
  producer: { name: 'produce.py', version: '1' },
  model: 'demo',
  model_version: '1.0.0',
  dataset: 'accounts',
  provenance: 'synthetic',
  explainer: { name: 'xgboost', algorithm: 'TreeSHAP', background: null },
  output_space: 'log-odds',
  base_value: 1,
  n_total: rows.length,
  n_drawn: rows.length,
  features: ['use', 'age', 'calm'],
  mean_abs: [1.2, 0.1, 0.075],
  rows,
  ...more,
});

interface Case {
  shap?: object;
  second?: object;
  /** Replaces text of the artefact, of the register, of the decision. */
  edit?: (text: string) => string;
  register?: (text: string) => string;
  decision?: (text: string) => string;
}
const same = (text: string): string => text;
const without =
  (line: string) =>
  (text: string): string => {
    if (!text.includes(line)) throw new Error(`no line ${line}`);
    return text.replace(line, '');
  };
const put =
  (from: string, to: string) =>
  (text: string): string => {
    if (!text.includes(from)) throw new Error(`no text ${from}`);
    return text.replace(from, to);
  };

const artefact = `title: How it is explained
method: shap-tree
feature_perturbation: tree-path-dependent
approach_decision: ADR-0001
attributions: shap
top_k: 2
additivity: { tolerance: 0.001 }
stability: { second_run: again, minimum_rank_correlation: 0.9, minimum_overlap: 0.5 }
sensitive_features:
  - { feature: age, justification: Needed. }
reason_policy: { adverse_direction: higher, reference: base-value, max_reasons: 2, group_by: reason-code }
local_cases:
  - { id: CASE-01, role: typical, row: 35, reasons_given: [RC-1, RC-2] }
`;
const registerText = `title: Inputs
defaults: { features: { usage: model-input, status: approved } }
features:
  - { name: use, justification: Shows strain., protected_attribute_relation: none, monotonic_constraint: increasing, adverse_action_reason_code: RC-1, adverse_action_reason: You use much. }
  - { name: age, justification: Shows time., protected_attribute_relation: known-proxy, adverse_action_reason_code: RC-2, adverse_action_reason: It is recent. }
  - { name: calm, justification: Shows calm., protected_attribute_relation: none, adverse_action_reason_code: RC-3, adverse_action_reason: It is not calm. }
`;

function explained({ shap, second, edit = same, register = same, decision = same }: Case = {}): Files {
  const [first, again] = [shapOf(shap), shapOf(second)];
  const entry = (id: string, content: object): string =>
    `  - { id: ${id}, title: ${id}, file: ${id}.json, type: shap, provenance: synthetic, captured_at: 2026-11-01, sha256: ${digestOf(content)} }\n`;
  return {
    'portfolio.yaml': lenient,
    'systems/demo/system.mdx': page('title: Demo system\nrisk_tier: tier-1\nowner: own'),
    'systems/demo/decisions/0001-a.mdx': page(
      decision('title: Explain so\nadr_status: accepted\ndate: 2026-06-01'),
    ),
    'systems/demo/feature-register.mdx': page(register(registerText)),
    'systems/demo/explainability.mdx': page(edit(artefact)),
    'systems/demo/evidence/evidence.yaml': `evidence:\n${entry('shap', first)}${entry('again', again)}`,
    'systems/demo/evidence/shap.json': first,
    'systems/demo/evidence/again.json': again,
  };
}

test('an explanation that holds has no finding of these rules', async () => {
  const { findings } = await portfolioOf(explained());
  const ours = findings.filter(({ rule }) => rule.startsWith('explanation/'));
  expect(ours).toEqual([]);
});

test.each<[string, Case]>([
  ['additivity-gap', { shap: { rows: rows.map((row, at) => (at === 7 ? { ...row, output: 3 } : row)) } }],
  ['background-missing', { edit: put('tree-path-dependent', 'interventional') }],
  [
    'background-without-use',
    { edit: (text) => `${text}background_data: { dataset: Loans, size: 10, rationale: Drawn }` },
  ],
  ['approach-undecided', { edit: without('approach_decision: ADR-0001\n') }],
  ['approach-undecided', { decision: put('accepted', 'rejected') }],
  ['unstable', { second: { mean_abs: [0.05, 0.1, 0.2] } }],
  ['constraint-contradicted', { register: put('increasing', 'decreasing') }],
  [
    'sensitive-in-top',
    { edit: without('sensitive_features:\n  - { feature: age, justification: Needed. }\n') },
  ],
  ['unjustified-feature', { register: without('justification: Shows strain., ') }],
  ['no-reason-code', { register: without('adverse_action_reason_code: RC-3, ') }],
  ['unknown-case', { edit: put('row: 35', 'row: 40') }],
  ['unknown-case', { edit: put('reference: base-value', 'reference: case, reference_row: 99') }],
  ['unknown-case', { edit: put('reference: base-value', 'reference: case') }],
  ['too-many-reasons', { edit: put('[RC-1, RC-2]', '[RC-1, RC-2, RC-3]') }],
  ['too-many-reasons', { edit: put('max_reasons: 2', 'max_reasons: 5') }],
  ['reasons-differ', { edit: put('[RC-1, RC-2]', '[RC-2, RC-1]') }],
])('%s (%#)', async (rule, of) => {
  expect(await found(`explanation/${rule}`, explained(of))).toMatchSnapshot();
});

test('contributions are of the output that the artefact explains', async () => {
  const rule = 'explanation/other-output-space';
  const stating = (output: string): Case => ({
    edit: (text) => `${text}output_explained: ${output}\n`,
  });
  expect(await found(rule, explained(stating('probability')))).toMatchObject([
    {
      message:
        '`demo/explainability` explains `probability`, and the contributions in `demo/shap` are in `log-odds`',
      file: 'systems/demo/explainability.mdx',
      severity: 'error',
      related: [{ file: 'systems/demo/evidence/evidence.yaml', message: 'the evidence `demo/shap`' }],
      fix: 'write the output that the file is in, or compute the SHAP values in `probability`',
    },
  ]);
  for (const output of ['log-odds', 'raw-score', 'decision']) {
    expect(await found(rule, explained(stating(output)))).toEqual([]);
  }
  expect(
    await found(rule, explained({ ...stating('probability'), shap: { output_space: 'unknown' } })),
  ).toEqual([]);
});
