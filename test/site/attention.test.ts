// What needs a person, by date: what was promised and is late, what comes soon, and the pages of a long list.
import { expect, test } from 'vitest';
import { attentionAddress, attentionPaths, mattersOf } from '../../src/site/data/attention/page.ts';
import { lenient, page, portfolioOf, system, type Files } from '../rules/support.ts';

const files: Files = {
  'portfolio.yaml': `${lenient}catalogues: [./law.yaml]\n`,
  'law.yaml': `framework: { id: law, title: The law }
obligations:
  - { id: 'law:1', ref: Art. 1, title: First, summary: s }
  - { id: 'law:2', ref: Art. 2, title: Second, summary: s }
`,
  'controls/CTL-LIB.mdx': page(
    'title: In the library\nowner: own\nimplementation_status: planned\nplanned: { action: Write it., owner: cro, due: 2026-11-18 }',
  ),
  'controls/CTL-DONE.mdx': page(
    'title: Done\nowner: own\nimplementation_status: implemented\nplanned: { action: Write it., owner: cro, due: 2026-11-18 }',
  ),
  'systems/demo/system.mdx': system('frameworks: [law]'),
  'systems/demo/compliance-mapping.mdx': page(`title: Mapping
mappings:
  - { obligation: 'law:1', applicability: applicable, gap: None yet., remediation: { action: Close it., owner: dev, due: 2026-11-17 } }
  - { obligation: 'law:2', applicability: applicable, gap: None yet., remediation: { action: Closed., owner: dev, due: 2026-11-17, risk_status: closed } }`),
  'systems/demo/handoff-checklist.mdx': page(`title: Handover
owner: own
items:
  - { id: HO-1, area: on-call, question: Is anybody there at night?, result: fail, owner: dev, due: 2026-11-16 }
  - { id: HO-2, area: on-call, question: Is anybody there by day?, result: pass, due: 2026-11-16 }
conditions:
  - { id: HC-1, condition: Late, due: 2026-11-19 }
  - { id: HC-2, condition: Today, owner: dev, due: 2026-11-20 }
  - { id: HC-3, condition: On the last day that is looked at, due: 2027-02-18 }
  - { id: HC-4, condition: Beyond it, due: 2027-02-19 }
  - { id: HC-5, condition: Met, due: 2026-11-01, status: met, met_on: 2026-11-01 }
  - { id: HC-6, condition: Without a day }`),
  'systems/demo/failure-modes.mdx': page(`title: Failures
failure_modes:
  - id: FM-1
    failure_mode: It stops
    owner: own
    recommended_actions:
      - { action: Try it., owner: dev, due: 2026-11-15 }
      - { action: Tried., owner: dev, due: 2026-11-15, status: done, done_on: 2026-11-14 }`),
};

test('what is open past its day is late, what comes within the horizon is due, and the rest is not in the list', async () => {
  const portfolio = await portfolioOf(files);
  expect(
    mattersOf(portfolio).map(({ due, word, urgent, title, text, owner, system, address }) =>
      [due, word, urgent ? 'late' : 'soon', title, text, owner, system ?? 'shared', address].join(' | '),
    ),
  ).toMatchInlineSnapshot(`
    [
      "2026-11-15 | Action overdue | late | Try it. | Against FM-1: It stops | dev | demo | /systems/demo/failure-modes/#FM-1",
      "2026-11-16 | Question overdue | late | HO-1: Is anybody there at night? | Answered no in “Handover”. | dev | demo | /systems/demo/handoff-checklist/#HO-1",
      "2026-11-17 | Remedy overdue | late | Close it. | For Art. 1 First | dev | demo | /systems/demo/compliance-mapping/#map-law-1",
      "2026-11-18 | Control overdue | late | CTL-LIB: In the library | Write it. | cro | shared | /controls/CTL-LIB/",
      "2026-11-19 | Condition overdue | late | HC-1: Late | A condition of the handoff in “Handover”. | own | demo | /systems/demo/handoff-checklist/#HC-1",
      "2026-11-20 | Condition due | soon | HC-2: Today | A condition of the handoff in “Handover”. | dev | demo | /systems/demo/handoff-checklist/#HC-2",
      "2027-02-18 | Condition due | soon | HC-3: On the last day that is looked at | A condition of the handoff in “Handover”. | own | demo | /systems/demo/handoff-checklist/#HC-3",
    ]
  `);
  expect(mattersOf(portfolio, null).map(({ title }) => title)).toEqual(['CTL-LIB: In the library']);
  expect(attentionAddress(portfolio, portfolio.systems[0]!)).toBe('/attention/?system=demo');
  expect(attentionAddress(portfolio, null)).toBe('/attention/');
});

test('a list too long for a page has a first page, and some for each system', async () => {
  const many = Array.from(
    { length: 90 },
    (_, i) => `  - { id: HC-${i + 1}, condition: Do it, due: 2026-11-19 }`,
  );
  const portfolio = await portfolioOf({
    ...files,
    'systems/demo/handoff-checklist.mdx': page(`title: Handover\nconditions:\n${many.join('\n')}`),
  });
  expect(attentionPaths(portfolio).map(({ params, props }) => [params.page, props.page.rows.length])).toEqual(
    [
      [undefined, 0],
      ['portfolio', 1],
      ['demo', 51],
      ['demo/2', 41],
    ],
  );
  expect(attentionAddress(portfolio, portfolio.systems[0]!)).toBe('/attention/demo/');
});
