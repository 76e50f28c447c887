import { describe, expect, test } from 'vitest';
import { digestOf, found, lenient, page, system, type Files } from './support.ts';

const snapshot = (value: number, status: string, method: string | null = 'ks') => ({
  metrics: [
    method === null
      ? { id: 'm1', metric_id: 'ValueDrift(column=age)', value }
      : {
          id: 'm1',
          metric_name: `ValueDrift(column=age,method=${method},threshold=0.05)`,
          config: { type: 'evidently:metric_v2:ValueDrift', column: 'age', method, threshold: 0.05 },
          value,
        },
  ],
  tests: [{ id: 't1', metric_config: { metric_id: 'm1', params: {} }, status }],
});

/** A system with one report of Evidently in March, and a monitor of the p-value. */
const reported = (report: object, name = 'drift.json', more = ''): Files => ({
  'portfolio.yaml': lenient,
  'systems/demo/system.mdx': system(),
  'systems/demo/drift-governance.mdx': page(`title: Drift
monitors:
  - { id: MON-1, type: prediction-drift, target: age, metric: KS p-value, red: 0.01, action_red: Look., owner: own }`),
  'systems/demo/evidence/evidence.yaml': `evidence:
  - id: drift
    title: Drift in March
    file: ${name}
    type: drift
    batch: 2026-03
    constants: { n_ref: 5000, n_cur: 1000 }
${more}    sha256: ${digestOf(report)}
    captured_at: 2026-11-02
    cadence: yearly
    produced_by: own
    provenance: synthetic
`,
  [`systems/demo/evidence/${name}`]: report,
});

/** A legacy table with the counts of one category. */
const counted = (score: number) => ({
  metrics: [
    {
      metric: 'ColumnDriftMetric',
      result: {
        column_name: 'region',
        column_type: 'cat',
        stattest_name: 'chi-square p_value',
        stattest_threshold: 0.05,
        drift_score: score,
        drift_detected: false,
        // Known answer: statistics.md, 2.5.
        reference: { small_distribution: { x: ['a', 'b', 'c', 'd', 'e', 'f'], y: [16, 18, 16, 14, 12, 12] } },
        current: { small_distribution: { x: ['a', 'b', 'c', 'd', 'e', 'f'], y: [16, 16, 16, 16, 16, 8] } },
      },
    },
  ],
});

describe('a reported value', () => {
  test('that its own counts give has no finding', async () => {
    expect(await found('drift/reported-differs', reported(counted(0.67309)))).toEqual([]);
  });

  test('that its own counts do not give is an error at its place', async () => {
    expect(await found('drift/reported-differs', reported(counted(0.6)))).toMatchInlineSnapshot(`
      [
        {
          "column": 173,
          "end_column": 176,
          "end_line": 1,
          "file": "systems/demo/evidence/drift.json",
          "fix": "make sure that both are of the same rows, and write them again from the same data",
          "key": "8566971ca2f58980",
          "line": 1,
          "message": "Evidently reports 0.6 for \`region\` in \`2026-03\` (Chi-square p-value, one-sample); the counts in the report give 0.673088, which is not the same within half a unit of the last digit reported, or 1e-9 of it (1e-6 for a p-value)",
          "owner": "own",
          "related": [
            {
              "column": 5,
              "file": "systems/demo/evidence/evidence.yaml",
              "line": 2,
              "message": "registered as \`drift\`",
            },
          ],
          "rule": "drift/reported-differs",
          "severity": "error",
          "subject": "demo/drift",
          "system": "demo",
          "waived_by": null,
        },
      ]
    `);
  });
});

describe('a method', () => {
  test('that is named has no finding', async () => {
    expect(await found('drift/unknown-method', reported(snapshot(0.4, 'SUCCESS')))).toEqual([]);
  });

  test('that is not named is said once for a file', async () => {
    expect(await found('drift/unknown-method', reported(snapshot(0.4, 'SUCCESS', null))))
      .toMatchInlineSnapshot(`
      [
        {
          "column": 69,
          "end_column": 72,
          "end_line": 1,
          "file": "systems/demo/evidence/drift.json",
          "fix": "write the report with a version that names the method, or state it under \`constants\` of the register row",
          "key": "8f936ae11f2784f1",
          "line": 1,
          "message": "1 reading of Evidently in \`systems/demo/evidence/drift.json\` names no method: \`age\`",
          "owner": "own",
          "related": [
            {
              "column": 5,
              "file": "systems/demo/evidence/evidence.yaml",
              "line": 2,
              "message": "registered as \`drift\`",
            },
          ],
          "rule": "drift/unknown-method",
          "severity": "info",
          "subject": "demo/drift",
          "system": "demo",
          "waived_by": null,
        },
      ]
    `);
  });

  test('that the register names is known', async () => {
    const files = reported(snapshot(0.4, 'SUCCESS', null));
    const register = 'systems/demo/evidence/evidence.yaml';
    const said = String(files[register]).replace('{ n_ref', '{ method: KS p-value, n_ref');
    expect(await found('drift/unknown-method', { ...files, [register]: said })).toEqual([]);
  });
});

