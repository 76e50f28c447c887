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

describe('what nobody types', () => {
  const fixes = async (file: string, text: string, more: Record<string, string> = {}) =>
    (await check('schema/invalid', file, text, more)).map(({ message, fix }) => [message, fix]);

  test('a digest in the register says what writes it', async () => {
    const register = `evidence:\n  - { id: perf, title: P, file: perf.json, type: metrics, sha256: 12ab, captured_at: 2026-05-01 }\n`;
    expect(
      await fixes('systems/x/evidence/evidence.yaml', register, { 'systems/x/evidence/perf.json': '{}' }),
    ).toEqual([
      [
        '`evidence[0].sha256` must be a SHA-256 digest of 64 lower-case hex digits; it is `12ab`',
        'run `casebook evidence refresh`, which writes the digest of the file as it is now',
      ],
    ]);
  });

  test('a fingerprint or digest in an approval is restored, or given anew', async () => {
    const record = `approvals:\n  - { decision: approved, approver: cro, date: 2026-01-01, fingerprint: fp1:1, body_fingerprint: b, previous: p }\n`;
    const fix =
      'restore it as it was written; a new approval is recorded with `casebook approve <artefact> --as <party>`';
    expect(await fixes('systems/x/approvals/system.yaml', record)).toEqual([
      [
        '`approvals[0].fingerprint` must be a fingerprint, `fp1:` and 64 hex digits, as `casebook approve` writes it; it is `fp1:1`',
        fix,
      ],
      [
        '`approvals[0].body_fingerprint` must be a fingerprint, `fp1:` and 64 hex digits, as `casebook approve` writes it; it is `b`',
        fix,
      ],
      ['`approvals[0].previous` must be the digest of the record before; it is `p`', fix],
    ]);
  });

  test('a fingerprint in a confirmation is confirmed anew', async () => {
    const record = `confirmations:\n  - { from: x, type: cites, to: x, fingerprint: '', by: cro, date: 2026-01-01 }\n`;
    expect(await fixes('systems/x/confirmed.yaml', record)).toEqual([
      [
        '`confirmations[0].fingerprint` must be a fingerprint (`fp1:` and 64 hex digits) or the SHA-256 of an evidence file, as `casebook confirm` writes it; it is ``',
        'take the record out, look at both ends, and run `casebook confirm <from> <type> <to> --as <party>`',
      ],
    ]);
  });

  test('the key of a finding is copied, and a waiver whose key cannot be read is not one of nothing', async () => {
    const waiver =
      'title: W\napproved_by: cro\nrationale: R.\ndate: 2026-01-01\nexpires: 2026-12-31\nfindings: [abc]\n';
    expect(await fixes('systems/x/waivers/W-01.yaml', waiver)).toEqual([
      [
        '`findings[0]` must be the key of a finding, 16 hex digits, as `casebook check --format json` prints it; it is `abc`',
        'run `casebook check --format json` and copy the `key` of the finding',
      ],
    ]);
    expect(await check('waiver/empty', 'systems/x/waivers/W-01.yaml', waiver)).toEqual([]);
  });
});
