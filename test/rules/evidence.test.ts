import { expect, test } from 'vitest';
import { findingKey } from '../../src/core/finding.ts';
import { digestOf, found, lenient, page, portfolioOf, system, type Files } from './support.ts';

const note = 'minutes of the model risk committee\n';

/** A system with one registered file, the lines of its row given. */
const registered = (row: string, files: Files = { 'minutes.txt': note }): Files => ({
  'portfolio.yaml': lenient,
  'systems/demo/system.mdx': system(),
  'systems/demo/evidence/evidence.yaml': `evidence:\n  - id: minutes\n    title: Minutes\n    file: minutes.txt\n    type: minutes\n${row}`,
  ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`systems/demo/evidence/${name}`, text])),
});
const sha = `    sha256: ${digestOf(note)}\n`;

test('evidence that is there, unchanged and in date has no finding', async () => {
  const files = registered(sha + '    captured_at: 2026-10-01\n    valid_until: 2026-11-20\n');
  for (const rule of ['missing', 'digest', 'expired', 'stale', 'unregistered', 'rows-about-people']) {
    expect(await found(`evidence/${rule}`, files)).toEqual([]);
  }
});

test('a registered file outside the evidence folder is not said to be missing', async () => {
  const files = registered(sha);
  const register = 'systems/demo/evidence/evidence.yaml';
  const outside = String(files[register]).replace('minutes.txt', '../../../portfolio.yaml');
  expect(await found('evidence/missing', { ...files, [register]: outside })).toMatchObject([
    {
      message: 'evidence `demo/minutes` names `portfolio.yaml`, which is outside the evidence folder',
      file: register,
      line: 4,
      column: 11,
      fix: 'keep the file, or a copy of it, under the evidence folder, and name it from there',
    },
  ]);
});

