import { describe, expect, test } from 'vitest';
import { digestOf, findingsOf, found, lenient, page, portfolioOf, system, type Files } from './support.ts';

const base: Files = { 'portfolio.yaml': lenient, 'systems/demo/system.mdx': system() };
const decision = (more: string, body = ''): string =>
  page(`title: A decision\nadr_status: accepted\n${more}`, body);

test('decisions that supersede each other go round in a circle', async () => {
  const files: Files = {
    ...base,
    'systems/demo/decisions/0001-a.mdx': decision('supersedes: ADR-0002'),
    'systems/demo/decisions/0002-b.mdx': decision('supersedes: ADR-0001'),
  };
  expect(await found('reference/circular', files)).toMatchInlineSnapshot(`
    [
      {
        "column": 13,
        "end_column": 21,
        "end_line": 4,
        "file": "systems/demo/decisions/0001-a.mdx",
        "fix": "remove the one of these 2 links that is wrong",
        "key": "02832214c74d6be1",
        "line": 4,
        "message": "\`demo/ADR-0001\` supersedes \`demo/ADR-0002\` supersedes \`demo/ADR-0001\`: a circle",
        "owner": "own",
        "related": [
          {
            "column": 13,
            "file": "systems/demo/decisions/0002-b.mdx",
            "line": 4,
            "message": "\`demo/ADR-0002\` supersedes \`demo/ADR-0001\`",
          },
        ],
        "rule": "reference/circular",
        "severity": "error",
        "subject": "demo/ADR-0001",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
  const straight = { ...files, 'systems/demo/decisions/0001-a.mdx': decision('') };
  expect(await found('reference/circular', straight)).toEqual([]);
});

test('a party that is part of itself goes round in a circle', async () => {
  const files = {
    ...base,
    'portfolio.yaml': lenient.replace('roles: [validator]', 'roles: [validator], unit: val'),
  };
  expect((await found('reference/circular', files)).map(({ message }) => message)).toEqual([
    '`val` is part of `val`: a circle',
  ]);
});

test('a superseded decision that is still cited is found where it is cited', async () => {
  const files: Files = {
    ...base,
    'systems/demo/decisions/0001-a.mdx': decision(''),
    'systems/demo/decisions/0002-b.mdx': decision('supersedes: ADR-0001', 'It replaces [[ADR-0001]].\n'),
    'systems/demo/model-card.mdx': page('title: Card', 'As [[ADR-0001]] says, and [[ADR-0002]].\n'),
  };
  expect(await found('decision/superseded-cited', files)).toMatchInlineSnapshot(`
    [
      {
        "column": 4,
        "end_column": 16,
        "end_line": 4,
        "file": "systems/demo/model-card.mdx",
        "fix": "cite \`demo/ADR-0002\` instead, if it still supports this",
        "key": "875a8a9800cb241e",
        "line": 4,
        "message": "\`demo/model-card\` cites \`demo/ADR-0001\`, which \`demo/ADR-0002\` has replaced",
        "owner": "own",
        "related": [
          {
            "column": 1,
            "file": "systems/demo/decisions/0001-a.mdx",
            "line": 2,
            "message": "\`demo/ADR-0001\` is here",
          },
        ],
        "rule": "decision/superseded-cited",
        "severity": "warning",
        "subject": "demo/model-card",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

describe('a decision dated after the as-of date has replaced nothing yet', () => {
  const cited = { 'systems/demo/model-card.mdx': page('title: Card', 'As [[ADR-0001]] says.\n') };
  const later = (date: string): Files => ({
    ...base,
    ...cited,
    'systems/demo/decisions/0001-a.mdx': decision('date: 2026-01-01'),
    'systems/demo/decisions/0002-b.mdx': decision(`date: ${date}\nsupersedes: ADR-0001`),
  });
  test('the earlier one may be cited until that day, and no link says otherwise', async () => {
    const portfolio = await portfolioOf(later('2026-11-21'));
    expect(findingsOf(portfolio, 'decision/superseded-cited')).toEqual([]);
    expect(portfolio.links.filter(({ type }) => type === 'supersedes')).toEqual([]);
    expect(await found('decision/superseded-cited', later('2026-11-20'))).toHaveLength(1);
    expect(
      await found('decision/superseded-cited', later('2026-11-21'), { asOf: '2026-11-21' }),
    ).toHaveLength(1);
  });
  test('also where the earlier one names it, and knows itself to be superseded', async () => {
    const files = (date: string): Files => ({
      ...base,
      ...cited,
      'systems/demo/decisions/0001-a.mdx': page(
        'title: A decision\nadr_status: superseded\nsuperseded_by: ADR-0002',
      ),
      'systems/demo/decisions/0002-b.mdx': decision(`date: ${date}`),
    });
    expect(await found('decision/superseded-cited', files('2026-11-21'))).toEqual([]);
    expect(await found('decision/superseded-cited', files('2026-11-20'))).toHaveLength(1);
  });
  test('a superseded decision does not lack the successor that is still to come', async () => {
    const files = {
      ...later('2026-11-21'),
      'systems/demo/decisions/0001-a.mdx': page('title: A decision\nadr_status: superseded'),
    };
    expect(await found('decision/successor-missing', files)).toEqual([]);
  });
  test('and the date is said', async () => {
    expect(await found('time/future-record', later('2026-11-21'))).toMatchInlineSnapshot(`
      [
        {
          "column": 7,
          "end_column": 17,
          "end_line": 4,
          "file": "systems/demo/decisions/0002-b.mdx",
          "fix": "check the date, or compute the portfolio as of 2026-11-21 or later",
          "key": "1b1a2ee394fb81c7",
          "line": 4,
          "message": "decision \`demo/ADR-0002\` is dated 2026-11-21, after 2026-11-20, and does not count yet",
          "owner": "own",
          "related": [],
          "rule": "time/future-record",
          "severity": "info",
          "subject": "demo/ADR-0002",
          "system": "demo",
          "waived_by": null,
        },
      ]
    `);
    expect(await found('time/future-record', later('2026-11-20'))).toEqual([]);
  });
});

/** A system with one mapping row and one control. */
const mapped = (row: string, control = ''): Files => ({
  'portfolio.yaml': lenient + 'catalogues: [./house.yaml]\n',
  'house.yaml': `framework:
  id: house
  title: House rules for models
  legal_force: house-rule
obligations:
  - { id: house:r-1, ref: Rule 1, title: Keep a log, summary: Outputs are logged. }
  - { id: house:r-2, ref: Rule 2, title: Test the log, summary: The log is tested. }
`,
  'systems/demo/system.mdx': system('frameworks: [house]\n'),
  'systems/demo/compliance-mapping.mdx': page(
    `title: Mapping\nmappings:\n  - obligation: house:r-1\n    applicability: applicable\n${row}`,
  ),
  'controls/CTL-LOG.mdx': page(`title: Log\nimplementation_status: implemented\n${control}`),
});

test('an obligation that applies without a control is a gap', async () => {
  expect(await found('traceability/no-control', mapped('    gap: The log is kept by nobody.')))
    .toMatchInlineSnapshot(`
    [
      {
        "column": 5,
        "end_column": 36,
        "end_line": 6,
        "file": "systems/demo/compliance-mapping.mdx",
        "fix": "name a control that is in place, or an owner and a date by which there will be one",
        "key": "f5d8c276f7b98deb",
        "line": 4,
        "message": "\`house:r-1\` (Rule 1) applies to \`demo\`, and is not met: the log is kept by nobody",
        "owner": "own",
        "related": [],
        "rule": "traceability/no-control",
        "severity": "warning",
        "subject": "demo/map:house:r-1",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
  const met = mapped('    implementation_status: implemented\n    controls: [CTL-LOG]');
  expect(await found('traceability/no-control', met)).toEqual([]);
});

test('a control in place without evidence is found at the control', async () => {
  const bare = mapped('    implementation_status: implemented\n    controls: [CTL-LOG]');
  expect(await found('traceability/no-evidence', bare)).toMatchInlineSnapshot(`
    [
      {
        "column": 1,
        "end_column": 35,
        "end_line": 3,
        "file": "controls/CTL-LOG.mdx",
        "fix": "cite what shows that \`CTL-LOG\` runs, under its \`evidence\` or that of the mapping row",
        "key": "c749b840647f8152",
        "line": 2,
        "message": "control \`CTL-LOG\` is in place for 1 obligation of \`demo\` (\`house:r-1\`) and no evidence is cited",
        "owner": "own",
        "related": [
          {
            "column": 5,
            "file": "systems/demo/compliance-mapping.mdx",
            "line": 4,
            "message": "house:r-1",
          },
        ],
        "rule": "traceability/no-evidence",
        "severity": "warning",
        "subject": "CTL-LOG",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
  const proved: Files = {
    ...mapped('    implementation_status: implemented\n    controls: [CTL-LOG]\n    evidence: [log]'),
    'systems/demo/evidence/evidence.yaml': `evidence:\n  - { id: log, title: Log, file: log.txt, type: log, sha256: ${digestOf('ok\n')} }\n`,
    'systems/demo/evidence/log.txt': 'ok\n',
  };
  expect(await found('traceability/no-evidence', proved)).toEqual([]);
  // What another system can show for a shared control shows nothing here.
  const elsewhere: Files = {
    ...mapped('    implementation_status: implemented\n    controls: [CTL-LOG]', 'evidence: [other/log]\n'),
    'systems/other/system.mdx': system(),
    'systems/other/evidence/evidence.yaml': proved['systems/demo/evidence/evidence.yaml']!,
    'systems/other/evidence/log.txt': 'ok\n',
  };
  const missing = await found('traceability/no-evidence', elsewhere);
  expect(missing.map(({ subject, system }) => [subject, system])).toEqual([['CTL-LOG', 'demo']]);
});

test('a duty that has ended is no hole, and what is derived is none of its own', async () => {
  const ended = (files: Files): Files => ({
    ...files,
    'house.yaml': String(files['house.yaml']).replace(
      'obligations:',
      "  dates: { superseded: '2026-01-01' }\nobligations:",
    ),
  });
  const gap = mapped('    gap: The log is kept by nobody.');
  const bare = mapped('    implementation_status: implemented\n    controls: [CTL-LOG]');
  expect(await found('traceability/no-control', ended(gap))).toEqual([]);
  expect(await found('traceability/no-evidence', ended(bare))).toEqual([]);
  const derived: Files = {
    ...bare,
    'portfolio.yaml': lenient + 'catalogues: [./house.yaml, ./law.yaml]\ncrosswalks: [./walk.yaml]\n',
    'law.yaml': String(bare['house.yaml']).replaceAll('house', 'law'),
    'walk.yaml':
      'crosswalk: { source: house, target: law }\nrows:\n  - { source: house:r-1, relationship: equal-to, target: law:r-1 }\n',
    'systems/demo/system.mdx': system('frameworks: [house, law]\n'),
  };
  const missing = await found('traceability/no-evidence', derived);
  expect(missing.map(({ message }) => message)).toEqual([
    'control `CTL-LOG` is in place for 1 obligation of `demo` (`house:r-1`) and no evidence is cited',
  ]);
});

test('clauses that nobody assessed are counted once per system and framework', async () => {
  const files = mapped('    implementation_status: implemented\n    controls: [CTL-LOG]');
  expect(await found('traceability/not-assessed', files)).toMatchInlineSnapshot(`
    [
      {
        "column": 14,
        "end_column": 19,
        "end_line": 5,
        "file": "systems/demo/system.mdx",
        "fix": "add a mapping row for each; the matrix page lists all of them",
        "key": "b4e132e2b4a0f8f0",
        "line": 5,
        "message": "\`demo\` has not assessed 1 of 2 clauses of \`house\` (1 in force): \`house:r-2\`",
        "owner": "own",
        "related": [
          {
            "column": 14,
            "file": "systems/demo/system.mdx",
            "line": 5,
            "message": "house:r-2 Test the log",
          },
        ],
        "rule": "traceability/not-assessed",
        "severity": "warning",
        "subject": "demo",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
  const all = String(files['systems/demo/compliance-mapping.mdx']).replace(
    /\n---\n$/,
    '\n  - { obligation: house:r-2, applicability: not-applicable, applicability_rationale: No log., decided_by: cro }\n---\n',
  );
  expect(
    await found('traceability/not-assessed', { ...files, 'systems/demo/compliance-mapping.mdx': all }),
  ).toEqual([]);
});

test('a row that is implemented by nothing has the finding that says why, and no second one', async () => {
  const { findings } = await portfolioOf(mapped('    implementation_status: implemented'));
  const about = findings.filter(({ subject }) => subject === 'demo/map:house:r-1').map(({ rule }) => rule);
  expect(about).toEqual(['mapping/without-control']);
});

test('a link is suspect once its target differs from what was confirmed', async () => {
  const files = mapped('    implementation_status: implemented\n    controls: [CTL-LOG]');
  const now = (await portfolioOf(files)).index.nodes.get('CTL-LOG')?.fingerprint ?? '';
  const confirmed = (fingerprint: string): Files => ({
    ...files,
    'systems/demo/confirmed.yaml': `confirmations:\n  - { from: house:r-1, type: maps-to, to: CTL-LOG, fingerprint: ${fingerprint}, by: own, date: 2026-05-01 }\n`,
  });
  expect(await found('link/suspect', confirmed(now))).toEqual([]);
  expect(await found('link/suspect', confirmed(`fp1:${'0'.repeat(64)}`))).toMatchInlineSnapshot(`
    [
      {
        "column": 16,
        "end_column": 23,
        "end_line": 7,
        "file": "systems/demo/compliance-mapping.mdx",
        "fix": "read both (obligation → control), then \`casebook confirm house:r-1 maps-to CTL-LOG --as <party>\`",
        "key": "a2003c8bd661919b",
        "line": 7,
        "message": "\`house:r-1\` maps-to \`CTL-LOG\` was confirmed by \`own\` on 2026-05-01, and \`CTL-LOG\` has changed since",
        "owner": "own",
        "related": [
          {
            "column": 1,
            "file": "controls/CTL-LOG.mdx",
            "line": 2,
            "message": "\`CTL-LOG\` as it is now",
          },
          {
            "column": 5,
            "file": "systems/demo/confirmed.yaml",
            "line": 2,
            "message": "the confirmation",
          },
        ],
        "rule": "link/suspect",
        "severity": "warning",
        "subject": "house:r-1",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

const shap = (features: string[]) => ({
  schema: 'casebook/shap@1',
  producer: { name: 'test' },
  model: 'pd',
  model_version: '1.0.0',
  dataset: 'a sample',
  provenance: 'synthetic',
  explainer: { name: 'xgboost 2.1' },
  output_space: 'log-odds',
  base_value: -1,
  n_total: 10,
  n_drawn: 0,
  features,
  mean_abs: features.map(() => 0.1),
});

/** A register of features and a SHAP file over some columns. */
const explained = (rows: string[], columns: string[]): Files => ({
  ...base,
  'systems/demo/feature-register.mdx': page(
    `title: Features\nfeatures:\n${rows.map((row) => `  - { ${row} }`).join('\n')}`,
  ),
  'systems/demo/evidence/evidence.yaml': `evidence:\n  - { id: shap, title: SHAP, file: shap.json, type: shap, provenance: synthetic, captured_at: 2026-10-01, sha256: ${digestOf(shap(columns))} }\n`,
  'systems/demo/evidence/shap.json': shap(columns),
});
const income = 'name: income, usage: model-input, status: approved';
const region = 'name: region, usage: model-input, status: approved, columns: [region_north, region_south]';

test('register and explanation agree through `columns`', async () => {
  const files = explained([income, region], ['income', 'region_north', 'region_south']);
  for (const rule of ['unregistered-feature', 'unapproved-feature', 'missing-feature']) {
    expect(await found(`explanation/${rule}`, files)).toEqual([]);
  }
});

test('a feature in the explanation that is in no register', async () => {
  const files = explained([income], ['income', 'incomes']);
  expect(await found('explanation/unregistered-feature', files)).toMatchInlineSnapshot(`
    [
      {
        "column": 5,
        "end_column": 181,
        "end_line": 2,
        "file": "systems/demo/evidence/evidence.yaml",
        "fix": "did you mean \`income\`?",
        "key": "715090a831d68776",
        "line": 2,
        "message": "\`incomes\` has SHAP values in \`demo/shap\` and is not in the feature register of \`demo\`",
        "owner": "own",
        "related": [],
        "rule": "explanation/unregistered-feature",
        "severity": "error",
        "subject": "demo/shap",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

test('a feature in the explanation that is not approved, or not for input', async () => {
  const files = explained(
    [
      'name: income, usage: model-input, status: candidate',
      'name: age, usage: fairness-testing-only, status: approved',
    ],
    ['income', 'age'],
  );
  expect(await found('explanation/unapproved-feature', files)).toMatchInlineSnapshot(`
    [
      {
        "column": 49,
        "end_column": 58,
        "end_line": 4,
        "file": "systems/demo/feature-register.mdx",
        "fix": "have it approved and set \`status: approved\`, or retrain without it",
        "key": "a82981a2231196d3",
        "line": 4,
        "message": "\`demo/income\` has SHAP values in \`demo/shap\` and is \`candidate\`, not approved",
        "owner": "own",
        "related": [
          {
            "column": 5,
            "file": "systems/demo/evidence/evidence.yaml",
            "line": 2,
            "message": "the evidence \`demo/shap\`",
          },
        ],
        "rule": "explanation/unapproved-feature",
        "severity": "error",
        "subject": "demo/income",
        "system": "demo",
        "waived_by": null,
      },
      {
        "column": 25,
        "end_column": 46,
        "end_line": 5,
        "file": "systems/demo/feature-register.mdx",
        "fix": "register it as \`model-input\` once that is agreed, or retrain without it",
        "key": "80b7e2828fd56157",
        "line": 5,
        "message": "\`demo/age\` has SHAP values in \`demo/shap\` and is registered as \`fairness-testing-only\`",
        "owner": "own",
        "related": [
          {
            "column": 5,
            "file": "systems/demo/evidence/evidence.yaml",
            "line": 2,
            "message": "the evidence \`demo/shap\`",
          },
        ],
        "rule": "explanation/unapproved-feature",
        "severity": "error",
        "subject": "demo/age",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

test('an approved input that the explanation leaves out, in whole or in part', async () => {
  const files = explained([income, region], ['region_north']);
  expect(await found('explanation/missing-feature', files)).toMatchInlineSnapshot(`
    [
      {
        "column": 5,
        "end_column": 59,
        "end_line": 4,
        "file": "systems/demo/feature-register.mdx",
        "fix": "compute the SHAP values over every input, or correct the register",
        "key": "defb63ac76df78c8",
        "line": 4,
        "message": "\`demo/income\` is an approved model input, and \`demo/shap\` has no SHAP values for it",
        "owner": "own",
        "related": [
          {
            "column": 5,
            "file": "systems/demo/evidence/evidence.yaml",
            "line": 2,
            "message": "the evidence \`demo/shap\`",
          },
        ],
        "rule": "explanation/missing-feature",
        "severity": "error",
        "subject": "demo/income",
        "system": "demo",
        "waived_by": null,
      },
      {
        "column": 5,
        "end_column": 98,
        "end_line": 5,
        "file": "systems/demo/feature-register.mdx",
        "fix": "compute the SHAP values over every input, or correct the register",
        "key": "f019cacd69d836a1",
        "line": 5,
        "message": "\`demo/region\` is an approved model input, and \`demo/shap\` has no SHAP values for it, by its columns \`region_south\`",
        "owner": "own",
        "related": [
          {
            "column": 5,
            "file": "systems/demo/evidence/evidence.yaml",
            "line": 2,
            "message": "the evidence \`demo/shap\`",
          },
        ],
        "rule": "explanation/missing-feature",
        "severity": "error",
        "subject": "demo/region",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

/** A profile of one feature in three batches, the last two of which have moved far. */
const profile = {
  schema: 'casebook/profile@1',
  producer: { name: 'test' },
  model: 'pd',
  model_version: '1.0.0',
  dataset: 'monthly batches',
  provenance: 'synthetic',
  time: { column: 'month', by: 'month' },
  bin_rule: { numeric: 'reference-quantiles', requested: 2, categorical: 'categories', closed: 'left' },
  zero_rule: { name: 'clip', epsilon: 0.0001 },
  reference: { label: 'development sample', n: 1000 },
  batches: [
    { id: '2026-08', n: 1000, period: { from: '2026-08-01', to: '2026-08-31' } },
    { id: '2026-09', n: 1000, period: { from: '2026-09-01', to: '2026-09-30' } },
    { id: '2026-10', n: 1000, period: { from: '2026-10-01', to: '2026-10-31' } },
  ],
  features: {
    income: {
      type: 'numeric',
      edges: [0],
      reference: { n: 1000, missing: 0, counts: [500, 500] },
      batches: {
        n: [1000, 1000, 1000],
        missing: [0, 0, 0],
        counts: [
          [500, 500],
          [800, 200],
          [900, 100],
        ],
      },
    },
  },
};

/** A monitor over that profile, and the breaches on record. */
const watched = (breaches: string): Files => ({
  ...explained([income], ['income']),
  'systems/demo/decisions/0001-a.mdx': decision(''),
  'systems/demo/evidence/evidence.yaml': `evidence:\n  - { id: drift, title: Drift, file: drift.json, type: profile, provenance: synthetic, captured_at: 2026-11-01, sha256: ${digestOf(profile)} }\n`,
  'systems/demo/evidence/drift.json': profile,
  'systems/demo/drift-governance.mdx': page(`title: Drift
monitors:
  - { id: MON-01, type: data-drift, target: income, metric: PSI, amber: 0.1, red: 0.25, response_time: P30D, owner: own }
${breaches}`),
});

test('red readings without a decision are one finding per feature, dated by their first batch', async () => {
  expect(await found('drift/undecided-breach', watched(''))).toMatchInlineSnapshot(`
    [
      {
        "column": 5,
        "end_column": 122,
        "end_line": 4,
        "file": "systems/demo/drift-governance.mdx",
        "fix": "decide, and name the decision under \`decision\` of the breach in the drift governance",
        "key": "935418dc0b0f4809",
        "line": 4,
        "message": "\`income\` of \`demo\` is red in 2 batches since \`2026-09\` (PSI 0.8789 in \`2026-10\`, limit 0.25) and no decision answers it; the batch ended on 2026-09-30, a decision was due by 2026-10-30 (\`P30D\`), 21 days before 2026-11-20",
        "owner": "own",
        "related": [
          {
            "column": 5,
            "file": "systems/demo/evidence/evidence.yaml",
            "line": 2,
            "message": "the readings are in \`demo/drift\`",
          },
        ],
        "rule": "drift/undecided-breach",
        "severity": "error",
        "subject": "demo/MON-01",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

test('a breach on record dates the reading it speaks of, and its decision answers the episode', async () => {
  const row =
    '  - { id: BR-01, monitor: MON-01, feature: income, batch: 2026-09, detected: 2026-11-02, severity: red, value: 0.42';
  const open = await found('drift/undecided-breach', watched(`breaches:\n${row} }`));
  expect(open.map(({ subject, severity }) => [subject, severity])).toEqual([['demo/BR-01', 'warning']]);
  expect(await found('drift/undecided-breach', watched(`breaches:\n${row}, decision: ADR-0001 }`))).toEqual(
    [],
  );
});

test('a decision that is only proposed, was rejected or is dated later answers no breach', async () => {
  const row =
    '  - { id: BR-01, monitor: MON-01, feature: income, batch: 2026-09, detected: 2026-11-02, severity: red, value: 0.42, decision: ADR-0001 }';
  const subjects = async (front: string) =>
    (
      await found('drift/undecided-breach', {
        ...watched(`breaches:\n${row}`),
        'systems/demo/decisions/0001-a.mdx': page(`title: A\n${front}`),
      })
    ).map(({ subject }) => subject);
  expect(await subjects('adr_status: accepted\ndate: 2026-11-20')).toEqual([]);
  expect(await subjects('adr_status: accepted\ndate: 2026-11-21')).toEqual(['demo/BR-01']);
  expect(await subjects('adr_status: proposed\ndate: 2026-11-02')).toEqual(['demo/BR-01']);
  expect(await subjects('adr_status: rejected\ndate: 2026-11-02')).toEqual(['demo/BR-01']);
});

test('a decision that does not exist is one finding, not two', async () => {
  const row =
    '  - { id: BR-01, monitor: MON-01, feature: income, batch: 2026-09, detected: 2026-11-02, severity: red, value: 0.42, decision: ADR-0009 }';
  const { findings } = await portfolioOf(watched(`breaches:\n${row}`));
  const about = findings.filter(({ rule }) => /^(drift|reference)\//.test(rule));
  expect(about.map(({ rule, subject }) => [rule, subject])).toEqual([['reference/dangling', 'demo/BR-01']]);
});

test('a red breach on record without a decision is an error once its response time is over', async () => {
  const files = (detected: string, more = ''): Files => ({
    ...base,
    'systems/demo/decisions/0001-a.mdx': decision(''),
    'systems/demo/drift-governance.mdx': page(`title: Drift
monitors:
  - { id: MON-01, type: prediction-drift, target: score, metric: PSI, red: 0.25, response_time: P14D, owner: own }
breaches:
  - { id: BR-01, monitor: MON-01, batch: 2026-10, detected: ${detected}, severity: red, value: 0.31${more} }`),
  });
  expect(await found('drift/undecided-breach', files('2026-11-05'))).toMatchInlineSnapshot(`
    [
      {
        "column": 5,
        "end_column": 101,
        "end_line": 6,
        "file": "systems/demo/drift-governance.mdx",
        "fix": "decide, and name the decision under \`decision\` of the breach",
        "key": "9afdc0e65c00b723",
        "line": 6,
        "message": "breach \`demo/BR-01\` of \`demo/MON-01\` is red and no decision answers it; seen on 2026-11-05, a decision was due by 2026-11-19 (\`P14D\`), 1 day before 2026-11-20",
        "owner": "own",
        "related": [],
        "rule": "drift/undecided-breach",
        "severity": "error",
        "subject": "demo/BR-01",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
  expect(await found('drift/undecided-breach', files('2026-11-06'))).toMatchInlineSnapshot(`
    [
      {
        "column": 5,
        "end_column": 101,
        "end_line": 6,
        "file": "systems/demo/drift-governance.mdx",
        "fix": "decide, and name the decision under \`decision\` of the breach",
        "key": "9afdc0e65c00b723",
        "line": 6,
        "message": "breach \`demo/BR-01\` of \`demo/MON-01\` is red and no decision answers it; seen on 2026-11-06, a decision is due by 2026-11-20 (\`P14D\`)",
        "owner": "own",
        "related": [],
        "rule": "drift/undecided-breach",
        "severity": "warning",
        "subject": "demo/BR-01",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
  expect(await found('drift/undecided-breach', files('2026-11-05', ', decision: ADR-0001'))).toEqual([]);
  expect(await found('drift/undecided-breach', files('2026-11-21'))).toEqual([]);
});

test('ids run together in a cell are told apart by what stands between the values of a list', async () => {
  const files = (cell: string): Files => ({
    'portfolio.yaml': `${lenient}\ncatalogues: [gdpr]\n`,
    'systems/x/system.mdx': page('title: X\nrisk_tier: tier-1'),
    'systems/x/compliance-mapping.mdx': page('title: M\nmappings: ./mappings.csv'),
    'systems/x/mappings.csv': `obligation,controls\ngdpr:art-5-1-a,${cell}\n`,
    'controls/A.mdx': page('title: A'),
    'controls/B.mdx': page('title: B'),
  });
  expect((await found('reference/dangling', files('A|B'))).map(({ message, fix }) => [message, fix])).toEqual(
    [
      [
        'no control has the id `A|B`',
        'write `A | B`: values of a list stand with a space on either side of `|`',
      ],
    ],
  );
  expect(await found('reference/dangling', files('A | B'))).toEqual([]);
});
