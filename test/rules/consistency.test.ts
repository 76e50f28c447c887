// Artefacts of one system against each other.
import { expect, test } from 'vitest';
import { approved, digestOf, found, lenient, page, type Files } from './support.ts';

const systemOf = (more = '', stage = 'in-production'): string =>
  page(
    `title: Demo system\nrisk_tier: tier-1\nowner: own\nlifecycle_stage: ${stage}\nproduction_version: 2.1.0\n${more}`,
  );

const metrics = (more: object = {}) => ({
  schema: 'casebook/metrics@1',
  producer: { name: 'test' },
  model: 'm',
  model_version: '2.1.0',
  dataset: 'hold-out',
  provenance: 'synthetic',
  n: 100,
  metrics: { auc: { type: 'roc_auc', value: 0.81 } },
  slices: { product: { card: { n: 40, metrics: { auc: { type: 'roc_auc', value: 0.8 } } } } },
  ...more,
});

/** A system in production with a card and one file of metrics. */
const filesOf = ({
  card = '',
  content = metrics(),
  version = '2.1.0',
  stage,
  more = {},
}: {
  card?: string;
  content?: object;
  /** What the register says; nothing where it is `null`. */
  version?: string | null;
  stage?: string;
  more?: Files;
}): Files => ({
  'portfolio.yaml': lenient,
  'systems/demo/system.mdx': systemOf('', stage),
  'systems/demo/model-card.mdx': page(`title: Card\n${card}`),
  'systems/demo/evidence/perf.json': content,
  'systems/demo/evidence/evidence.yaml': `evidence:
  - { id: perf, title: Performance, file: perf.json, type: metrics, provenance: synthetic, captured_at: 2026-10-01, ${version === null ? '' : `model_version: ${version}, `}sha256: ${digestOf(content)} }
`,
  ...more,
});

const messages = async (rule: string, files: Files): Promise<string[]> =>
  (await found(rule, files)).map(({ message }) => message);

const version = 'consistency/model-version';
const current = 'model_version: { name: 2.1.0 }\n';
const bound = "metrics:\n  - { type: AUC, value: { from: 'ev:perf#/metrics/auc/value' } }\n";

test('documents of the version in production are left alone, and so is work ahead of a release', async () => {
  const more = {
    'systems/demo/feature-register.mdx': page('title: Features\nmodel_version: 2.1.0'),
    'systems/demo/handoff-checklist.mdx': page('title: Handoff\nrelease: Scorecard 2.1'),
    'systems/demo/model-card.next.mdx': page('title: Next\nstatus: draft\nmodel_version: { name: 3.0.0 }'),
  };
  expect(await found(version, filesOf({ card: current + bound, more }))).toEqual([]);
});

