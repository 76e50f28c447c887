import { expect, test } from 'vitest';
import { found, page, parties, portfolioOf, system, type Files } from './support.ts';

const asking = (tier: string): string => `title: Test portfolio
${parties}policy:
  tiers:
    tier-1: { approvals: false, ${tier} }
    tier-3: { approvals: false, ${tier} }
`;
const drift = `title: Drift
monitors:
  - { id: MON-01, type: data-drift, target: score, metric: PSI, red: 0.25, frequency: monthly, owner: own }
  - { id: MON-02, type: data-drift, target: score, metric: PSI, frequency: monthly, owner: own }
`;

test('a row without a field its tier asks for is found at the row', async () => {
  const files: Files = {
    'portfolio.yaml': asking('kinds: [], fields: none, also: [drift-governance.monitors.red]'),
    'systems/demo/system.mdx': system(),
    'systems/demo/drift-governance.mdx': page(drift),
  };
  expect(await found('completeness/required-field', files)).toMatchInlineSnapshot(`
    [
      {
        "column": 5,
        "end_column": 97,
        "end_line": 5,
        "file": "systems/demo/drift-governance.mdx",
        "fix": "add \`red:\` (The limit from which somebody must decide, in units of the metric)",
        "key": "c20c45e07073d00e",
        "line": 5,
        "message": "\`demo/MON-02\` has no \`red\`, which tier-1 asks for",
        "owner": "own",
        "related": [],
        "rule": "completeness/required-field",
        "severity": "error",
        "subject": "demo/MON-02",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

test('an empty list is an answer where the field says so, and nowhere else', async () => {
  const asked = 'validation-report.findings, validation-report.not_tested, validation-report.areas';
  const missing = async (lists: string): Promise<string[]> =>
    (
      await found('completeness/required-field', {
        'portfolio.yaml': asking(`kinds: [], fields: none, also: [${asked}]`),
        'systems/demo/system.mdx': system(),
        'systems/demo/validation-report.mdx': page(`title: Validation\n${lists}`),
      })
    ).map(({ message }) => /(?:no|nothing in) `([^`]+)`/.exec(message)![1]!);
  expect(await missing('')).toEqual(['areas', 'findings', 'not_tested']);
  expect(await missing('findings: []\nnot_tested: []\nareas: []\n')).toEqual(['areas']);
});

test('what a tier asks for follows its rigour', async () => {
  const files = (tier: string): Files => ({
    'portfolio.yaml': asking('kinds: []'),
    'systems/demo/system.mdx': system().replace('tier-1', tier),
    'systems/demo/drift-governance.mdx': page(drift),
  });
  const fieldsOf = async (tier: string) =>
    (await found('completeness/required-field', files(tier)))
      .filter((finding) => finding.subject === 'demo/MON-01')
      .map((finding) => /has no `([^`]+)`/.exec(finding.message)?.[1]);
  expect(await fieldsOf('tier-1')).toEqual([
    'action_amber',
    'amber',
    'response_time',
    'thresholds_set_on',
    'window',
  ]);
  expect(await fieldsOf('tier-3')).toEqual([]);
});

test('a field that is wrong is one finding, not two', async () => {
  const files: Files = {
    'portfolio.yaml': asking('kinds: [], fields: none, also: [drift-governance.monitors.red]'),
    'systems/demo/system.mdx': system(),
    'systems/demo/drift-governance.mdx': page(
      drift.replace('red: 0.25', 'red: high').replace('metric: PSI, freq', 'metric: PSI, red: 1, freq'),
    ),
  };
  const portfolio = await portfolioOf(files);
  const about = portfolio.findings.filter(({ rule }) => /^(schema|completeness)\//.test(rule));
  expect(about.map(({ rule }) => rule)).toEqual(['schema/invalid']);
});

test('a misspelt field is one finding, not two', async () => {
  const files: Files = {
    'portfolio.yaml': asking(
      'kinds: [], fields: none, also: [model-card.overview, drift-governance.monitors.red]',
    ),
    'systems/demo/system.mdx': system(),
    'systems/demo/model-card.mdx': page('title: Card\noverviev: It scores.'),
    'systems/demo/drift-governance.mdx': page(
      drift.replace('red: 0.25', 'redd: 0.25').replace('metric: PSI, freq', 'metric: PSI, red: 1, freq'),
    ),
  };
  const { findings } = await portfolioOf(files);
  const about = findings.filter(({ rule }) => /^(schema|completeness)\//.test(rule));
  expect(about.map(({ rule, message }) => `${rule} ${message}`)).toEqual([
    'schema/unknown-field unknown field `redd`',
    'schema/unknown-field unknown field `overviev`',
  ]);
});

test('a system without a tier is asked for its tier and nothing else', async () => {
  const files: Files = {
    'portfolio.yaml': `title: Test\n${parties}`,
    'systems/demo/system.mdx': page('title: Demo'),
  };
  const portfolio = await portfolioOf(files);
  expect(portfolio.findings).toMatchInlineSnapshot(`
    [
      {
        "column": 1,
        "end_column": 12,
        "end_line": 2,
        "file": "systems/demo/system.mdx",
        "fix": "add \`risk_tier:\` with one of \`tier-1\` (most rigorous) to \`tier-4\`",
        "key": "790235480db9b605",
        "line": 2,
        "message": "\`demo\` has no \`risk_tier\`, so what it must answer is not known",
        "owner": null,
        "related": [],
        "rule": "completeness/required-field",
        "severity": "error",
        "subject": "demo",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

test('an artefact that the tier asks for is missed at the tier', async () => {
  const files: Files = {
    'portfolio.yaml': asking('kinds: [model-card, failure-modes], fields: none'),
    'systems/demo/system.mdx': system(),
    'systems/demo/model-card.mdx': page('title: Card'),
  };
  expect(await found('completeness/required-kind', files)).toMatchInlineSnapshot(`
    [
      {
        "column": 12,
        "end_column": 18,
        "end_line": 3,
        "file": "systems/demo/system.mdx",
        "fix": "write it, starting with \`casebook new failure-modes --system demo\`",
        "key": "02c4d6afdf6005ed",
        "line": 3,
        "message": "\`demo\` is tier-1 and has no failure modes",
        "owner": "own",
        "related": [],
        "rule": "completeness/required-kind",
        "severity": "error",
        "subject": "demo",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

test('an artefact that is there and does not parse is not missed as well', async () => {
  const files: Files = {
    'portfolio.yaml': asking('kinds: [model-card], fields: none'),
    'systems/demo/system.mdx': system(),
    'systems/demo/model-card.mdx': '---\ntitle: [unclosed\n---\n',
  };
  expect((await portfolioOf(files)).findings.map(({ rule }) => rule)).toEqual(['syntax/yaml']);
});

test('a system that was decided against is asked for the decision only', async () => {
  const files: Files = {
    'portfolio.yaml': asking('fields: none'),
    'systems/demo/system.mdx': system('lifecycle_stage: not-built\n'),
  };
  expect((await found('completeness/required-kind', files)).map(({ message }) => message)).toEqual([
    '`demo` is not built and has no decision',
  ]);
});

test('a review is overdue the day after `next_review`', async () => {
  const files = (date: string): Files => ({
    'portfolio.yaml': asking('kinds: [], fields: none'),
    'systems/demo/system.mdx': system(`next_review: ${date}\n`),
  });
  expect(await found('review/overdue', files('2026-11-20'))).toEqual([]);
  expect(await found('review/overdue', files('2026-11-19'))).toMatchInlineSnapshot(`
    [
      {
        "column": 14,
        "end_column": 24,
        "end_line": 5,
        "file": "systems/demo/system.mdx",
        "fix": "review it and set the new \`next_review\`",
        "key": "faddf4982b096024",
        "line": 5,
        "message": "the review of \`demo\` was due on 2026-11-19 (\`next_review\`), 1 day before 2026-11-20",
        "owner": "own",
        "related": [],
        "rule": "review/overdue",
        "severity": "warning",
        "subject": "demo",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

test('without `next_review` the cadence of the tier counts from the last change', async () => {
  const files: Files = {
    'portfolio.yaml': asking('kinds: [], fields: none, review_cadence: P6M'),
    'systems/demo/system.mdx': system('next_review: 2027-01-01\n'),
    'systems/demo/model-card.mdx': page(
      'title: Card\nchange_history: [{ version: "1", date: 2026-03-31, author: dev, summary: First. }]',
    ),
    'systems/demo/decisions/0001-use-trees.mdx': page('title: Use trees\ncreated: 2020-01-01'),
  };
  expect(await found('review/overdue', files)).toMatchInlineSnapshot(`
    [
      {
        "column": 1,
        "end_column": 83,
        "end_line": 3,
        "file": "systems/demo/model-card.mdx",
        "fix": "review it and set the new \`next_review\`",
        "key": "686cd3cfb7745bea",
        "line": 2,
        "message": "the review of \`demo/model-card\` was due on 2026-09-30 (\`P6M\` after its last change on 2026-03-31), 51 days before 2026-11-20",
        "owner": "own",
        "related": [],
        "rule": "review/overdue",
        "severity": "warning",
        "subject": "demo/model-card",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

test('what a rule of the kind says is missing is not said again, in a row or deeper', async () => {
  const files: Files = {
    'portfolio.yaml': asking('kinds: [], fields: all'),
    'systems/demo/system.mdx': system(),
    'systems/demo/failure-modes.mdx': page(`title: Failure modes
failure_modes:
  - id: FM-01
    failure_mode: It fails.
    recommended_actions: [{ action: Mend it. }]`),
  };
  const portfolio = await portfolioOf(files);
  const about = (word: string): string[] =>
    portfolio.findings
      .filter(({ file, message }) => file.endsWith('failure-modes.mdx') && message.includes(word))
      .map(({ rule, message }) => `${rule} ${message}`);
  expect(about('no `owner`')).toEqual([
    'failure-mode/action-unowned an action against `FM-01` has no `owner` and no `due`: “Mend it.”',
  ]);
  expect(about('nobody owns')).toEqual(['failure-mode/unowned nobody owns `FM-01`']);
  expect(about('`recommended_actions')).toEqual([]);
});
