import { expect, test } from 'vitest';
import { impactOf } from '../../src/core/impact.ts';
import { proofHtml } from '../../src/site/data/proof-html.ts';
import { digestOf, findingsOf, found, lenient, page, portfolioOf, type Files } from './support.ts';

interface Case {
  /** Rows below and from zero, per month from August 2026 on. */
  batches?: [number, number][];
  profile?: object;
  /** More of the monitor, and of the document. */
  monitor?: string;
  document?: string;
  record?: string;
  system?: string;
  files?: Files;
}

const months = ['2026-08-31', '2026-09-30', '2026-10-31'];
const steady: [number, number] = [500, 500];

/** A profile of one input over two bins. */
const profileOf = (batches: [number, number][], more: object = {}) => ({
  schema: 'casebook/profile@1',
  producer: { name: 'produce.py', version: '1' },
  model: 'demo',
  model_version: '1.0.0',
  dataset: 'monthly batches',
  provenance: 'synthetic',
  time: { column: 'month', by: 'month' },
  bin_rule: { numeric: 'reference-quantiles', requested: 10, categorical: 'categories', closed: 'left' },
  zero_rule: { name: 'clip', epsilon: 0.000001 },
  reference: { label: 'development sample', n: 1000, frozen_on: '2026-01-15' },
  batches: batches.map(([a, b], i) => ({
    id: months[i]!.slice(0, 7),
    n: a + b,
    period: { from: `${months[i]!.slice(0, 7)}-01`, to: months[i]! },
  })),
  features: {
    income: {
      type: 'numeric',
      edges: [0],
      reference: { n: 1000, missing: 0, counts: [500, 500] },
      batches: {
        n: batches.map(([a, b]) => a + b),
        missing: batches.map(() => 0),
        counts: batches,
      },
    },
  },
  ...more,
});

/** A system whose income is profiled and watched. */
function watched({
  batches = [steady, steady, steady],
  profile,
  monitor = '',
  document = '',
  record = '',
  system = '',
  files = {},
}: Case): Files {
  const content = profileOf(batches, profile);
  return {
    'portfolio.yaml': lenient,
    'systems/demo/system.mdx': page(`title: Demo system\nrisk_tier: tier-1\nowner: own\n${system}`),
    'systems/demo/decisions/0001-a.mdx': page('title: Keep it\nadr_status: accepted\ndate: 2026-11-12'),
    'systems/demo/evidence/evidence.yaml': `evidence:\n  - { id: drift, title: Drift, file: drift.json, type: profile, provenance: synthetic, captured_at: 2026-11-01, sha256: ${digestOf(content)}${record} }\n`,
    'systems/demo/evidence/drift.json': content,
    'systems/demo/drift-governance.mdx': page(`title: Drift
monitors:
  - { id: MON-01, type: data-drift, target: income, metric: PSI, amber: 0.1, red: 0.25, response_time: P30D, frequency: monthly, owner: own${monitor} }
${document}`),
    ...files,
  };
}

const red: [number, number][] = [steady, steady, [900, 100]];
const breach = (more: string): string =>
  `breaches:\n  - { id: BR-01, monitor: MON-01, feature: income, ${more} }`;
const seen = 'batch: 2026-10, detected: 2026-11-02, severity: red, value: 0.879';