test('a card of another version is found, with the version in production and its approval', async () => {
  const files = await approved(
    filesOf({ card: 'model_version: { name: 2.0.0 }\n' }),
    'demo/model-card',
    '    approver: cro\n    role: approver\n    date: 2026-11-01\n    valid_until: 2027-11-01\n',
  );
  expect(await found(version, files)).toMatchInlineSnapshot(`
    [
      {
        "column": 24,
        "end_column": 29,
        "end_line": 3,
        "file": "systems/demo/model-card.mdx",
        "fix": "bring it up to \`2.1.0\`, or correct \`production_version\`",
        "key": "4e49a4d5dd590af5",
        "line": 3,
        "message": "\`demo/model-card\` speaks of model version \`2.0.0\`; in production is \`2.1.0\`",
        "owner": "own",
        "related": [
          {
            "column": 21,
            "file": "systems/demo/system.mdx",
            "line": 6,
            "message": "the version in production",
          },
          {
            "column": 5,
            "file": "systems/demo/approvals/model-card.yaml",
            "line": 2,
            "message": "approved by \`cro\` as \`2.0.0\`",
          },
        ],
        "rule": "consistency/model-version",
        "severity": "error",
        "subject": "demo/model-card",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

test('every other document in force that names a version is held to the one in production', async () => {
  const more = {
    'systems/demo/feature-register.mdx': page('title: Features\nmodel_version: 2.0.0'),
    'systems/demo/explainability.mdx': page('title: Explanations\nmodel_version: 1.9.0'),
    'systems/demo/handoff-checklist.mdx': page('title: Handoff\nrelease: Scorecard 2.0.0'),
  };
  expect((await messages(version, filesOf({ card: current, more }))).sort()).toEqual([
    '`demo/explainability` speaks of model version `1.9.0`; in production is `2.1.0`',
    '`demo/feature-register` speaks of model version `2.0.0`; in production is `2.1.0`',
    '`demo/handoff-checklist` handed over `2.0.0`; in production is `2.1.0`',
  ]);
  expect(await found(version, filesOf({ card: current, stage: 'in-development', more }))).toEqual([]);
});

test('of several models each card has its own version', async () => {
  const more = {
    'systems/demo/model-card.second.mdx': page('title: Second\nmodel_version: { name: 1.4.0 }'),
  };
  expect(await found(version, filesOf({ card: current, more }))).toEqual([]);
});

test('evidence of another version under a document is found there, with the register', async () => {
  const content = metrics({ model_version: '1.8.0' });
  const more = {
    'systems/demo/explainability.mdx': page('title: Explanations\nmodel_version: 2.1.0\nevidence: [perf]'),
  };
  const files = filesOf({ card: current, content, version: '1.8.0', more });
  expect(await found(version, files)).toMatchInlineSnapshot(`
    [
      {
        "column": 12,
        "end_column": 16,
        "end_line": 4,
        "file": "systems/demo/explainability.mdx",
        "fix": "name evidence of \`2.1.0\`, or correct \`model_version\` in the register",
        "key": "2024bf2c7054de2b",
        "line": 4,
        "message": "\`demo/explainability\` speaks of model version \`2.1.0\` and rests on \`demo/perf\`, which is of \`1.8.0\`",
        "owner": "own",
        "related": [
          {
            "column": 132,
            "file": "systems/demo/evidence/evidence.yaml",
            "line": 2,
            "message": "the version of \`demo/perf\`",
          },
        ],
        "rule": "consistency/model-version",
        "severity": "error",
        "subject": "demo/explainability",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

test.each(['in-production', 'in-development'])(
  'evidence that says its version itself is held to it %s',
  async (stage) => {
    const content = metrics({ model_version: '1.8.0' });
    const more = {
      'systems/demo/validation-report.mdx': page('title: V\nmodel_version: 2.1.0\nevidence: [perf]'),
    };
    const files = filesOf({ card: current, content, version: null, stage, more });
    expect(await found(version, files)).toMatchObject([
      {
        message:
          '`demo/validation-report` speaks of model version `2.1.0` and rests on `demo/perf`, which is of `1.8.0`',
        related: [{ file: 'systems/demo/evidence/perf.json', message: 'the version of `demo/perf`' }],
        fix: 'name evidence of `2.1.0`, or correct `model_version` where the file is made',
      },
    ]);
  },
);

test('a file that says another version than the register is found in both places', async () => {
  const files = filesOf({ card: current, content: metrics({ model_version: '1.8.0' }) });
  expect(await found(version, files)).toMatchInlineSnapshot(`
    [
      {
        "column": 132,
        "end_column": 137,
        "end_line": 2,
        "file": "systems/demo/evidence/evidence.yaml",
        "fix": "correct \`model_version\` in the register, or register the right file",
        "key": "22be934d9191fc1a",
        "line": 2,
        "message": "evidence \`demo/perf\` is registered for model version \`2.1.0\`, and its file says \`1.8.0\`",
        "owner": "own",
        "related": [
          {
            "column": 87,
            "file": "systems/demo/evidence/perf.json",
            "line": 1,
            "message": "what the file says",
          },
        ],
        "rule": "consistency/model-version",
        "severity": "error",
        "subject": "demo/perf",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

const fairness = 'consistency/no-fairness-assessment';
const feature = (relation: string, usage = 'model-input'): Files => ({
  'systems/demo/feature-register.mdx': page(
    `title: Features\nfeatures:\n  - { name: tenure, usage: ${usage}, status: approved, protected_attribute_relation: ${relation} }\n  - { name: income, usage: model-input, status: approved, protected_attribute_relation: none }\n`,
  ),
});

test('a proxy that a model in use sees asks for a fairness assessment', async () => {
  expect(await found(fairness, filesOf({ more: feature('known-proxy') }))).toMatchInlineSnapshot(`
    [
      {
        "column": 89,
        "end_column": 100,
        "end_line": 4,
        "file": "systems/demo/feature-register.mdx",
        "fix": "write one: \`casebook new fairness-assessment\`",
        "key": "ecb3172215276e71",
        "line": 4,
        "message": "\`demo\` sees \`tenure\` (known proxy), and has no fairness assessment",
        "owner": "own",
        "related": [],
        "rule": "consistency/no-fairness-assessment",
        "severity": "warning",
        "subject": "demo",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

test('without such a feature, before use, and for features that no model sees, none is asked for', async () => {
  expect(await found(fairness, filesOf({ more: feature('tested-not-proxy') }))).toEqual([]);
  expect(await found(fairness, filesOf({ more: feature('known-proxy'), stage: 'in-validation' }))).toEqual(
    [],
  );
  const apart = feature('protected-attribute', 'fairness-testing-only');
  expect(await found(fairness, filesOf({ more: apart }))).toEqual([]);
});

const limit = 'consistency/unwatched-limit';
const governed = (...monitors: string[]): Files => ({
  'systems/demo/drift-governance.mdx': page(
    `title: Drift\nmonitors:\n${monitors.map((one) => `  - { ${one} }\n`).join('')}`,
  ),
});
const coverage = 'metrics:\n  - { type: Interval coverage, value: 0.74, threshold: 0.8, direction: at-least';

test('a limit that no monitor watches is found at the card, with the monitors', async () => {
  const more = governed('id: MON-01, type: performance, target: score, metric: AUC, red: 0.7');
  expect(await found(limit, filesOf({ card: `${coverage} }\n`, more }))).toMatchInlineSnapshot(`
    [
      {
        "column": 56,
        "end_column": 59,
        "end_line": 4,
        "file": "systems/demo/model-card.mdx",
        "fix": "add a monitor of it, or name the one that watches it in \`decision:\`",
        "key": "5a4cbabf401cd5a7",
        "line": 4,
        "message": "\`demo/model-card\` states a limit for \`Interval coverage\`, and no monitor of \`demo\` watches it",
        "owner": "own",
        "related": [
          {
            "column": 1,
            "file": "systems/demo/drift-governance.mdx",
            "line": 3,
            "message": "the monitors of \`demo/drift-governance\`",
          },
        ],
        "rule": "consistency/unwatched-limit",
        "severity": "warning",
        "subject": "demo/model-card",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

test.each([
  ['the same words', coverage, 'metric: coverage of the interval, target: forecast'],
  [
    'the metric of another name',
    'metrics:\n  - { type: ROC AUC, value: 0.8, threshold: 0.7',
    'metric: AUC, target: score',
  ],
  [
    'words of the name and of the id in the evidence',
    "metrics:\n  - { type: 'Error relative to last week', value: { from: 'ev:perf#/metrics/mae_ratio_to_naive/value' }, threshold: 1",
    'metric: error, target: forecast, method: ratio of mean absolute errors',
  ],
  [
    'a monitor that the card names',
    `${coverage}, decision: 'Watched by [[MON-01]].'`,
    'metric: other, target: forecast',
  ],
])('a limit is watched by %s', async (_, card, monitor) => {
  const more = governed(`id: MON-01, type: performance, ${monitor}, red: 0.7`);
  expect(await found(limit, filesOf({ card: `${card} }\n`, more }))).toEqual([]);
});

test('without any governance of drift, or before use, a limit is not the finding', async () => {
  expect(await found(limit, filesOf({ card: `${coverage} }\n` }))).toEqual([]);
  const more = governed('id: MON-01, type: performance, target: score, metric: AUC, red: 0.7');
  expect(await found(limit, filesOf({ card: `${coverage} }\n`, more, stage: 'proposed' }))).toEqual([]);
});

const slice = 'consistency/slice-not-measured';
const onCards = (pointer: string): string =>
  `${bound}  - { type: AUC, slice: credit cards, value: { from: 'ev:perf#${pointer}' } }\n`;

test('groups that the evidence holds are left alone', async () => {
  const card = `slices: [product]\n${onCards('/slices/product/card/metrics/auc/value')}`;
  expect(await found(slice, filesOf({ card }))).toEqual([]);
});

test('a dimension that no file of the card has is found, with the files', async () => {
  const card = `slices: [product, products, region]\n${bound}`;
  const [one, two] = await found(slice, filesOf({ card }));
  expect(one?.fix).toBe('did you mean `product`?');
  expect(two).toMatchInlineSnapshot(`
    {
      "column": 29,
      "end_column": 35,
      "end_line": 3,
      "file": "systems/demo/model-card.mdx",
      "fix": "measure it, or take it out of \`slices:\`",
      "key": "0237e7bc3737051c",
      "line": 3,
      "message": "\`demo/model-card\` says that it reports by \`region\`, and no figures by it are in \`demo/perf\`",
      "owner": "own",
      "related": [
        {
          "column": 5,
          "file": "systems/demo/evidence/evidence.yaml",
          "line": 2,
          "message": "the evidence \`demo/perf\`",
        },
      ],
      "rule": "consistency/slice-not-measured",
      "severity": "error",
      "subject": "demo/model-card",
      "system": "demo",
      "waived_by": null,
    }
  `);
  expect(await messages(slice, filesOf({ card: 'slices: [product]' }))).toEqual([
    '`demo/model-card` says that it reports by `product`, and rests on no file of metrics',
  ]);
});

test('a group that is given the figure of everybody is found in both places', async () => {
  expect(await found(slice, filesOf({ card: onCards('/metrics/auc/value') }))).toMatchInlineSnapshot(`
    [
      {
        "column": 46,
        "end_column": 84,
        "end_line": 5,
        "file": "systems/demo/model-card.mdx",
        "fix": "bind it to the figure of the group",
        "key": "6a43add4081c9c9f",
        "line": 5,
        "message": "\`demo/model-card\` gives \`AUC\` on \`credit cards\` the figure of all rows, \`ev:perf#/metrics/auc/value\`",
        "owner": "own",
        "related": [
          {
            "column": 25,
            "file": "systems/demo/model-card.mdx",
            "line": 4,
            "message": "the same figure, given for all rows",
          },
        ],
        "rule": "consistency/slice-not-measured",
        "severity": "error",
        "subject": "demo/model-card",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});
