import { describe, expect, test } from 'vitest';
import { check } from './case.ts';

describe('rules about records', () => {
  test('a waiver of nothing', async () => {
    const waiver = 'title: W\napproved_by: cro\nrationale: R.\ndate: 2026-01-01\nexpires: 2026-12-31\n';
    expect(await check('waiver/empty', 'systems/x/waivers/W-01.yaml', waiver)).toMatchInlineSnapshot(`
      [
        {
          "column": 1,
          "end_column": 20,
          "end_line": 5,
          "file": "systems/x/waivers/W-01.yaml",
          "fix": "add \`obligations:\` or \`findings:\`",
          "key": "e9fd2d5c035c9815",
          "line": 1,
          "message": "waiver \`x/W-01\` names neither an obligation nor a finding",
          "owner": null,
          "related": [],
          "rule": "waiver/empty",
          "severity": "error",
          "subject": "x/W-01",
          "system": "x",
          "waived_by": null,
        },
      ]
    `);
    expect(
      await check('waiver/empty', 'systems/x/waivers/W-01.yaml', waiver + 'findings: [0123456789abcdef]\n'),
    ).toEqual([]);
  });

  test('a waiver that ends before it begins', async () => {
    const waiver = (from: string) =>
      `waivers:\n  - { id: W-01, title: W, approved_by: cro, rationale: R., findings: [0123456789abcdef], date: ${from}, expires: 2026-06-30 }\n`;
    expect(await check('waiver/reversed', 'systems/x/waivers/all.yaml', waiver('2026-07-01')))
      .toMatchInlineSnapshot(`
      [
        {
          "column": 117,
          "end_column": 127,
          "end_line": 2,
          "file": "systems/x/waivers/all.yaml",
          "fix": "correct \`date\` or \`expires\`",
          "key": "99c28b8f61e86efb",
          "line": 2,
          "message": "waiver \`x/W-01\` is given on 2026-07-01 and ends on 2026-06-30, which is earlier",
          "owner": null,
          "related": [],
          "rule": "waiver/reversed",
          "severity": "error",
          "subject": "x/W-01",
          "system": "x",
          "waived_by": null,
        },
      ]
    `);
    expect(await check('waiver/reversed', 'systems/x/waivers/all.yaml', waiver('2026-06-30'))).toEqual([]);
  });

  test('evidence that ends before it was captured', async () => {
    const register = (until: string) =>
      `evidence:\n  - { id: perf, title: P, file: perf.json, type: metrics, sha256: ${'0'.repeat(64)}, captured_at: 2026-05-01, valid_until: ${until}, provenance: synthetic }\n`;
    const run = (until: string) =>
      check('evidence/end-before-capture', 'systems/x/evidence/evidence.yaml', register(until), {
        'systems/x/evidence/perf.json': '{}',
      });
    expect(await run('2026-04-30')).toMatchInlineSnapshot(`
      [
        {
          "column": 171,
          "end_column": 181,
          "end_line": 2,
          "file": "systems/x/evidence/evidence.yaml",
          "fix": "correct \`captured_at\` or \`valid_until\`",
          "key": "25095d74eb6b115a",
          "line": 2,
          "message": "\`x/perf\` was captured on 2026-05-01 and is valid until 2026-04-30, which is earlier",
          "owner": null,
          "related": [],
          "rule": "evidence/end-before-capture",
          "severity": "error",
          "subject": "x/perf",
          "system": "x",
          "waived_by": null,
        },
      ]
    `);
    expect(await run('2026-05-01')).toEqual([]);
  });
});