test('a registered file that does not exist is missing', async () => {
  expect(await found('evidence/missing', registered(sha, {}))).toMatchInlineSnapshot(`
    [
      {
        "column": 11,
        "end_column": 22,
        "end_line": 4,
        "file": "systems/demo/evidence/evidence.yaml",
        "fix": "commit the file, or correct its path",
        "key": "31c29f445159c652",
        "line": 4,
        "message": "evidence \`demo/minutes\` names \`systems/demo/evidence/minutes.txt\`, which does not exist",
        "owner": "own",
        "related": [],
        "rule": "evidence/missing",
        "severity": "error",
        "subject": "demo/minutes",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

test('a file with another digest than registered is not the evidence', async () => {
  expect(await found('evidence/digest', registered(sha, { 'minutes.txt': note + 'added later\n' })))
    .toMatchInlineSnapshot(`
      [
        {
          "column": 13,
          "end_column": 77,
          "end_line": 6,
          "file": "systems/demo/evidence/evidence.yaml",
          "fix": "restore the file, or run \`casebook evidence refresh systems/demo/evidence/minutes.txt\` if the new one is meant",
          "key": "2bbacb9c075d59c2",
          "line": 6,
          "message": "\`systems/demo/evidence/minutes.txt\` has the SHA-256 \`9c6f622ac41e…\`; evidence \`demo/minutes\` was registered with \`8924f70618ce…\`",
          "owner": "own",
          "related": [
            {
              "column": 1,
              "file": "systems/demo/evidence/minutes.txt",
              "line": 1,
              "message": "the file as it is now",
            },
          ],
          "rule": "evidence/digest",
          "severity": "error",
          "subject": "demo/minutes",
          "system": "demo",
          "waived_by": null,
        },
      ]
    `);
});

test('evidence is expired the day after `valid_until`', async () => {
  const files = registered(sha + '    captured_at: 2026-10-01\n    valid_until: 2026-11-19\n');
  expect(await found('evidence/expired', files)).toMatchInlineSnapshot(`
    [
      {
        "column": 18,
        "end_column": 28,
        "end_line": 8,
        "file": "systems/demo/evidence/evidence.yaml",
        "fix": "produce it again, and register the new file with its own dates",
        "key": "ed298fddd7fed70a",
        "line": 8,
        "message": "evidence \`demo/minutes\` was valid until 2026-11-19, 1 day before 2026-11-20",
        "owner": "own",
        "related": [],
        "rule": "evidence/expired",
        "severity": "warning",
        "subject": "demo/minutes",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

test('evidence older than its cadence is stale', async () => {
  const files = registered(sha + '    captured_at: 2026-08-01\n    cadence: quarterly\n');
  expect(await found('evidence/stale', files)).toMatchInlineSnapshot(`
    [
      {
        "column": 18,
        "end_column": 28,
        "end_line": 7,
        "file": "systems/demo/evidence/evidence.yaml",
        "fix": "produce it again, and register the new file",
        "key": "fd1f524fe43a9465",
        "line": 7,
        "message": "evidence \`demo/minutes\` of 2026-08-01 was due for renewal on 2026-11-01 (its cadence is \`quarterly\`), 19 days before 2026-11-20",
        "owner": "own",
        "related": [],
        "rule": "evidence/stale",
        "severity": "warning",
        "subject": "demo/minutes",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

test('evidence without an end is held to the freshness of its tier', async () => {
  expect(await found('evidence/stale', registered(sha + '    captured_at: 2025-11-01\n')))
    .toMatchInlineSnapshot(`
    [
      {
        "column": 18,
        "end_column": 28,
        "end_line": 7,
        "file": "systems/demo/evidence/evidence.yaml",
        "fix": "produce it again, and register the new file",
        "key": "fd1f524fe43a9465",
        "line": 7,
        "message": "evidence \`demo/minutes\` of 2025-11-01 was due for renewal on 2026-11-01 (tier-1 asks for \`P12M\`), 19 days before 2026-11-20",
        "owner": "own",
        "related": [],
        "rule": "evidence/stale",
        "severity": "warning",
        "subject": "demo/minutes",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

test('evidence with a cadence and no day it was captured counts as stale, and is found where the day is asked for', async () => {
  const asking = registered(sha + '    cadence: monthly\n');
  const files = { ...asking, 'portfolio.yaml': lenient.replace('fields: none', 'fields: by-tier') };
  const { evidence, findings } = await portfolioOf(files);
  expect(evidence.map(({ state, why }) => [state, why])).toEqual([
    ['stale', 'it has to be renewed (`monthly`), and nobody knows when it was captured'],
  ]);
  const about = findings.filter(
    ({ subject, message }) => subject === 'demo/minutes' && /captured/.test(message),
  );
  expect(about.map(({ rule, severity, line, message, key }) => [rule, severity, line, message, key])).toEqual(
    [
      [
        'completeness/required-field',
        'error',
        2,
        '`demo/minutes` has no `captured_at`, which tier-1 asks for',
        findingKey('completeness/required-field', 'demo/minutes', evidence[0]!.lapse!.detail),
      ],
    ],
  );
  const unread = await portfolioOf(registered(sha + '    cadence: monthly\n    captured_at: last spring\n'));
  expect(unread.evidence.map(({ state, why }) => [state, why])).toEqual([
    ['broken', 'its `captured_at` cannot be read'],
  ]);
});

test('a file beside the evidence that no register names is not registered', async () => {
  const files = registered(sha, { 'minutes.txt': note, 'draft.txt': 'not for the board\n' });
  expect(await found('evidence/unregistered', files)).toMatchInlineSnapshot(`
    [
      {
        "column": 1,
        "end_column": 1,
        "end_line": 1,
        "file": "systems/demo/evidence/draft.txt",
        "fix": "run \`casebook evidence add systems/demo/evidence/draft.txt\`, or remove the file",
        "key": "cd30ecbf1d9123c6",
        "line": 1,
        "message": "\`systems/demo/evidence/draft.txt\` is in no evidence register",
        "owner": "own",
        "related": [],
        "rule": "evidence/unregistered",
        "severity": "warning",
        "subject": "systems/demo/evidence/draft.txt",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

const shap = {
  schema: 'casebook/shap@1',
  producer: { name: 'test' },
  model: 'pd',
  model_version: '1.0.0',
  dataset: 'two cases',
  provenance: 'anonymised',
  explainer: { name: 'xgboost 2.1' },
  output_space: 'log-odds',
  base_value: -1,
  n_total: 2,
  n_drawn: 2,
  features: ['income'],
  mean_abs: [0.25],
  rows: [{ shap: [0.5] }, { shap: [0] }],
};

const withRows = (row: string): Files => ({
  'portfolio.yaml': lenient,
  'systems/demo/system.mdx': system(),
  'systems/demo/evidence/evidence.yaml': `evidence:\n  - id: shap\n    title: SHAP values\n    file: shap.json\n    type: shap\n    sha256: ${digestOf(shap)}\n${row}`,
  'systems/demo/evidence/shap.json': shap,
});

test('rows about cases need synthetic provenance or a named approval', async () => {
  const rule = 'evidence/rows-about-people';
  expect(await found(rule, withRows('    provenance: anonymised\n'))).toMatchInlineSnapshot(`
    [
      {
        "column": 17,
        "end_column": 27,
        "end_line": 7,
        "file": "systems/demo/evidence/evidence.yaml",
        "fix": "keep only the aggregates, or name the party that permitted the rows as \`rows_approved_by\`",
        "key": "5ad2b99a71cd6e3a",
        "line": 7,
        "message": "evidence \`demo/shap\` holds 2 rows about single cases, is \`anonymised\` and names no \`rows_approved_by\`",
        "owner": "own",
        "related": [],
        "rule": "evidence/rows-about-people",
        "severity": "error",
        "subject": "demo/shap",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
  expect(await found(rule, withRows('    provenance: synthetic\n'))).toEqual([]);
  expect(await found(rule, withRows('    provenance: anonymised\n    rows_approved_by: cro\n'))).toEqual([]);
});

test('a file that claims one of our shapes and lacks a part of it is found at its place', async () => {
  const { mean_abs, ...broken } = shap;
  expect(mean_abs).toHaveLength(1);
  const files = withRows('    provenance: synthetic\n');
  const register = String(files['systems/demo/evidence/evidence.yaml']).replace(
    digestOf(shap),
    digestOf(broken),
  );
  const found_ = await found('evidence/shape', {
    ...files,
    'systems/demo/evidence/evidence.yaml': register,
    'systems/demo/evidence/shap.json': broken,
  });
  expect(found_).toMatchInlineSnapshot(`
    [
      {
        "column": 1,
        "end_column": 301,
        "end_line": 1,
        "file": "systems/demo/evidence/shap.json",
        "fix": "correct what writes the file; the shape is in \`data/schemas/\` of the built site",
        "key": "b1ff9abc1181234d",
        "line": 1,
        "message": "\`/mean_abs\` is missing",
        "owner": "own",
        "related": [
          {
            "column": 5,
            "file": "systems/demo/evidence/evidence.yaml",
            "line": 2,
            "message": "registered as \`shap\`",
          },
        ],
        "rule": "evidence/shape",
        "severity": "error",
        "subject": "demo/shap",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
  // The file was registered with its part and lost it since: one fault, and the digest is not told beside it.
  const edited = await portfolioOf({ ...files, 'systems/demo/evidence/shap.json': broken });
  const told = edited.findings
    .filter((one) => one.rule.startsWith('evidence/'))
    .map(({ rule, fix }) => [rule, fix]);
  expect(told).toEqual([
    [
      'evidence/shape',
      'restore the file that was registered, or correct what writes the file; the shape is in `data/schemas/` of the built site',
    ],
  ]);
});

test('claims in prose are held against the evidence they name', async () => {
  const metrics = {
    schema: 'casebook/metrics@1',
    producer: { name: 'test' },
    model: 'pd',
    model_version: '1.0.0',
    dataset: 'out of time',
    provenance: 'synthetic',
    n: 1000,
    metrics: { auc: { type: 'roc_auc', value: 0.7912, n: 1000 } },
  };
  const files = (body: string): Files => ({
    'portfolio.yaml': lenient,
    'systems/demo/system.mdx': system(),
    'systems/demo/model-card.mdx': page('title: Card', body),
    'systems/demo/evidence/evidence.yaml': `evidence:\n  - id: perf\n    title: Performance\n    file: perf.json\n    type: metrics\n    provenance: synthetic\n    sha256: ${digestOf(metrics)}\n`,
    'systems/demo/evidence/perf.json': metrics,
  });
  const right = files('AUC is <Metric of="ev:perf#/metrics/auc/value" value="0.79" />.\n');
  expect(await found('claim/contradicted', right)).toEqual([]);
  expect(await found('claim/unbound', right)).toEqual([]);
  const wrong = files('AUC is <Metric of="ev:perf#/metrics/auc/value" value="0.82" />.\n');
  expect(await found('claim/contradicted', wrong)).toMatchInlineSnapshot(`
    [
      {
        "column": 8,
        "end_column": 63,
        "end_line": 4,
        "file": "systems/demo/model-card.mdx",
        "fix": "remove the value, so that the evidence’s own is printed, or correct it",
        "key": "079313e7a5054e34",
        "line": 4,
        "message": "\`demo/model-card\` says \`0.82\` for \`demo/perf#/metrics/auc/value\`, and the evidence says \`0.7912\`",
        "owner": "own",
        "related": [
          {
            "column": 197,
            "file": "systems/demo/evidence/perf.json",
            "line": 1,
            "message": "the value in the evidence",
          },
          {
            "column": 5,
            "file": "systems/demo/evidence/evidence.yaml",
            "line": 2,
            "message": "registered as \`perf\`",
          },
        ],
        "rule": "claim/contradicted",
        "severity": "error",
        "subject": "demo/model-card",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
  const nowhere = files('AUC is <Metric of="ev:perf#/metrics/auk/value" />.\n');
  expect(await found('claim/unbound', nowhere)).toMatchInlineSnapshot(`
    [
      {
        "column": 8,
        "end_column": 50,
        "end_line": 4,
        "file": "systems/demo/model-card.mdx",
        "fix": "correct the pointer: look the value up in \`systems/demo/evidence/perf.json\`",
        "key": "4da77d7be4317114",
        "line": 4,
        "message": "\`demo/perf\` holds no number or text at \`/metrics/auk/value\`",
        "owner": "own",
        "related": [
          {
            "column": 5,
            "file": "systems/demo/evidence/evidence.yaml",
            "line": 2,
            "message": "\`demo/perf\`, \`systems/demo/evidence/perf.json\`",
          },
        ],
        "rule": "claim/unbound",
        "severity": "error",
        "subject": "demo/model-card",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

test('metrics in no layout that is read are found at their type; a layout that is, and a table, are not', async () => {
  const rule = 'evidence/unread-metrics';
  const files = (content: string | object, file = 'm.json', type = 'metrics'): Files => ({
    'portfolio.yaml': lenient,
    'systems/demo/system.mdx': system(),
    'systems/demo/evidence/evidence.yaml': `evidence:\n  - id: m\n    title: M\n    file: ${file}\n    type: ${type}\n    sha256: ${digestOf(content)}\n    provenance: synthetic\n`,
    [`systems/demo/evidence/${file}`]: content,
  });
  expect(await found(rule, files({ auc: 'high' }))).toMatchInlineSnapshot(`
    [
      {
        "column": 11,
        "end_column": 18,
        "end_line": 5,
        "file": "systems/demo/evidence/evidence.yaml",
        "fix": "write it in a layout of the guide, with numbers as numbers, or register it as \`type: report\`",
        "key": "d6c92805647ed0cc",
        "line": 5,
        "message": "\`demo/m\` is registered as metrics, and \`systems/demo/evidence/m.json\` is in no layout of metrics that is read",
        "owner": "own",
        "related": [],
        "rule": "evidence/unread-metrics",
        "severity": "warning",
        "subject": "demo/m",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
  expect(await found(rule, files({ auc: 'high' }, 'm.json', 'report'))).toEqual([]);
  expect(await found(rule, files('a,b\n1,2\n', 'm.csv'))).toEqual([]);
  expect(await found(rule, files('{"auc": '))).toEqual([]);
});

test('a cell of metrics by group that cannot be is found there, and a question at the row that can answer it', async () => {
  const files = (content: string, more = '', file = 'g.csv'): Files => ({
    'portfolio.yaml': lenient,
    'systems/demo/system.mdx': system(),
    'systems/demo/evidence/evidence.yaml': `evidence:\n  - id: g\n    title: G\n    file: ${file}\n    type: metrics\n    sha256: ${digestOf(content)}\n    provenance: synthetic\n${more}`,
    [`systems/demo/evidence/${file}`]: content,
  });
  const said = async (of: Files) =>
    (await found('evidence/unread-metrics', of)).map(
      ({ file, line, column, message, severity, related }) =>
        `${file.slice(22)}:${line}:${column} ${severity} ${message} (${related.map(({ message, line }) => `${message} ${line}`).join()})`,
    );
  const good = 'product,sex,count,selection_rate\ncard,f,10.0,0.5\ncard,m,20.0,0.4\n';
  const declared = '    by_group: { sensitive: [sex], control: [product] }\n';
  expect(await said(files(good, declared))).toEqual([]);
  expect(await said(files(good))).toEqual([
    'evidence.yaml:5:11 warning `g`: `product`, `sex` tell the groups apart, and whether the first are control features the file does not say (the file 1)',
  ]);
  expect(await said(files(good.replace('0.4', 'high'), declared))).toEqual([
    'g.csv:3:13 warning `high` under `selection_rate` is no number (registered as `g` 2)',
  ]);
  expect(await said(files('{"roc_auc": 0.8}', declared, 'g.json'))).toEqual([
    'evidence.yaml:8:15 warning `g`: `by_group` is of a table that Fairlearn wrote as CSV, and this file is none (the file 1)',
  ]);
});

test('lineage whose last run of a job did not do its work is found at the event that says so', async () => {
  const files = (text: string): Files => ({
    'portfolio.yaml': lenient,
    'systems/demo/system.mdx': system(),
    'systems/demo/evidence/evidence.yaml': `evidence:\n  - { id: l, title: L, file: runs.ndjson, type: lineage, sha256: ${digestOf(text)}, captured_at: 2026-11-01, valid_until: 2027-01-01, provenance: synthetic }\n`,
    'systems/demo/evidence/runs.ndjson': text,
  });
  const event = (type: string, hour: number, run: string) =>
    `{"eventType":"${type}","eventTime":"2026-11-01T0${hour}:00:00Z","run":{"runId":"${run}"},"job":{"namespace":"n","name":"train"}}\n`;
  const said = async (rule: string, text: string) =>
    (await found(rule, files(text))).map(
      ({ severity, file, line, column, message, fix, related }) =>
        `${severity} ${file.slice(13)}:${line}:${column} ${message} → ${fix} (${related.map((one) => one.message).join()})`,
    );
  const failed = event('START', 1, 'a') + event('FAIL', 2, 'a');
  expect(await said('evidence/failed-run', failed)).toEqual([
    'warning evidence/runs.ndjson:2:1 the last run of `train`, `a`, failed → register the lineage of the run that put it right, or say what was done about it (registered as `l`)',
  ]);
  expect(await said('evidence/failed-run', failed + event('COMPLETE', 3, 'b'))).toEqual([]);
  expect(await said('evidence/unread-lineage', failed + '{"eventType"')).toEqual([
    'warning evidence/runs.ndjson:3:1 the line is no JSON, and each line is to hold one event → write the file again from where the events are kept; a line may have been cut off ()',
  ]);
  expect(await said('evidence/unread-lineage', '{"a": 1}\n')).toEqual([
    'warning evidence/runs.ndjson:1:1 `systems/demo/evidence/runs.ndjson` is registered as lineage, and no event of OpenLineage is in it: one has `eventTime` and a `run` with its `job` → write its events as OpenLineage, one JSON object a line or one list of them, or register it as `type: log` (registered as `l`)',
  ]);
});

test('content that was made of another tool’s file is known as such, also where a site is drawn', async () => {
  const flat = JSON.stringify({ accuracy_score: 0.9, example_count: 100 });
  const own = JSON.stringify({
    schema: 'casebook/metrics@1',
    producer: { name: 'evaluate.py' },
    model: 'demo',
    model_version: '1.0.0',
    dataset: 'Test sample.',
    provenance: 'synthetic',
    n: 100,
    metrics: { accuracy: { type: 'accuracy', value: 0.9 } },
  });
  const { evidence } = await portfolioOf({
    'portfolio.yaml': lenient,
    'systems/demo/system.mdx': system(),
    'systems/demo/evidence/flat.json': flat,
    'systems/demo/evidence/own.json': own,
    'systems/demo/evidence/evidence.yaml': `evidence:
  - { id: flat, title: Of MLflow, file: flat.json, type: metrics, sha256: ${digestOf(flat)} }
  - { id: own, title: Our own, file: own.json, type: metrics, sha256: ${digestOf(own)} }
`,
  });
  // A record goes to the site as data; what a module remembers of an object does not.
  expect(evidence.map(({ local, schema, imported }) => [local, schema, imported])).toEqual([
    ['flat', 'casebook/metrics@1', true],
    ['own', 'casebook/metrics@1', undefined],
  ]);
});