test('a decision that came after the response time', async () => {
  const late = {
    batches: red,
    monitor: '',
    document: breach('batch: 2026-10, detected: 2026-10-12, severity: red, value: 0.879, decision: ADR-0001'),
  };
  expect(await found('drift/late-decision', watched(late))).toMatchInlineSnapshot(`
    [
      {
        "column": 5,
        "end_column": 139,
        "end_line": 6,
        "file": "systems/demo/drift-governance.mdx",
        "fix": "say in its \`note\` why, and what was changed so that the next one is in time",
        "key": "ef346af6bf901c9a",
        "line": 6,
        "message": "breach \`demo/BR-01\` was decided on 2026-11-12, 1 day after it was due (2026-11-11, \`P30D\` after 2026-10-12)",
        "owner": "own",
        "related": [
          {
            "column": 1,
            "file": "systems/demo/decisions/0001-a.mdx",
            "line": 2,
            "message": "the decision \`demo/ADR-0001\`",
          },
        ],
        "rule": "drift/late-decision",
        "severity": "warning",
        "subject": "demo/BR-01",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
  expect(
    await found(
      'drift/late-decision',
      watched({ batches: red, document: breach(`${seen}, decision: ADR-0001`) }),
    ),
  ).toEqual([]);
});

test('a decision that names no batch', async () => {
  const none = breach('detected: 2026-11-02, severity: red, value: 0.879, decision: ADR-0001');
  expect(await found('drift/decision-without-batch', watched({ document: none }))).toMatchInlineSnapshot(`
    [
      {
        "column": 11,
        "end_column": 16,
        "end_line": 6,
        "file": "systems/demo/drift-governance.mdx",
        "fix": "add \`batch:\` as the evidence names it",
        "key": "b1911fcc61ac7da8",
        "line": 6,
        "message": "\`demo/ADR-0001\` answers breach \`demo/BR-01\`, which names no batch",
        "owner": "own",
        "related": [],
        "rule": "drift/decision-without-batch",
        "severity": "error",
        "subject": "demo/BR-01",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
  expect(
    await found(
      'drift/decision-without-batch',
      watched({ batches: red, document: breach(`${seen}, decision: ADR-0001`) }),
    ),
  ).toEqual([]);
  const monitor = {
    'systems/demo/decisions/0001-a.mdx': page(
      'title: A\nadr_status: accepted\ndate: 2026-11-12\ndecides: [MON-01]',
    ),
  };
  expect(
    (await found('drift/decision-without-batch', watched({ files: monitor }))).map(({ message }) => message),
  ).toEqual(['decision `demo/ADR-0001` speaks of monitor `demo/MON-01` and of no batch']);
});

test('a monitor that states other bins, another method or direction than its evidence', async () => {
  const other = watched({ monitor: ', bins: 20, method: psi-pooled-equal-width' });
  expect(await found('drift/basis-differs', other)).toMatchInlineSnapshot(`
    [
      {
        "column": 5,
        "end_column": 184,
        "end_line": 4,
        "file": "systems/demo/drift-governance.mdx",
        "fix": "correct \`bins\` and \`method\` of the monitor, or produce the evidence by its rule",
        "key": "76310a6187dbff05",
        "line": 4,
        "message": "monitor \`demo/MON-01\` and its evidence \`demo/drift\` differ: bins 20 in the document, 10 in the evidence and method \`pooled-equal-width\` in the document, \`reference-quantiles\` in the evidence",
        "owner": "own",
        "related": [
          {
            "column": 5,
            "file": "systems/demo/evidence/evidence.yaml",
            "line": 2,
            "message": "the evidence \`demo/drift\`",
          },
        ],
        "rule": "drift/basis-differs",
        "severity": "error",
        "subject": "demo/MON-01",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
  expect(
    await found('drift/basis-differs', watched({ monitor: ', bins: 10, method: psi-reference-quantiles' })),
  ).toEqual([]);
});

/** A second file of the same batches, against another reference; a monitor and a document may speak of it. */
const twice = ({ monitor = '', document = '', batches = red }: Case = {}): Files => {
  const content = profileOf(batches, { reference: { label: 'last quarter', n: 1000 } });
  const files = watched({ batches, monitor, document });
  return {
    ...files,
    'systems/demo/evidence/evidence.yaml': `${String(files['systems/demo/evidence/evidence.yaml'])}  - { id: recent, title: Drift, file: recent.json, type: profile, provenance: synthetic, captured_at: 2026-11-02, sha256: ${digestOf(content)} }\n`,
    'systems/demo/evidence/recent.json': content,
  };
};

test('a red reading against each of two baselines, which the finding names', async () => {
  const both = await found('drift/undecided-breach', twice());
  expect(both.map(({ message }) => message)).toEqual([
    '`income` of `demo` is red in batch `2026-10` (PSI against `development sample` 0.8789, limit 0.25) and no decision answers it; the batch ended on 2026-10-31, a decision is due by 2026-11-30 (`P30D`)',
    '`income` of `demo` is red in batch `2026-10` (PSI against `last quarter` 0.8789, limit 0.25) and no decision answers it; the batch ended on 2026-10-31, a decision is due by 2026-11-30 (`P30D`)',
  ]);
  expect(new Set(both.map(({ key }) => key)).size).toBe(2);
  const one = await found('drift/undecided-breach', twice({ monitor: ', baseline: last quarter' }));
  expect(one.map(({ message }) => message)).toEqual([both[1]!.message]);
});

test('what is read against one baseline of two says nothing of the other', async () => {
  const label = '`last quarter`';
  const said = async (rule: string, files: Files) => (await found(rule, files)).map(({ message }) => message);
  expect(await said('drift/unwatched-input', twice())).toEqual([]);
  expect(await said('drift/unwatched-input', twice({ monitor: ', baseline: development sample' }))).toEqual([
    `1 input of \`demo\` in \`demo/recent\` (\`income\`) is judged by no monitor against ${label}`,
  ]);
  // The second file has stopped, and the first goes on.
  const stopped = (batches: [number, number][], more: object = {}): Files => {
    const files = twice({ batches: [steady, steady, steady] });
    const reference = { label: 'last quarter', n: 1000 };
    const content = { ...profileOf(batches, { reference }), ...more };
    const register = String(files['systems/demo/evidence/evidence.yaml']);
    return {
      ...files,
      'systems/demo/evidence/recent.json': content,
      'systems/demo/evidence/evidence.yaml': register.replace(
        /(id: recent.*sha256: )[0-9a-f]+/,
        (_, head: string) => head + digestOf(content),
      ),
    };
  };
  expect(await said('drift/missing-batch', stopped([steady]))).toEqual([
    `1 monitor of \`demo\` (\`demo/MON-01\`) is read \`monthly\` against ${label}, and the last batch in the evidence ended on 2026-08-31, 81 days before 2026-11-20`,
  ]);
  // One that began earlier and ended was replaced.
  const before = [{ id: '2026-06', n: 1000, period: { from: '2026-06-01', to: '2026-06-30' } }];
  expect(await said('drift/missing-batch', stopped([steady], { batches: before }))).toEqual([]);
});

test('a monitor whose baseline is none of those that its evidence is read against', async () => {
  expect(await found('drift/basis-differs', twice({ monitor: ', baseline: the sample of 2024' })))
    .toMatchInlineSnapshot(`
    [
      {
        "column": 5,
        "end_column": 172,
        "end_line": 4,
        "file": "systems/demo/drift-governance.mdx",
        "fix": "correct \`baseline\` of the monitor, or produce the evidence by its rule",
        "key": "0e32935a4cc1f1a6",
        "line": 4,
        "message": "monitor \`demo/MON-01\` and its evidence \`demo/drift\` differ: baseline \`the sample of 2024\` in the document, \`development sample\` in the evidence",
        "owner": "own",
        "related": [
          {
            "column": 5,
            "file": "systems/demo/evidence/evidence.yaml",
            "line": 2,
            "message": "the evidence \`demo/drift\`",
          },
        ],
        "rule": "drift/basis-differs",
        "severity": "error",
        "subject": "demo/MON-01",
        "system": "demo",
        "waived_by": null,
      },
      {
        "column": 5,
        "end_column": 172,
        "end_line": 4,
        "file": "systems/demo/drift-governance.mdx",
        "fix": "correct \`baseline\` of the monitor, or produce the evidence by its rule",
        "key": "995efa63b3d4519f",
        "line": 4,
        "message": "monitor \`demo/MON-01\` and its evidence \`demo/recent\` differ: baseline \`the sample of 2024\` in the document, \`last quarter\` in the evidence",
        "owner": "own",
        "related": [
          {
            "column": 5,
            "file": "systems/demo/evidence/evidence.yaml",
            "line": 3,
            "message": "the evidence \`demo/recent\`",
          },
        ],
        "rule": "drift/basis-differs",
        "severity": "error",
        "subject": "demo/MON-01",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
  expect(await found('drift/basis-differs', twice({ monitor: ', baseline: Last quarter' }))).toEqual([]);
  // Of one baseline alone the words may be anything: there is nothing to tell apart.
  expect(await found('drift/basis-differs', watched({ monitor: ', baseline: the sample of 2024' }))).toEqual(
    [],
  );
});

test('a second reference is a change of the first one, unless a monitor names it', async () => {
  const document = 'baseline: { dataset: All, period: 2025, frozen_on: 2026-01-15, approved_by: own }';
  const messages = async (files: Files) =>
    (await found('drift/reference-changed', files)).map(({ message }) => message);
  const changed =
    'the reference of `demo/recent` (last quarter, n 1000) is not that of `demo/drift` (development sample, n 1000, frozen on 2026-01-15), and no decision says so';
  expect(await messages(twice({ document }))).toEqual([changed]);
  expect(await messages(twice({ document, monitor: ', baseline: last quarter' }))).toEqual([]);
  // The words of the first baseline excuse no second one.
  expect(await messages(twice({ document, monitor: ', baseline: development sample' }))).toEqual([changed]);
});

test('limits for another rule of PSI', async () => {
  expect(await found('drift/limit-for-other-rule', watched({ monitor: ', zero_rule: clip 1e-4' })))
    .toMatchInlineSnapshot(`
    [
      {
        "column": 5,
        "end_column": 164,
        "end_line": 4,
        "file": "systems/demo/drift-governance.mdx",
        "fix": "set limits for the rule of the evidence, or produce the evidence by the rule of the limits",
        "key": "f966d38283a95e7a",
        "line": 4,
        "message": "the limits of \`demo/MON-01\` are for another rule than that of \`demo/drift\`: empty bins by \`clip 1e-4\` in the document, by \`clip 1e-6\` in the evidence; its readings get no verdict",
        "owner": "own",
        "related": [
          {
            "column": 5,
            "file": "systems/demo/evidence/evidence.yaml",
            "line": 2,
            "message": "the evidence \`demo/drift\`",
          },
        ],
        "rule": "drift/limit-for-other-rule",
        "severity": "error",
        "subject": "demo/MON-01",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
  expect(await found('drift/limit-for-other-rule', watched({ monitor: ', zero_rule: clip 1e-6' }))).toEqual(
    [],
  );
});

test('a reading of few rows that is recorded as a breach', async () => {
  const few: Case = { batches: [steady, steady, [90, 10]], document: breach(seen) };
  expect(await found('drift/noise-as-signal', watched(few))).toMatchInlineSnapshot(`
    [
      {
        "column": 5,
        "end_column": 119,
        "end_line": 6,
        "file": "systems/demo/drift-governance.mdx",
        "fix": "take the breach back with a note, or wait for a batch that is large enough",
        "key": "16b58e0e9717fea0",
        "line": 6,
        "message": "breach \`demo/BR-01\` presents PSI 0.8789 of \`income\` in \`2026-10\` as a signal; 100 rows are below the minimum of 200",
        "owner": "own",
        "related": [
          {
            "column": 5,
            "file": "systems/demo/evidence/evidence.yaml",
            "line": 2,
            "message": "the readings are in \`demo/drift\`",
          },
        ],
        "rule": "drift/noise-as-signal",
        "severity": "warning",
        "subject": "demo/BR-01",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
  expect(await found('drift/record-differs', watched(few))).toEqual([]);
  expect(await found('drift/noise-as-signal', watched({ batches: red, document: breach(seen) }))).toEqual([]);
});

test('a breach on record that the evidence contradicts', async () => {
  expect(await found('drift/record-differs', watched({ document: breach(seen) }))).toMatchInlineSnapshot(`
    [
      {
        "column": 5,
        "end_column": 119,
        "end_line": 6,
        "file": "systems/demo/drift-governance.mdx",
        "fix": "correct the breach, or say in its \`note\` what changed in the evidence since",
        "key": "2e7b7b5f07d42a7a",
        "line": 6,
        "message": "breach \`demo/BR-01\` of \`income\` in \`2026-10\` is on record, and the evidence reads PSI 0, which is over no limit",
        "owner": "own",
        "related": [
          {
            "column": 5,
            "file": "systems/demo/evidence/evidence.yaml",
            "line": 2,
            "message": "the readings are in \`demo/drift\`",
          },
        ],
        "rule": "drift/record-differs",
        "severity": "error",
        "subject": "demo/BR-01",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
  const value = watched({ batches: red, document: breach(seen.replace('0.879', '0.42')) });
  expect((await found('drift/record-differs', value)).map(({ message }) => message)).toEqual([
    'breach `demo/BR-01` of `income` in `2026-10` is recorded at 0.42, and the evidence reads PSI 0.8789',
  ]);
  expect(await found('drift/record-differs', watched({ batches: red, document: breach(seen) }))).toEqual([]);
});

test('a breach on record of which the evidence holds no reading', async () => {
  const log =
    '  - { id: log, title: Log, file: log.csv, type: report, provenance: synthetic, captured_at: 2026-11-01 }\n';
  const unread = watched({
    document: `  - { id: MON-02, type: override, target: alerts, metric: share set aside, amber: 0.1, red: 0.2, frequency: monthly, owner: own, evidence: [log] }
breaches:\n  - { id: BR-01, monitor: MON-02, batch: 2026-10, detected: 2026-11-02, severity: amber, value: 0.158 }`,
    files: { 'systems/demo/evidence/log.csv': 'month,share\n2026-10,0.158\n' },
  });
  const register = 'systems/demo/evidence/evidence.yaml';
  unread[register] = `${unread[register] as string}${log}`;
  expect(await found('drift/breach-not-read', unread)).toMatchInlineSnapshot(`
    [
      {
        "column": 5,
        "end_column": 104,
        "end_line": 7,
        "file": "systems/demo/drift-governance.mdx",
        "fix": "register the readings as a \`series\` of a profile, or as drift results; until then the values are claims",
        "key": "15d013d5cac7b4f1",
        "line": 7,
        "message": "breach \`BR-01\` is compared with nothing: no evidence holds a reading of \`MON-02\`",
        "owner": "own",
        "related": [
          {
            "column": 5,
            "file": "systems/demo/evidence/evidence.yaml",
            "line": 3,
            "message": "\`demo/log\`, of type \`report\`, holds no reading of \`demo/MON-02\`",
          },
        ],
        "rule": "drift/breach-not-read",
        "severity": "info",
        "subject": "demo/BR-01",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
  const messages = async (more: string) =>
    (await found('drift/breach-not-read', watched({ batches: red, document: breach(more) }))).map(
      ({ severity, message, fix }) => `${severity}: ${message} → ${fix}`,
    );
  expect(await messages(seen)).toEqual([]);
  expect(await messages(seen.replace('2026-10', '2026-1'))).toEqual([
    'warning: breach `demo/BR-01` is compared with nothing: `demo/MON-01` has no reading of batch `2026-1`, only of `2026-08`, `2026-09` and `2026-10` → did you mean `2026-10`?',
  ]);
  expect(await messages('detected: 2026-11-02, severity: red, value: 0.879')).toEqual([
    'warning: breach `demo/BR-01` is compared with nothing: it names no batch, and `demo/MON-01` has readings of `2026-08`, `2026-09` and `2026-10` → write `batch:` as the evidence names it, or register the evidence that holds the reading',
  ]);
});

test('evidence that has stopped against the frequency of its monitor', async () => {
  expect(await found('drift/missing-batch', watched({ batches: [steady] }))).toMatchInlineSnapshot(`
    [
      {
        "column": 5,
        "end_column": 187,
        "end_line": 2,
        "file": "systems/demo/evidence/evidence.yaml",
        "fix": "profile what is missing, and register the file again",
        "key": "faa71a0ce8839e5c",
        "line": 2,
        "message": "1 monitor of \`demo\` (\`demo/MON-01\`) is read \`monthly\`, and the last batch in the evidence ended on 2026-08-31, 81 days before 2026-11-20",
        "owner": "own",
        "related": [
          {
            "column": 5,
            "file": "systems/demo/drift-governance.mdx",
            "line": 4,
            "message": "monitor \`demo/MON-01\`",
          },
        ],
        "rule": "drift/missing-batch",
        "severity": "warning",
        "subject": "demo/drift",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
  expect(await found('drift/missing-batch', watched({}))).toEqual([]);
});

test('a reference that is not the baseline, and no decision says so', async () => {
  const baseline = (more: string) =>
    `baseline: { dataset: All, period: 2025, frozen_on: 2025-12-01, approved_by: own${more} }`;
  expect(await found('drift/reference-changed', watched({ document: baseline('') }))).toMatchInlineSnapshot(`
    [
      {
        "column": 5,
        "end_column": 187,
        "end_line": 2,
        "file": "systems/demo/evidence/evidence.yaml",
        "fix": "name the decision under \`baseline.decision\`, or produce the evidence against the frozen reference",
        "key": "cb58e56fb6821654",
        "line": 2,
        "message": "the reference of \`demo/drift\` was frozen on 2026-01-15, the baseline of \`demo/drift-governance\` on 2025-12-01, and no decision says so",
        "owner": "own",
        "related": [
          {
            "column": 11,
            "file": "systems/demo/drift-governance.mdx",
            "line": 5,
            "message": "the baseline",
          },
        ],
        "rule": "drift/reference-changed",
        "severity": "error",
        "subject": "demo/drift",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
  expect(
    await found('drift/reference-changed', watched({ document: baseline(', decision: ADR-0001') })),
  ).toEqual([]);
});

test('limits that were set after the data', async () => {
  expect(await found('drift/limit-after-data', watched({ monitor: ', thresholds_set_on: 2026-11-05' })))
    .toMatchInlineSnapshot(`
    [
      {
        "column": 5,
        "end_column": 173,
        "end_line": 4,
        "file": "systems/demo/drift-governance.mdx",
        "fix": "judge by the limits of the day, or correct \`thresholds_set_on\`",
        "key": "43163869baea6e44",
        "line": 4,
        "message": "the limits of \`demo/MON-01\`, set on 2026-11-05, judge 3 batches that had ended before (\`2026-08\` to \`2026-10\`), and no later one",
        "owner": "own",
        "related": [],
        "rule": "drift/limit-after-data",
        "severity": "warning",
        "subject": "demo/MON-01",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
  expect(
    (await found('drift/limit-after-data', watched({ monitor: ', thresholds_set_on: 2026-09-15' }))).map(
      ({ severity, message }) => [severity, message],
    ),
  ).toEqual([
    [
      'info',
      'the limits of `demo/MON-01`, set on 2026-09-15, judge 1 batch that had ended before (`2026-08`); of these they are no test',
    ],
  ]);
  expect(
    await found('drift/limit-after-data', watched({ monitor: ', thresholds_set_on: 2026-02-01' })),
  ).toEqual([]);
});

test('an input in the evidence that no monitor judges', async () => {
  expect(
    await found(
      'drift/unwatched-input',
      watched({
        monitor: ', segments: [all]',
        files: {
          'systems/demo/drift-governance.mdx': page(
            'title: Drift\nmonitors:\n  - { id: MON-01, type: data-drift, target: age, metric: PSI, red: 0.25, owner: own }',
          ),
        },
      }),
    ),
  ).toMatchInlineSnapshot(`
    [
      {
        "column": 5,
        "end_column": 187,
        "end_line": 2,
        "file": "systems/demo/evidence/evidence.yaml",
        "fix": "add a monitor for each, or one for \`all features\`",
        "key": "38276d9b7195aa31",
        "line": 2,
        "message": "1 input of \`demo\` in \`demo/drift\` (\`income\`) is judged by no monitor",
        "owner": "own",
        "related": [],
        "rule": "drift/unwatched-input",
        "severity": "warning",
        "subject": "demo/drift",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
  expect(await found('drift/unwatched-input', watched({}))).toEqual([]);
});

test('drift evidence of another model version', async () => {
  expect(await found('drift/other-model-version', watched({ system: 'production_version: 1.1.0' })))
    .toMatchInlineSnapshot(`
    [
      {
        "column": 5,
        "end_column": 187,
        "end_line": 2,
        "file": "systems/demo/evidence/evidence.yaml",
        "fix": "produce the evidence from the version in production",
        "key": "d86e33f133647662",
        "line": 2,
        "message": "the latest drift readings of \`demo\` (\`demo/drift\`) are of model version \`1.0.0\`; in production is \`1.1.0\`",
        "owner": "own",
        "related": [
          {
            "column": 21,
            "file": "systems/demo/system.mdx",
            "line": 5,
            "message": "the version in production",
          },
        ],
        "rule": "drift/other-model-version",
        "severity": "warning",
        "subject": "demo/drift",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
  expect(await found('drift/other-model-version', watched({ system: 'production_version: 1.0.0' }))).toEqual(
    [],
  );
  const register = watched({ record: ', model_version: 1.1.0' });
  expect((await found('drift/other-model-version', register)).map(({ message }) => message)).toEqual([
    'evidence `demo/drift` is registered for model version `1.1.0`, and its file says `1.0.0`',
  ]);
});

test('a monitor that is nearly always at amber', async () => {
  const profile = {
    batches: Array.from({ length: 6 }, (_, i) => ({
      id: `2026-0${i + 1}`,
      n: 1000,
      period: { from: `2026-0${i + 1}-01`, to: `2026-0${i + 1}-28` },
    })),
  };
  const counts = (over: number): [number, number][] =>
    Array.from({ length: 6 }, (_, i) => (i < over ? [680, 320] : steady));
  const of = (over: number): Files => {
    const rows = counts(over);
    const features = {
      income: {
        type: 'numeric',
        edges: [0],
        reference: { n: 1000, missing: 0, counts: [500, 500] },
        batches: { n: rows.map(() => 1000), missing: rows.map(() => 0), counts: rows },
      },
    };
    return watched({ profile: { ...profile, features } });
  };
  expect(await found('drift/cries-wolf', of(4))).toMatchInlineSnapshot(`
    [
      {
        "column": 5,
        "end_column": 142,
        "end_line": 4,
        "file": "systems/demo/drift-governance.mdx",
        "fix": "accept the new level by a decision, or set the limit anew with its reason",
        "key": "af65d08ff2473fe5",
        "line": 4,
        "message": "monitor \`demo/MON-01\` is at amber or worse in 4 of 6 batches",
        "owner": "own",
        "related": [],
        "rule": "drift/cries-wolf",
        "severity": "info",
        "subject": "demo/MON-01",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
  expect(await found('drift/cries-wolf', of(3))).toEqual([]);
});

test('a control chart that nothing can be drawn on', async () => {
  const chart = (target: string, more = '') => ({
    profile: {
      series: { approvals: { type: 'selection_rate', values: [0.1, 0.2, 0.1], n: [1000, 1000, 1000] } },
    },
    document: `  - { id: MON-02, type: usage, target: ${target}, metric: share approved, amber: 0.5, red: 0.6, frequency: monthly, owner: own, chart: p${more} }`,
  });
  expect(await found('drift/chart-not-drawn', watched(chart('approvals')))).toEqual([]);
  expect(await found('drift/chart-not-drawn', watched(chart('refusals')))).toMatchInlineSnapshot(`
    [
      {
        "column": 135,
        "end_column": 136,
        "end_line": 5,
        "file": "systems/demo/drift-governance.mdx",
        "fix": "name the series of the profile as \`target\` or \`metric\`, or leave \`chart\` out",
        "key": "40cd2eff6439c57d",
        "line": 5,
        "message": "the p chart that \`MON-02\` declares is not drawn: no profile of \`demo\` holds a metric that it reads",
        "owner": "own",
        "related": [],
        "rule": "drift/chart-not-drawn",
        "severity": "warning",
        "subject": "demo/MON-02",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
  const baseline = ", chart_baseline: '2020-01 to 2020-12'";
  expect(
    (await found('drift/chart-not-drawn', watched(chart('approvals', baseline)))).map(
      ({ message }) => message,
    ),
  ).toMatchInlineSnapshot(`
    [
      "the p chart that \`MON-02\` declares is not drawn, of \`approvals\`: its baseline \`2020-01 to 2020-12\` names a batch that is not in the file",
    ]
  `);
});

/** A clause that a control covers, and the control is implemented by the monitor. */
const covered = (document: string, more: Files = {}): Files => ({
  ...watched({ batches: red, document, system: 'roles: [deployer]\nframeworks: [house]' }),
  'portfolio.yaml': `${lenient}\ncatalogues: [./house.yaml]\n`,
  'house.yaml': `framework: { id: house, title: House rules, short_title: House, jurisdiction: house, issuer: House, instrument_type: rules, legal_force: internal policy, version: '1', status: current, as_of: '2026-11-20', entry_count: 1 }
obligations:
  - { id: 'house:r1', ref: Rule 1, title: Watch, summary: Inputs are watched., applies_to: [deployer], legal_class: null, evidence: [drift-governance], source: House, confidence: illustrative }
`,
  'controls/CTL-A.mdx': page(
    'title: Monitoring\nimplementation_status: implemented\nimplemented_by: [demo/MON-01]\nevidence: [demo/drift]',
  ),
  'systems/demo/compliance-mapping.mdx': page(
    "title: M\nmappings:\n  - { obligation: 'house:r1', applicability: applicable, controls: [CTL-A], implementation_status: implemented }",
    'A mean of <Metric of="ev:drift#/features/income/batches/n/2" /> and of <Metric of="ev:drift#/features/income/reference/n" />.',
  ),
  ...more,
});

test('an open red breach takes the control, the obligation and the number that rest on it, with the path', async () => {
  const portfolio = await portfolioOf(covered(breach(seen)));
  expect(findingsOf(portfolio, 'drift/resting-on-breach')).toMatchInlineSnapshot(`
    [
      {
        "column": 18,
        "end_column": 29,
        "end_line": 4,
        "file": "controls/CTL-A.mdx",
        "fix": "decide, and close the breach once the decision is carried out",
        "key": "2684f48817d0e72d",
        "line": 4,
        "message": "\`CTL-A\` is implemented-by \`demo/MON-01\`, and red breach \`demo/BR-01\` is not settled",
        "owner": "own",
        "related": [
          {
            "column": 5,
            "file": "systems/demo/drift-governance.mdx",
            "line": 6,
            "message": "the breach",
          },
          {
            "column": 5,
            "file": "systems/demo/compliance-mapping.mdx",
            "line": 4,
            "message": "\`house:r1\` lapses with it",
          },
        ],
        "rule": "drift/resting-on-breach",
        "severity": "warning",
        "subject": "CTL-A",
        "system": "demo",
        "waived_by": null,
      },
      {
        "column": 11,
        "end_column": 64,
        "end_line": 6,
        "file": "systems/demo/compliance-mapping.mdx",
        "fix": "say beside it that the limit is crossed and undecided; it holds again when the breach is settled",
        "key": "6c42085b1a3f5483",
        "line": 6,
        "message": "the number \`1000\` is read from what is in red breach \`demo/BR-01\`, which is not settled",
        "owner": "own",
        "related": [
          {
            "column": 5,
            "file": "systems/demo/drift-governance.mdx",
            "line": 6,
            "message": "the breach",
          },
        ],
        "rule": "drift/resting-on-breach",
        "severity": "warning",
        "subject": "demo/compliance-mapping",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
  const [cell] = portfolio.cells;
  expect(cell?.state).toBe('lapsed');
  expect(cell?.reason).toMatch(
    /^Control `CTL-A` rests on `.*`, which does not count: red breach .* is not settled\.$/,
  );
  expect(cell?.steps.map(({ type, id, state, note }) => [type, id, state, note])).toMatchInlineSnapshot(`
    [
      [
        "obligation",
        "house:r1",
        "holds",
        "House, 1",
      ],
      [
        "row",
        "demo/map:house:r1",
        "holds",
        "cites no evidence of its own",
      ],
      [
        "control",
        "CTL-A",
        "holds",
        "implemented",
      ],
      [
        "item",
        "demo/MON-01",
        "suspect",
        "red breach \`demo/BR-01\` (\`income\`, batch \`2026-10\`) is not settled",
      ],
      [
        "item",
        "demo/BR-01",
        "suspect",
        "not settled",
      ],
      [
        "evidence",
        "demo/drift",
        "holds",
        "captured 2026-11-01.",
      ],
      [
        "approval",
        null,
        "missing",
        "the mapping's approval is: draft",
      ],
    ]
  `);
  expect(portfolio.claims.map(({ path, state }) => [path, state])).toEqual([
    ['/features/income/batches/n/2', 'suspect'],
    ['/features/income/reference/n', 'bound'],
  ]);
});

test('the proof shows the breach below what it casts doubt on, and that below the control', async () => {
  const portfolio = await portfolioOf(covered(breach(seen)));
  const html = proofHtml(portfolio.cells[0]!, portfolio, () => '#');
  const steps = html.matchAll(/<li(?: class="?([a-z0-9 ]+)"?)?>(?:<a [^>]*>)?([^<]*)/g);
  expect([...steps].map(([, kind = '', label]) => `${kind}: ${label}`)).toEqual([
    ': mapping row',
    'weak: CTL-A',
    'in brk: PSI of income',
    'in in2 weak: Breach, income, 2026-10',
    'in: drift',
    'weak: approval',
  ]);
});

test('a decision alone does not clear it, nor closing alone; both do', async () => {
  const state = async (more: string) => (await portfolioOf(covered(breach(seen + more)))).cells[0]?.state;
  expect(await state(', decision: ADR-0001')).toBe('lapsed');
  expect(await state(', closed: 2026-11-15')).toBe('lapsed');
  expect(await state(', decision: ADR-0001, closed: 2026-11-15')).toBe('evidenced');
  expect(await state(', decision: ADR-0001, closed: 2026-11-21')).toBe('lapsed');
});

test('a red reading that nobody recorded has the same consequences, and a waiver accepts them', async () => {
  const bare = await portfolioOf(covered(''));
  expect(bare.cells[0]?.state).toBe('lapsed');
  const { key } = findingsOf(bare, 'drift/resting-on-breach')[0]!;
  const waived = await portfolioOf(
    covered('', {
      'systems/demo/waivers/w.yaml': `waivers:\n  - { id: WAI-01, title: Accept, findings: ['${key}'], rationale: Two weeks., approved_by: cro, date: 2026-11-10, expires: 2026-12-31 }\n`,
    }),
  );
  expect(waived.cells[0]?.state).toBe('waived');
});

test('without the decision that settled it a breach is open again, and what rests on it falls', async () => {
  const portfolio = await portfolioOf(covered(breach(`${seen}, decision: ADR-0001, closed: 2026-11-15`)));
  const { cells, claims, reopened } = impactOf(portfolio, 'demo/ADR-0001');
  expect(reopened.map(({ key }) => key)).toEqual(['demo/BR-01']);
  expect(cells.map(({ before, after }) => [before.obligation, before.state, after?.state])).toEqual([
    ['house:r1', 'evidenced', 'lapsed'],
  ]);
  expect(claims.map(({ claim, after }) => [claim.path, after])).toEqual([
    ['/features/income/batches/n/2', 'suspect'],
  ]);
});
