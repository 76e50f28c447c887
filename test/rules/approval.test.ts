import { describe, expect, test } from 'vitest';
import { approved, found, page, parties, system, type Files } from './support.ts';

/** Asks for an approved model card and nothing else. */
const strict = `title: Test portfolio
${parties}policy:
  tiers:
    tier-1: { kinds: [model-card], fields: none, approvals: true }
`;

const files: Files = {
  'portfolio.yaml': strict,
  'systems/demo/system.mdx': system('model_developer: dev\n'),
  'systems/demo/model-card.mdx': page(
    'title: Card\nstatus: final\noverview: Scores loans.',
    'It scores loans.\n',
  ),
};
const card = 'demo/model-card';
const byOfficer = '    approver: cro\n    date: 2026-06-01\n';
const rules = [
  'missing',
  'expired',
  'changed',
  'role',
  'chain',
  'condition-overdue',
  'condition-unowned',
  'conditions-missing',
].map((rule) => `approval/${rule}`);

test('an artefact approved as it is, by somebody who may, has no finding', async () => {
  const good = await approved(files, card, byOfficer + '    valid_until: 2026-11-20\n');
  for (const rule of [...rules, 'independence/developer-approves', 'time/future-record']) {
    expect(await found(rule, good)).toEqual([]);
  }
});

