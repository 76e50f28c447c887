// What stands in a body, and what is said of it when it cannot be read.
import { expect, test } from 'vitest';
import { approved, page, parties, portfolioOf, system, type Files } from './support.ts';

const asks = (...also: string[]): string => `title: Test portfolio
${parties}policy:
  tiers:
    tier-1: { kinds: [], fields: none, approvals: false, also: [${also.join(', ')}] }
`;
const card = 'systems/demo/model-card.mdx';
const uses = 'model-card.primary_intended_uses';
const cardWith = (body: string): Files => ({
  'portfolio.yaml': asks(uses),
  'systems/demo/system.mdx': system(),
  [card]: page('title: Card', body),
});

test('a list with prose around it fills its field, and the prose stays prose', async () => {
  const { findings, index } = await portfolioOf(
    cardWith(
      '\n## Primary intended uses\n\nIt is used to:\n\n- rank\n- review\n\nNothing else was asked for.\n',
    ),
  );
  expect(findings).toEqual([]);
  const artefact = index.artefacts.get('demo/model-card');
  expect(artefact?.data['primary_intended_uses']).toEqual(['rank', 'review']);
  expect(artefact?.body?.text).toBe(
    'Primary intended uses\nIt is used to:\nrank\nreview\nNothing else was asked for.',
  );
});

test('prose alone fills a list with its paragraphs', async () => {
  const { findings, index } = await portfolioOf(
    cardWith(
      '\n## Primary intended uses\n\nRanking of [[demo|requests]],\nday by day.\n\n{/* more? */}\n\nReview.\n',
    ),
  );
  expect(findings).toEqual([]);
  expect(index.artefacts.get('demo/model-card')?.data['primary_intended_uses']).toEqual([
    'Ranking of [[demo|requests]], day by day.',
    'Review.',
  ]);
});

test('a section without entries for its list is one finding, at the section', async () => {
  const { findings } = await portfolioOf(cardWith('\n## Primary intended uses\n\nSee:\n\n<Matrix />\n'));
  expect(findings).toMatchInlineSnapshot(`
    [
      {
        "column": 1,
        "end_column": 11,
        "end_line": 9,
        "file": "systems/demo/model-card.mdx",
        "fix": "write its entries as a list, \`- …\`, or give the section another heading",
        "key": "8ecb6e9998bb7164",
        "line": 7,
        "message": "\`primary_intended_uses\` is a list, and the section “Primary intended uses” holds none",
        "owner": "own",
        "related": [],
        "rule": "schema/invalid",
        "severity": "error",
        "subject": "demo/model-card",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

test('a section that holds a comment alone is not filled in', async () => {
  const { findings } = await portfolioOf(cardWith('\n## Primary intended uses\n\n{/* what it is for */}\n'));
  expect(findings.map(({ rule, message }) => `${rule} ${message}`)).toEqual([
    'completeness/required-field `demo/model-card` has no `primary_intended_uses`, which tier-1 asks for',
  ]);
});

test('a body that cannot be read is one finding: what may stand in it is not called missing or changed', async () => {
  const record = 'systems/demo/decisions/0001-keep-it.mdx';
  const sound: Files = {
    'portfolio.yaml': asks(
      uses,
      'model-card.overview',
      'decision.context_and_problem_statement',
      'decision.considered_options',
      'decision.decision_outcome',
    ),
    'systems/demo/system.mdx': system(),
    [card]: page('overview: Ranks requests.', '\n# Card\n\n## Primary intended uses\n\n- rank\n'),
    [record]: page(
      'adr_status: accepted\ndate: 2026-01-05',
      [
        '\n# Keep it\n',
        '## Context and problem statement\n\nTwo models compete.\n',
        '## Considered options\n\n* Keep\n* Change\n',
        '## Decision outcome\n\nChosen option: "Keep", because it holds.\n',
      ].join('\n'),
    ),
  };
  const files = await approved(
    sound,
    'demo/model-card',
    '    approver: cro\n    role: approver\n    date: 2026-11-01\n    valid_until: 2027-11-01\n',
  );
  expect((await portfolioOf(files)).findings).toEqual([]);

  const broken = Object.fromEntries(
    Object.entries(files).map(([file, text]) => [
      file,
      [card, record].includes(file) ? `${text as string}\n<Callout>\n\nnever closed\n` : text,
    ]),
  );
  const portfolio = await portfolioOf(broken);
  expect(portfolio.findings).toMatchInlineSnapshot(`
    [
      {
        "column": 1,
        "end_column": 10,
        "end_line": 21,
        "file": "systems/demo/decisions/0001-keep-it.mdx",
        "fix": "close it with \`</Callout>\`, or write \`<Callout />\`",
        "key": "940fc39ca98ee3db",
        "line": 21,
        "message": "\`<Callout>\` is never closed",
        "owner": "own",
        "related": [],
        "rule": "syntax/mdx",
        "severity": "error",
        "subject": "systems/demo/decisions/0001-keep-it.mdx",
        "system": "demo",
        "waived_by": null,
      },
      {
        "column": 1,
        "end_column": 10,
        "end_line": 11,
        "file": "systems/demo/model-card.mdx",
        "fix": "close it with \`</Callout>\`, or write \`<Callout />\`",
        "key": "cbcb16b74ecb54e0",
        "line": 11,
        "message": "\`<Callout>\` is never closed",
        "owner": "own",
        "related": [],
        "rule": "syntax/mdx",
        "severity": "error",
        "subject": "systems/demo/model-card.mdx",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
  // Nobody knows whether the approved prose still stands: it is not called approved either.
  expect(portfolio.index.artefacts.get('demo/model-card')?.approval.status).toBe('changed');
});

test('a body that cannot be read hides no field that never stands in one', async () => {
  const { findings } = await portfolioOf({
    ...cardWith('\n<Callout>\n'),
    'portfolio.yaml': asks('model-card.metrics'),
  });
  expect(findings.map(({ rule, message }) => `${rule} ${message}`)).toEqual([
    'completeness/required-field `demo/model-card` has no `metrics`, which tier-1 asks for',
    'syntax/mdx `<Callout>` is never closed',
  ]);
});
