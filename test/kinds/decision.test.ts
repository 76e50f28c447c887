import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Portfolio } from '../../src/core/portfolio.ts';
import { chainOf } from '../../src/kinds/decision/chain.ts';
import { adrId, decisionId } from '../../src/kinds/decision/id.ts';
import { isPartyId } from '../../src/kinds/decision/links.ts';
import { adoptMadr, madrSections } from '../../src/kinds/decision/madr.ts';
import { bulletsOf, splitAt } from '../../src/kinds/decision/markdown.ts';
import { optionViews } from '../../src/kinds/decision/options.ts';
import { openFindings } from '../../src/core/finding.ts';
import { page, portfolioOf } from '../rules/support.ts';
import { linksIn } from './support.ts';
import { around, check } from './case.ts';

const file = 'systems/x/decisions/0004-use-postgres.md';

/** A record in MADR 4.0’s form, front matter and all, with nothing of ours in it. */
const published = `---
status: "superseded by ADR-0007"
date: 2025-03-14
decision-makers: Ada Example, @grace; the platform team
consulted: data-office
informed:
  - everybody on call
---

# Keep features in PostgreSQL

## Context and Problem Statement

Features are read by two services. Where do we keep them, so that both see the same value?

<!-- This is an optional element. Feel free to remove. -->
## Decision Drivers

* one source of truth
* latency below 20 ms

## Considered Options

* PostgreSQL
* Redis
* "A file"

## Decision Outcome

Chosen option: "PostgreSQL", because it meets
both drivers (see below).

### Consequences

* Good, because one team runs it already
* Bad, because the cache has
  to be warmed
* the schema moves to the repository

### Confirmation

A test compares both services nightly.

## Pros and Cons of the Options

### PostgreSQL

[Its site](https://example.org)

* Good, because it is consistent
* Neutral, because it needs a pool
* Bad, because it is slower than memory

### Redis

* Good, because it is fast
* Bad, because it forgets

## More Information

To be looked at again in a year.
`;

const recordOf = (portfolio: Portfolio, id: string) => {
  const artefact = portfolio.index.artefacts.get(id);
  if (!artefact) throw new Error(`no ${id}`);
  return artefact;
};