test('an artefact that nobody approved is not approved', async () => {
  expect(await found('approval/missing', files)).toMatchInlineSnapshot(`
    [
      {
        "column": 1,
        "end_column": 24,
        "end_line": 4,
        "file": "systems/demo/model-card.mdx",
        "fix": "record the decision with \`casebook approve demo/model-card --as <party>\` once it is made",
        "key": "ac5f6a49afd3ba6c",
        "line": 2,
        "message": "nobody has approved \`demo/model-card\`, which tier-1 asks for",
        "owner": "own",
        "related": [],
        "rule": "approval/missing",
        "severity": "warning",
        "subject": "demo/model-card",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

test('an artefact whose last decision was no is not approved', async () => {
  const rejected = await approved(files, card, byOfficer);
  const file = 'systems/demo/approvals/model-card.yaml';
  const no = {
    ...rejected,
    [file]: String(rejected[file]).replace('decision: approved', 'decision: deferred'),
  };
  expect(await found('approval/missing', no)).toMatchInlineSnapshot(`
    [
      {
        "column": 1,
        "end_column": 24,
        "end_line": 4,
        "file": "systems/demo/model-card.mdx",
        "fix": "record the decision with \`casebook approve demo/model-card --as <party>\` once it is made",
        "key": "c484c0b1b33da2e1",
        "line": 2,
        "message": "\`demo/model-card\` is not approved: \`cro\` decided \`deferred\` on 2026-06-01",
        "owner": "own",
        "related": [
          {
            "column": 5,
            "file": "systems/demo/approvals/model-card.yaml",
            "line": 2,
            "message": "the decision \`demo/model-card#1\`",
          },
        ],
        "rule": "approval/missing",
        "severity": "warning",
        "subject": "demo/model-card",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

test('an approval runs out the day after `valid_until`', async () => {
  const late = await approved(files, card, byOfficer + '    valid_until: 2026-11-19\n');
  expect(await found('approval/expired', late)).toMatchInlineSnapshot(`
    [
      {
        "column": 18,
        "end_column": 28,
        "end_line": 7,
        "file": "systems/demo/approvals/model-card.yaml",
        "fix": "review it and record the decision with \`casebook approve demo/model-card --as <party>\`",
        "key": "1a0a62d425280f9a",
        "line": 7,
        "message": "the approval of \`demo/model-card\` by \`cro\` on 2026-06-01 was valid until 2026-11-19, 1 day before 2026-11-20",
        "owner": "own",
        "related": [],
        "rule": "approval/expired",
        "severity": "warning",
        "subject": "demo/model-card",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

const withConditions = (more = ''): Promise<Files> =>
  approved(files, card, byOfficer + more).then((given) =>
    Object.fromEntries(
      Object.entries(given).map(([file, text]) => [
        file,
        String(text).replace('decision: approved', 'decision: approved-with-conditions'),
      ]),
    ),
  );

test('a condition is overdue the day after it was due, unless it is met or withdrawn', async () => {
  const due = (rest: string) =>
    withConditions(
      `    conditions:\n      - { condition: Count the overrides., owner: own, ${rest} }\n      - { condition: Undated. }\n`,
    );
  for (const fine of [
    'due: 2026-11-20',
    'due: 2026-11-19, status: met',
    'due: 2026-11-19, status: withdrawn',
  ])
    expect(await found('approval/condition-overdue', await due(fine))).toEqual([]);
  expect(await found('approval/condition-overdue', await due('due: 2026-11-19'))).toMatchInlineSnapshot(`
    [
      {
        "column": 61,
        "end_column": 71,
        "end_line": 8,
        "file": "systems/demo/approvals/model-card.yaml",
        "fix": "have it met or agree on a new date, and record the new decision with \`casebook approve demo/model-card --as <party>\`",
        "key": "dd4b9a7ee2cd1b8f",
        "line": 8,
        "message": "a condition of the approval of \`demo/model-card\` on 2026-06-01 was due on 2026-11-19, 1 day before 2026-11-20",
        "owner": "own",
        "related": [],
        "rule": "approval/condition-overdue",
        "severity": "warning",
        "subject": "demo/model-card",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

test('an open condition has an owner and a day', async () => {
  const one = (rest: string) =>
    withConditions(`    conditions:\n      - { condition: Count the overrides.${rest} }\n`);
  for (const fine of [', owner: own, due: 2027-01-31', ', status: met', ', status: withdrawn']) {
    expect(await found('approval/condition-unowned', await one(fine))).toEqual([]);
  }
  // A day that cannot be read has its finding as that.
  expect(await found('approval/condition-unowned', await one(', owner: own, due: soon'))).toEqual([]);
  expect(await found('approval/condition-unowned', await one(''))).toMatchInlineSnapshot(`
    [
      {
        "column": 9,
        "end_column": 44,
        "end_line": 8,
        "file": "systems/demo/approvals/model-card.yaml",
        "fix": "record the decision again with \`casebook approve demo/model-card --as <party> --condition "<text> | <owner> | <due>"\`",
        "key": "af2422b559df95cc",
        "line": 8,
        "message": "a condition of the approval of \`demo/model-card\` on 2026-06-01 has no \`owner\` and no \`due\`: “Count the overrides.”",
        "owner": "own",
        "related": [],
        "rule": "approval/condition-unowned",
        "severity": "warning",
        "subject": "demo/model-card",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

test('an approval with conditions names them', async () => {
  expect(await found('approval/conditions-missing', await withConditions())).toMatchInlineSnapshot(`
    [
      {
        "column": 15,
        "end_column": 39,
        "end_line": 2,
        "file": "systems/demo/approvals/model-card.yaml",
        "fix": "record it again with \`casebook approve demo/model-card --as <party> --condition "<text> | <owner> | <due>"\`",
        "key": "19a55b79fc047bbb",
        "line": 2,
        "message": "\`demo/model-card\` was approved with conditions on 2026-06-01, and no condition is written",
        "owner": "own",
        "related": [],
        "rule": "approval/conditions-missing",
        "severity": "error",
        "subject": "demo/model-card",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
  // One that is there and cannot be read has its finding as that.
  const broken = await withConditions('    conditions: Count the overrides.\n');
  expect(await found('approval/conditions-missing', broken)).toEqual([]);
});

test('a changed field and a rewritten sentence void an approval', async () => {
  const changed = {
    ...(await approved(files, card, byOfficer)),
    'systems/demo/model-card.mdx': page(
      'title: Card\nstatus: final\noverview: Scores all loans.',
      'It decides loans.\n',
    ),
  };
  expect(await found('approval/changed', changed)).toMatchInlineSnapshot(`
    [
      {
        "column": 1,
        "end_column": 28,
        "end_line": 4,
        "file": "systems/demo/model-card.mdx",
        "fix": "review the change, then \`casebook approve demo/model-card --as <party>\`",
        "key": "593d12b4f3965ef7",
        "line": 2,
        "message": "\`cro\` approved \`demo/model-card\` on 2026-06-01, and its fields and prose have changed since",
        "owner": "own",
        "related": [
          {
            "column": 18,
            "file": "systems/demo/approvals/model-card.yaml",
            "line": 3,
            "message": "approved: 100f0e3e975d…; now: 90288bda4f5e…",
          },
          {
            "column": 23,
            "file": "systems/demo/approvals/model-card.yaml",
            "line": 4,
            "message": "approved: eb413c8e5fb6…; now: c581e77c6bf0…",
          },
        ],
        "rule": "approval/changed",
        "severity": "warning",
        "subject": "demo/model-card",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

test('a new status or a re-wrapped paragraph does not void an approval', async () => {
  const same = {
    ...(await approved(files, card, byOfficer)),
    'systems/demo/model-card.mdx': page(
      'title: Card\nstatus: in-review\noverview: Scores loans.',
      'It scores\nloans.\n',
    ),
  };
  expect(await found('approval/changed', same)).toEqual([]);
});

test('an approval by a party without an approving role is none', async () => {
  const weak = await approved(files, card, '    approver: val\n    date: 2026-06-01\n');
  expect(await found('approval/role', weak)).toMatchInlineSnapshot(`
    [
      {
        "column": 15,
        "end_column": 18,
        "end_line": 5,
        "file": "systems/demo/approvals/model-card.yaml",
        "fix": "have a party with the role \`approver\` decide",
        "key": "16c4bb736626ef7b",
        "line": 5,
        "message": "\`val\` approved \`demo/model-card\` on 2026-06-01 and holds \`validator\`; tier-1 asks for \`approver\`",
        "owner": "own",
        "related": [
          {
            "column": 5,
            "file": "portfolio.yaml",
            "line": 4,
            "message": "the roles of \`val\`",
          },
        ],
        "rule": "approval/role",
        "severity": "error",
        "subject": "demo/model-card",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

test('an approval that names a record before it that is not there breaks the chain', async () => {
  const broken = await approved(files, card, byOfficer + `    previous: fp1:${'0'.repeat(64)}\n`);
  expect(await found('approval/chain', broken)).toMatchInlineSnapshot(`
    [
      {
        "column": 15,
        "end_column": 83,
        "end_line": 7,
        "file": "systems/demo/approvals/model-card.yaml",
        "fix": "restore the records as they were written; add new ones with \`casebook approve\` only",
        "key": "974c2e4d621efae4",
        "line": 7,
        "message": "the first approval of \`demo/model-card\` names a record before it",
        "owner": "own",
        "related": [],
        "rule": "approval/chain",
        "severity": "error",
        "subject": "demo/model-card",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

test('the developer’s own approval is no independent one', async () => {
  const own = await approved(files, card, '    approver: dev\n    date: 2026-06-01\n');
  expect(await found('independence/developer-approves', own)).toMatchInlineSnapshot(`
    [
      {
        "column": 15,
        "end_column": 18,
        "end_line": 5,
        "file": "systems/demo/approvals/model-card.yaml",
        "fix": "have a party decide that neither built the system nor wrote the artefact",
        "key": "5fadf59d7a6503e4",
        "line": 5,
        "message": "\`dev\` approved \`demo/model-card\` on 2026-06-01 and is a developer of \`demo\`",
        "owner": "own",
        "related": [],
        "rule": "independence/developer-approves",
        "severity": "error",
        "subject": "demo/model-card",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

test('a developer named as approver or validator in the profile is found there', async () => {
  const one = {
    ...files,
    'systems/demo/system.mdx': system('model_developer: dev\nmodel_reviewer: dev\nmodel_approver: dev\n'),
  };
  expect(await found('independence/developer-validates', one)).toMatchInlineSnapshot(`
    [
      {
        "column": 17,
        "end_column": 20,
        "end_line": 6,
        "file": "systems/demo/system.mdx",
        "fix": "name a validator that is independent of the developer",
        "key": "7ac05f9b327c5b9d",
        "line": 6,
        "message": "\`dev\` is both developer and validator of \`demo\`",
        "owner": "own",
        "related": [
          {
            "column": 18,
            "file": "systems/demo/system.mdx",
            "line": 5,
            "message": "the developer is named here",
          },
        ],
        "rule": "independence/developer-validates",
        "severity": "error",
        "subject": "demo",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
  expect(await found('independence/developer-approves', one)).toMatchInlineSnapshot(`
    [
      {
        "column": 17,
        "end_column": 20,
        "end_line": 7,
        "file": "systems/demo/system.mdx",
        "fix": "name an approver that is independent of the developer",
        "key": "343e4bfabe203ec3",
        "line": 7,
        "message": "\`dev\` is both developer and approver of \`demo\`",
        "owner": "own",
        "related": [
          {
            "column": 18,
            "file": "systems/demo/system.mdx",
            "line": 5,
            "message": "the developer is named here",
          },
        ],
        "rule": "independence/developer-approves",
        "severity": "error",
        "subject": "demo",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
  const two = {
    ...files,
    'systems/demo/system.mdx': system('model_developer: dev\nmodel_reviewer: val\nmodel_approver: cro\n'),
  };
  expect(await found('independence/developer-validates', two)).toEqual([]);
  expect(await found('independence/developer-approves', two)).toEqual([]);
});

test('a validator that is part of the developing unit is not independent', async () => {
  const within = strict.replace('roles: [validator]', 'roles: [validator], unit: dev');
  const unit = {
    ...files,
    'portfolio.yaml': within,
    'systems/demo/system.mdx': system('model_developer: dev\nmodel_reviewer: val\n'),
  };
  expect(await found('independence/developer-validates', unit)).toMatchInlineSnapshot(`
    [
      {
        "column": 17,
        "end_column": 20,
        "end_line": 6,
        "file": "systems/demo/system.mdx",
        "fix": "name a validator that is independent of the developer",
        "key": "7a25ca87b3691aa6",
        "line": 6,
        "message": "\`dev\`, the developer of \`demo\`, is not independent of its validator \`val\`: it is the unit \`val\` is part of",
        "owner": "own",
        "related": [
          {
            "column": 18,
            "file": "systems/demo/system.mdx",
            "line": 5,
            "message": "the developer is named here",
          },
        ],
        "rule": "independence/developer-validates",
        "severity": "error",
        "subject": "demo",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

test('an approval dated after the as-of date does not exist yet, and says so', async () => {
  const future = await approved(files, card, '    approver: cro\n    date: 2026-12-01\n');
  expect(await found('time/future-record', future)).toMatchInlineSnapshot(`
    [
      {
        "column": 11,
        "end_column": 21,
        "end_line": 6,
        "file": "systems/demo/approvals/model-card.yaml",
        "fix": "check the date, or compute the portfolio as of 2026-12-01 or later",
        "key": "b86190642bc94f45",
        "line": 6,
        "message": "the approval of \`demo/model-card\` by \`cro\` is dated 2026-12-01, after 2026-11-20, and does not count yet",
        "owner": "own",
        "related": [],
        "rule": "time/future-record",
        "severity": "info",
        "subject": "demo/model-card",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
  expect(await found('approval/missing', future)).toHaveLength(1);
  expect(await found('approval/missing', future, { asOf: '2026-12-01' })).toEqual([]);
});

test('a waiver that has run out is found, one that runs is not', async () => {
  const waiver = (expires: string): Files => ({
    ...files,
    'systems/demo/waivers/card.yaml': `id: W-1\ntitle: No card yet\nfindings: ['0123456789abcdef']\nrationale: The card is being written.\napproved_by: cro\ndate: 2026-06-01\nexpires: ${expires}\n`,
  });
  expect(await found('waiver/expired', waiver('2026-11-20'))).toEqual([]);
  expect(await found('waiver/expired', waiver('2026-11-19'))).toMatchInlineSnapshot(`
    [
      {
        "column": 10,
        "end_column": 20,
        "end_line": 7,
        "file": "systems/demo/waivers/card.yaml",
        "fix": "close what it covered, or have a new waiver decided",
        "key": "225e51d21ab496e6",
        "line": 7,
        "message": "waiver \`demo/W-1\` by \`cro\` expired on 2026-11-19, 1 day before 2026-11-20; it covered 1 finding",
        "owner": "own",
        "related": [],
        "rule": "waiver/expired",
        "severity": "warning",
        "subject": "demo/W-1",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

test('a waiver may run for twelve months, or for as long as the policy says', async () => {
  const waiver = (expires: string, policy = ''): Files => ({
    ...files,
    'portfolio.yaml': `${String(files['portfolio.yaml'])}${policy}`,
    'systems/demo/waivers/card.yaml': `id: W-1\ntitle: No card yet\nfindings: ['0123456789abcdef']\nrationale: The card is being written.\napproved_by: cro\ndate: 2026-06-01\nexpires: ${expires}\n`,
  });
  expect(await found('waiver/too-long', waiver('2027-06-01'))).toEqual([]);
  expect(await found('waiver/too-long', waiver('9999-12-31'))).toMatchInlineSnapshot(`
    [
      {
        "column": 10,
        "end_column": 20,
        "end_line": 7,
        "file": "systems/demo/waivers/card.yaml",
        "fix": "let it end by 2027-06-01, and decide again then",
        "key": "edd588030334c9d2",
        "line": 7,
        "message": "waiver \`demo/W-1\` of 2026-06-01 runs until 9999-12-31; the policy allows \`P12M\`, until 2027-06-01",
        "owner": "own",
        "related": [],
        "rule": "waiver/too-long",
        "severity": "warning",
        "subject": "demo/W-1",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
  expect(await found('waiver/too-long', waiver('2027-06-02'))).toHaveLength(1);
  expect(await found('waiver/too-long', waiver('2028-06-01', '  waiver_limit: P24M\n'))).toEqual([]);
});

describe('a file of approvals without a record', () => {
  const approvals = (text: string): Files => ({ ...files, 'systems/demo/approvals/model-card.yaml': text });
  test('has been emptied', async () => {
    expect(await found('approval/emptied', approvals('approvals: []\n'))).toMatchInlineSnapshot(`
      [
        {
          "column": 12,
          "end_column": 14,
          "end_line": 1,
          "file": "systems/demo/approvals/model-card.yaml",
          "fix": "restore its records from version control, or remove the file",
          "key": "21105800ca96f157",
          "line": 1,
          "message": "\`systems/demo/approvals/model-card.yaml\` is the record of approvals of \`demo/model-card\`, and holds none",
          "owner": "own",
          "related": [],
          "rule": "approval/emptied",
          "severity": "error",
          "subject": "demo/model-card",
          "system": "demo",
          "waived_by": null,
        },
      ]
    `);
  });
  test.each(['# gone\n', '{}\n'])('%j', async (text) => {
    expect(await found('approval/emptied', approvals(text))).toHaveLength(1);
  });
  test('is no second finding where the file or a record cannot be read', async () => {
    for (const text of ['', 'approvals:\n', 'approvals: [1]\n', 'approvals: {\n'])
      expect(await found('approval/emptied', approvals(text))).toEqual([]);
  });
  test('is not one with a refusal', async () => {
    const refused = `approvals:\n  - { decision: rejected, approver: cro, date: 2026-11-01, fingerprint: 'fp1:${'0'.repeat(64)}' }\n`;
    expect(await found('approval/emptied', approvals(refused))).toEqual([]);
  });
});