describe('tool and monitor', () => {
  test('that agree have no finding', async () => {
    expect(await found('drift/tool-disagrees', reported(snapshot(0.4, 'SUCCESS')))).toEqual([]);
    expect(await found('drift/tool-disagrees', reported(snapshot(0.001, 'FAIL')))).toEqual([]);
  });

  test('that disagree are a warning', async () => {
    expect(await found('drift/tool-disagrees', reported(snapshot(0.03, 'FAIL')))).toMatchInlineSnapshot(`
      [
        {
          "column": 193,
          "end_column": 197,
          "end_line": 1,
          "file": "systems/demo/evidence/drift.json",
          "fix": "give both the same limit, or say in the rationale of the monitor why they differ",
          "key": "18ecf0212a1e8be5",
          "line": 1,
          "message": "Evidently calls KS p-value 0.03 of \`age\` in \`2026-03\` drift (its limit is 0.05), and \`demo/MON-1\` calls it stable (its limit is 0.01)",
          "owner": "own",
          "related": [
            {
              "column": 5,
              "file": "systems/demo/drift-governance.mdx",
              "line": 4,
              "message": "the limits of \`demo/MON-1\`",
            },
          ],
          "rule": "drift/tool-disagrees",
          "severity": "warning",
          "subject": "demo/drift",
          "system": "demo",
          "waived_by": null,
        },
      ]
    `);
  });

  test('with an untested value do not disagree', async () => {
    expect(await found('drift/tool-disagrees', reported(snapshot(0.03, 'SKIPPED')))).toEqual([]);
  });
});

describe('a file of drift results', () => {
  test('that is read has no finding', async () => {
    expect(await found('drift/report', reported(snapshot(0.4, 'SUCCESS')))).toEqual([]);
  });

  test('that is not recognised is an error', async () => {
    expect(await found('drift/report', reported({ drift: { age: 0.2 } }))).toMatchInlineSnapshot(`
      [
        {
          "column": 1,
          "end_column": 22,
          "end_line": 1,
          "file": "systems/demo/evidence/drift.json",
          "fix": "for a table of your own, write \`format: drift-table\` in the register and name its \`columns\`; for anything else, another \`type\`",
          "key": "2fb0e11e2bfe7a01",
          "line": 1,
          "message": "the file is not recognised as drift results of a tool; looked for Evidently (JSON with \`metrics\`, as \`report.json()\` or \`snapshot.json()\` writes it), Deepchecks (JSON of \`suite_result.to_json()\` with \`results\`, or of one check), Alibi Detect (JSON of \`detector.predict(x)\` with \`data\` and \`meta\`), NannyML (CSV of \`result.to_df()\` with its chunk columns), whylogs (CSV of \`profile.view().to_pandas()\` with \`counts/n\`, or JSON of drift scores with an \`algorithm\` per column)",
          "owner": "own",
          "related": [
            {
              "column": 5,
              "file": "systems/demo/evidence/evidence.yaml",
              "line": 2,
              "message": "registered as \`drift\`",
            },
          ],
          "rule": "drift/report",
          "severity": "error",
          "subject": "demo/drift",
          "system": "demo",
          "waived_by": null,
        },
      ]
    `);
  });

  test('has at most eight faults listed', async () => {
    const metrics = Array.from({ length: 12 }, (_, i) => ({
      id: `m${i}`,
      metric_id: `ValueDrift(column=c${i})`,
      value: null,
    }));
    const findings = await found('drift/report', reported({ metrics, tests: [] }));
    expect(findings).toHaveLength(9);
    expect(findings.map(({ message }) => message)).toContain(
      '`systems/demo/evidence/drift.json` has 4 more faults of this kind',
    );
  });

  test('with NaN is read with a warning at the token', async () => {
    const text = JSON.stringify(snapshot(0.4, 'SUCCESS')).replace('"value":0.4', '"value":NaN');
    const files = reported(Buffer.from(text));
    expect(await found('syntax/json', files)).toMatchInlineSnapshot(`
      [
        {
          "column": 193,
          "end_column": 196,
          "end_line": 1,
          "file": "systems/demo/evidence/drift.json",
          "fix": "write \`null\` for a number that could not be computed",
          "key": "c54ba4d7df381d2b",
          "line": 1,
          "message": "\`NaN\` is not JSON; it is read as \`null\`",
          "owner": "own",
          "related": [],
          "rule": "syntax/json",
          "severity": "warning",
          "subject": "systems/demo/evidence/drift.json",
          "system": "demo",
          "waived_by": null,
        },
      ]
    `);
    expect(await found('drift/report', files)).toMatchObject([
      { message: '`ValueDrift` of `age` has no value that is a number', severity: 'warning', line: 1 },
    ]);
  });
});