describe('a record as MADR publishes it', () => {
  test('works as it is: front matter, title and sections become fields', async () => {
    const portfolio = await portfolioOf(
      around({ [file]: published, 'systems/x/decisions/0007-b.mdx': page('title: B') }),
    );
    const record = recordOf(portfolio, 'x/ADR-0004');
    expect(record.data).toEqual({
      title: 'Keep features in PostgreSQL',
      status: 'superseded',
      adr_status: 'superseded',
      superseded_by: 'ADR-0007',
      date: '2025-03-14',
      decision_makers: ['Ada Example', '@grace', 'the platform team'],
      consulted: ['data-office'],
      informed: ['everybody on call'],
      context_and_problem_statement: expect.stringMatching(/^Features are read by two services\./),
      decision_drivers: ['one source of truth', 'latency below 20 ms'],
      considered_options: [
        {
          title: 'PostgreSQL',
          description: '[Its site](https://example.org)',
          good: ['it is consistent'],
          neutral: ['it needs a pool'],
          bad: ['it is slower than memory'],
        },
        { title: 'Redis', good: ['it is fast'], bad: ['it forgets'] },
        { title: 'A file' },
      ],
      decision_outcome: { chosen_option: 'PostgreSQL', justification: 'it meets\nboth drivers (see below).' },
      consequences: [
        { effect: 'good', statement: 'one team runs it already' },
        { effect: 'bad', statement: 'the cache has to be warmed' },
        { effect: 'neutral', statement: 'the schema moves to the repository' },
      ],
      confirmation: 'A test compares both services nightly.',
      more_information: 'To be looked at again in a year.',
    });
    expect(linksIn(portfolio)).toContain('x/ADR-0007 supersedes x/ADR-0004');
  });

  test('gives no finding of its own but a party that is not on the list', async () => {
    const portfolio = await portfolioOf(
      around({ [file]: published, 'systems/x/decisions/0007-b.mdx': page('title: B') }),
    );
    const found = openFindings(portfolio.findings).filter((finding) => finding.file === file);
    expect(found.map(({ rule, line, message }) => [rule, line, message])).toEqual([
      ['reference/dangling', 5, 'no party has the id `data-office`'],
    ]);
  });

  test('a fault in a word of MADR is found where it is written', async () => {
    const wrong = published.replace('superseded by ADR-0007', 'agreed');
    const portfolio = await portfolioOf(around({ [file]: wrong }));
    const found = portfolio.findings.filter((finding) => finding.rule === 'schema/invalid');
    expect(found.map(({ line, column, message }) => [line, column, message])).toEqual([
      [
        2,
        9,
        '`status` must be one of `draft`, `in-review`, `final`, `superseded`, `retired`; it is `agreed`',
      ],
    ]);
    const lost = await portfolioOf(around({ [file]: published }));
    expect(
      lost.findings
        .filter(({ rule, message }) => rule === 'reference/dangling' && message.includes('ADR'))
        .map(({ line, message }) => [line, message]),
    ).toEqual([[2, 'no decision has the id `ADR-0007`']]);
  });

  test('MADR’s status words, and ours', () => {
    const status = (stated: Record<string, unknown>) => {
      const { data } = adoptMadr(stated);
      return [data['status'], data['adr_status'], data['superseded_by']];
    };
    expect(status({ status: 'accepted' })).toEqual(['final', 'accepted', undefined]);
    expect(status({ status: 'Proposed' })).toEqual(['in-review', 'proposed', undefined]);
    expect(status({ status: 'superseded by [ADR-5](0005-x.md)' })).toEqual([
      'superseded',
      'superseded',
      'ADR-0005',
    ]);
    expect(status({ status: 'draft', adr_status: 'accepted' })).toEqual(['draft', 'accepted', undefined]);
    expect(status({ status: 'superseded', adr_status: 'deprecated' })).toEqual([
      'superseded',
      'deprecated',
      undefined,
    ]);
    expect(status({ status: 'superseded by ADR-1', superseded_by: 'ADR-0002' })).toEqual([
      'superseded',
      'superseded',
      'ADR-0002',
    ]);
  });

  test('Nygard’s outcome, without MADR’s sentence, is still an outcome', () => {
    const section = (text: string) => ({ heading: { text: 'Decision Outcome' }, text });
    const read = (text: string) =>
      madrSections({ body: { sections: [section(text)] } } as unknown as Parameters<typeof madrSections>[0]);
    expect(read('We keep the scorecard.\n\nIt is enough.')).toEqual({
      decision_outcome: {
        chosen_option: 'We keep the scorecard.',
        justification: 'We keep the scorecard.\n\nIt is enough.',
      },
    });
    expect(read('Chosen option: **Do nothing**, because it is enough.')).toEqual({
      decision_outcome: { chosen_option: 'Do nothing', justification: 'it is enough.' },
    });
    expect(read('')).toEqual({});
  });
});

