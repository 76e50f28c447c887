import { describe, expect, test } from 'vitest';
import { controlId } from '../../src/kinds/control/id.ts';
import { check } from './case.ts';

const run = (rule: string, yaml: string) =>
  check(rule, 'controls/CTL-01-override.mdx', `title: Override\nowner: own\n${yaml}`);

describe('rules about a control', () => {
  test('a status that needs a reason and has none', async () => {
    expect(await run('control/status-unexplained', 'implementation_status: alternative'))
      .toMatchInlineSnapshot(`
      [
        {
          "column": 24,
          "end_column": 35,
          "end_line": 4,
          "file": "controls/CTL-01-override.mdx",
          "fix": "add \`status_rationale:\`",
          "key": "b674f3f30926d5bc",
          "line": 4,
          "message": "\`CTL-01\` is \`alternative\`, and does not say why",
          "owner": "own",
          "related": [],
          "rule": "control/status-unexplained",
          "severity": "warning",
          "subject": "CTL-01",
          "system": null,
          "waived_by": null,
        },
      ]
    `);
    expect(await run('control/status-unexplained', 'implementation_status: implemented')).toEqual([]);
    expect(
      await run(
        'control/status-unexplained',
        'implementation_status: alternative\nstatus_rationale: A second reader.',
      ),
    ).toEqual([]);
  });

  test('a plan without owner or date', async () => {
    expect(
      await run(
        'control/plan-unowned',
        'implementation_status: partial\nplanned: { action: Roll out, owner: dev }',
      ),
    ).toMatchInlineSnapshot(`
      [
        {
          "column": 24,
          "end_column": 31,
          "end_line": 4,
          "file": "controls/CTL-01-override.mdx",
          "fix": "add \`due:\` under \`planned:\`",
          "key": "d5e928e995493d0b",
          "line": 4,
          "message": "\`CTL-01\` is \`partial\`, without \`planned.due\`",
          "owner": "own",
          "related": [],
          "rule": "control/plan-unowned",
          "severity": "warning",
          "subject": "CTL-01",
          "system": null,
          "waived_by": null,
        },
      ]
    `);
    expect(
      await run(
        'control/plan-unowned',
        'implementation_status: partial\nplanned: { action: Roll out, owner: dev, due: 2026-12-31 }',
      ),
    ).toEqual([]);
  });

  test('a plan past its date', async () => {
    const due = (day: string, status: string) =>
      `implementation_status: ${status}\nplanned: { owner: dev, due: ${day} }`;
    expect(await run('control/plan-overdue', due('2026-10-20', 'planned'))).toMatchInlineSnapshot(`
      [
        {
          "column": 29,
          "end_column": 39,
          "end_line": 5,
          "file": "controls/CTL-01-override.mdx",
          "fix": "correct \`implementation_status\`, or agree on a new date",
          "key": "768824c48d50d1f6",
          "line": 5,
          "message": "\`CTL-01\` was to be in place by 2026-10-20, 31 days ago",
          "owner": "own",
          "related": [],
          "rule": "control/plan-overdue",
          "severity": "warning",
          "subject": "CTL-01",
          "system": null,
          "waived_by": null,
        },
      ]
    `);
    expect(await run('control/plan-overdue', due('2026-11-20', 'planned'))).toEqual([]);
    expect(await run('control/plan-overdue', due('2026-10-20', 'implemented'))).toEqual([]);
  });

  test('an assessment by the party that owns or runs it', async () => {
    expect(await run('control/self-assessed', 'assessment: { assessed_by: own }')).toMatchInlineSnapshot(`
      [
        {
          "column": 28,
          "end_column": 31,
          "end_line": 4,
          "file": "controls/CTL-01-override.mdx",
          "fix": "have it assessed by a party that neither owns nor runs it",
          "key": "e2ae964be11abcc3",
          "line": 4,
          "message": "\`CTL-01\` was assessed by \`own\`, which owns it",
          "owner": "own",
          "related": [],
          "rule": "control/self-assessed",
          "severity": "warning",
          "subject": "CTL-01",
          "system": null,
          "waived_by": null,
        },
      ]
    `);
    expect(
      (await run('control/self-assessed', 'control_owner: dev\nassessment: { assessed_by: dev }'))[0]
        ?.message,
    ).toBe('`CTL-01` was assessed by `dev`, which runs it');
    expect(
      await run('control/self-assessed', 'control_owner: dev\nassessment: { assessed_by: val }'),
    ).toEqual([]);
  });
});

test('a control is called by the code its file begins with, else by the whole name', () => {
  expect(
    [
      'controls/CTL-07-override.mdx',
      'controls/CTL-DATA2.mdx',
      'controls/CTL-DATA.mdx',
      'controls/four-eyes.md',
    ].map((file) => controlId({ file })),
  ).toEqual(['CTL-07', 'CTL-DATA2', 'CTL-DATA', 'four-eyes']);
});