describe('the Markdown of sections', () => {
  test('headings and bullets in code are text, comments are nothing', () => {
    const source =
      '```\n### no\n* no\n```\n### Yes\n* one\n  goes on\n\n  and on\n<!-- * hidden -->\n- two\n\nNot a bullet.';
    expect(splitAt(source, 3)).toMatchObject({ lead: '```\n### no\n* no\n```', parts: [{ title: 'Yes' }] });
    expect(bulletsOf(source)).toEqual(['one goes on and on', 'two']);
  });

  test('bullets come back as they went in, and whatever comes in, each is one line', () => {
    const words = fc.stringMatching(/^[a-z][a-z ,.]{0,20}[a-z]$/);
    fc.assert(
      fc.property(fc.array(words), (items) => {
        expect(bulletsOf(items.map((item) => `* ${item}`).join('\n'))).toEqual(items);
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => bulletsOf(text).every((item) => !item.includes('\n'))));
  });
});

test('ids: the number of the file in at least four digits, whatever stands around it', () => {
  const ids = [
    'decisions/0001-a.mdx',
    'decisions/7-b.md',
    'decisions/ADR-012.mdx',
    'decisions/12345.mdx',
    'decisions/why.mdx',
  ];
  expect(ids.map((one) => decisionId({ file: one }))).toEqual([
    'ADR-0001',
    'ADR-0007',
    'ADR-0012',
    'ADR-12345',
    'why',
  ]);
  fc.assert(fc.property(fc.nat(), (n) => adrId(String(n)) === adrId(String(n).padStart(12, '0'))));
});

test('a party’s id is told from a name', () => {
  expect(['head-model-risk', 'cro', 'Ada Example', '@grace', 'Ada', 'the team'].map(isPartyId)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});

test('the line of decisions is walked both ways, and loops once', () => {
  const link = (from: string, to: string) => ({ type: 'supersedes', from, to });
  const graph = (...links: ReturnType<typeof link>[]) => {
    const [from, to] = [new Map<string, unknown[]>(), new Map<string, unknown[]>()];
    for (const one of links) {
      from.set(one.from, [...(from.get(one.from) ?? []), one]);
      to.set(one.to, [...(to.get(one.to) ?? []), one]);
    }
    return { index: { linksFrom: from, linksTo: to } } as unknown as Parameters<typeof chainOf>[1];
  };
  expect(chainOf('b', graph(link('b', 'a'), link('c', 'b'), link('d', 'c')))).toEqual(['a', 'b', 'c', 'd']);
  expect(chainOf('a', graph())).toEqual(['a']);
  expect(chainOf('a', graph(link('a', 'b'), link('b', 'a')))).toEqual(['b', 'a']);
});

test('options side by side: the chosen one marked, what the map does not judge not known', () => {
  const [scorecard, trees] = optionViews({
    considered_options: [{ title: 'Keep the scorecard' }, { title: 'Boosted trees' }],
    decision_outcome: { chosen_option: '“boosted  trees”' },
    constraint_map: [
      { constraint: 'Reasons', options: [{ option: 'Boosted trees', verdict: 'strains' }] },
      {
        constraint: 'Cost',
        options: [
          { option: 'boosted trees', verdict: 'meets' },
          { option: 'Keep the scorecard', verdict: 'meets' },
        ],
      },
    ],
  });
  expect([scorecard?.chosen, trees?.chosen]).toEqual([false, true]);
  expect(scorecard?.fares).toEqual({ meets: 1, strains: 0, breaks: 0, unknown: 1 });
  expect(trees?.fares).toEqual({ meets: 1, strains: 1, breaks: 0, unknown: 0 });
});

describe('rules about a decision', () => {
  const run = (rule: string, yaml: string) =>
    check(rule, 'systems/x/decisions/0001-a.mdx', `title: A\n${yaml}`);
  const two = 'considered_options: [{ title: Trees }, { title: Scorecard }]\n';

  test('a choice of one', async () => {
    expect(await run('decision/few-options', 'adr_status: accepted\nconsidered_options: [{ title: Trees }]'))
      .toMatchInlineSnapshot(`
      [
        {
          "column": 21,
          "end_column": 39,
          "end_line": 4,
          "file": "systems/x/decisions/0001-a.mdx",
          "fix": "add the others that were on the table, doing nothing included",
          "key": "0499646f286b02af",
          "line": 4,
          "message": "\`x/ADR-0001\` considers one option only",
          "owner": null,
          "related": [],
          "rule": "decision/few-options",
          "severity": "warning",
          "subject": "x/ADR-0001",
          "system": "x",
          "waived_by": null,
        },
      ]
    `);
    expect(await run('decision/few-options', two + 'adr_status: accepted')).toEqual([]);
    expect(
      await run('decision/few-options', 'adr_status: proposed\nconsidered_options: [{ title: Trees }]'),
    ).toEqual([]);
  });

  test('a choice that was never weighed', async () => {
    expect(await run('decision/chosen-unknown', two + 'decision_outcome: { chosen_option: Score card }'))
      .toMatchInlineSnapshot(`
      [
        {
          "column": 36,
          "end_column": 46,
          "end_line": 4,
          "file": "systems/x/decisions/0001-a.mdx",
          "fix": "did you mean \`Scorecard\`?",
          "key": "1335d8dab5cf7f80",
          "line": 4,
          "message": "\`x/ADR-0001\` chose “Score card”, which is none of its options: “Trees” and “Scorecard”",
          "owner": null,
          "related": [],
          "rule": "decision/chosen-unknown",
          "severity": "error",
          "subject": "x/ADR-0001",
          "system": "x",
          "waived_by": null,
        },
      ]
    `);
    expect(
      await run('decision/chosen-unknown', two + 'decision_outcome: { chosen_option: "trees" }'),
    ).toEqual([]);
  });

  test('a verdict on an option nobody considered', async () => {
    const map = (option: string) =>
      `${two}constraint_map: [{ constraint: Cost, options: [{ option: ${option}, verdict: meets }] }]`;
    expect(await run('decision/map-unknown-option', map('Tree'))).toMatchInlineSnapshot(`
      [
        {
          "column": 58,
          "end_column": 62,
          "end_line": 4,
          "file": "systems/x/decisions/0001-a.mdx",
          "fix": "did you mean \`Trees\`?",
          "key": "0d9edebdcbb8a1d6",
          "line": 4,
          "message": "the constraint map of \`x/ADR-0001\` judges “Tree”, which is none of its options",
          "owner": null,
          "related": [],
          "rule": "decision/map-unknown-option",
          "severity": "error",
          "subject": "x/ADR-0001",
          "system": "x",
          "waived_by": null,
        },
      ]
    `);
    expect(await run('decision/map-unknown-option', map('Trees'))).toEqual([]);
  });

  test('superseded, and nothing says by which', async () => {
    expect(await run('decision/successor-missing', 'adr_status: superseded')).toMatchInlineSnapshot(`
      [
        {
          "column": 13,
          "end_column": 23,
          "end_line": 3,
          "file": "systems/x/decisions/0001-a.mdx",
          "fix": "add \`superseded_by:\`, or \`supersedes:\` in the decision that replaced it",
          "key": "3ba3e4cb08713556",
          "line": 3,
          "message": "\`x/ADR-0001\` is superseded, and nothing says by which decision",
          "owner": null,
          "related": [],
          "rule": "decision/successor-missing",
          "severity": "error",
          "subject": "x/ADR-0001",
          "system": "x",
          "waived_by": null,
        },
      ]
    `);
    expect(await run('decision/successor-missing', 'status: superseded by ADR-0002')).toEqual([]);
    expect(
      await check(
        'decision/successor-missing',
        'systems/x/decisions/0001-a.mdx',
        'title: A\nadr_status: superseded',
        {
          'systems/x/decisions/0002-b.mdx': page('title: B\nsupersedes: ADR-0001'),
        },
      ),
    ).toEqual([]);
  });

  test('nothing but good consequences', async () => {
    const good = 'adr_status: accepted\nconsequences: [{ effect: good, statement: Cheaper. }';
    expect(await run('decision/only-good', good + ']')).toMatchInlineSnapshot(`
      [
        {
          "column": 15,
          "end_column": 54,
          "end_line": 4,
          "file": "systems/x/decisions/0001-a.mdx",
          "fix": "add what gets worse, costs more or becomes harder",
          "key": "ebc5bd94ca22775d",
          "line": 4,
          "message": "\`x/ADR-0001\` names good consequences only",
          "owner": null,
          "related": [],
          "rule": "decision/only-good",
          "severity": "info",
          "subject": "x/ADR-0001",
          "system": "x",
          "waived_by": null,
        },
      ]
    `);
    expect(await run('decision/only-good', good + ', { effect: bad, statement: Slower. }]')).toEqual([]);
  });
});
