import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  actionPriorities,
  actionPriority,
  riskPriorityNumber,
} from '../../src/kinds/failure-modes/action-priority.ts';
import { kind } from '../../src/kinds/failure-modes/kind.ts';
import { edited, editedAll, findingsOf, fixture, linksIn, portfolioOf } from './support.ts';

const complete = fixture('failure-modes');
const file = 'systems/x/failure-modes.mdx';
const check = (rule: string, path: (string | number)[], value: unknown) =>
  findingsOf(kind, rule, edited(complete, path, value));

describe('action priority', () => {
  const rating = fc.integer({ min: 1, max: 10 });
  const rank = (ratings: { severity: number; occurrence: number; detection: number }): number =>
    actionPriorities.length - actionPriorities.indexOf(actionPriority(ratings)!);

  test('no rating that gets worse makes the priority milder', () => {
    fc.assert(
      fc.property(
        rating,
        rating,
        rating,
        fc.constantFrom('severity', 'occurrence', 'detection'),
        (s, o, d, name) => {
          const ratings = { severity: s, occurrence: o, detection: d };
          return ratings[name] === 10 || rank({ ...ratings, [name]: ratings[name] + 1 }) >= rank(ratings);
        },
      ),
    );
  });

  test('severity comes first: grave is never low, slight never high', () => {
    fc.assert(
      fc.property(rating, rating, (occurrence, detection) => {
        expect(actionPriority({ severity: 9, occurrence, detection })).not.toBe('L');
        expect(actionPriority({ severity: 3, occurrence, detection })).not.toBe('H');
      }),
    );
  });

  test('the bands', () => {
    const of = (severity: number, occurrence: number, detection: number) =>
      actionPriority({ severity, occurrence, detection });
    expect([of(10, 1, 3), of(10, 1, 4), of(9, 4, 1)]).toEqual(['M', 'H', 'H']);
    expect([of(7, 3, 3), of(7, 3, 4), of(8, 6, 7), of(8, 7, 4)]).toEqual(['L', 'M', 'H', 'H']);
    expect([of(4, 3, 6), of(4, 3, 7), of(6, 4, 4), of(6, 7, 7)]).toEqual(['L', 'M', 'M', 'H']);
    expect([of(1, 10, 6), of(3, 7, 7)]).toEqual(['L', 'M']);
  });

  test('unequal risks share a number, which is why it is shown for continuity only', () => {
    const grave = { severity: 10, occurrence: 2, detection: 4 };
    const slight = { severity: 2, occurrence: 10, detection: 4 };
    expect([riskPriorityNumber(grave), riskPriorityNumber(slight)]).toEqual([80, 80]);
    expect([actionPriority(grave), actionPriority(slight)]).toEqual(['H', 'L']);
  });

  test('a missing rating gives no priority', () => {
    expect(actionPriority({ severity: 9, occurrence: 9 })).toBe(null);
    expect(riskPriorityNumber({ severity: 9, detection: 9 })).toBe(null);
  });
});

test('links: the monitor detects, controls mitigate, the owner owns, the decision decides', () => {
  const links = linksIn(portfolioOf(kind, complete)).filter((link) => /x\/FM-0[13]$/.test(link));
  expect(links).toEqual([
    'ADR-0003 decides x/FM-03',
    'CTL-DATA mitigates x/FM-01',
    'MON-01 detects x/FM-01',
    'ml-team owns x/FM-01',
    'ml-team owns x/FM-03',
  ]);
});

test('a failure mode that nothing would show', () => {
  expect(check('failure-mode/undetected', ['failure_modes', 2, 'detection_controls'], undefined)).toEqual([
    {
      message: 'nothing would show `FM-03`: no detection control, no linked monitor',
      at: { file, path: ['failure_modes', 2, 'id'] },
      subject: 'x/FM-03',
      detail: 'detection',
      fix: 'add `detection_controls:` or `linked_monitor:`, or say in `undetectable:` why there is none',
      absent: [
        'systems/x/failure-modes.mdx#/failure_modes/2/detection_controls',
        'systems/x/failure-modes.mdx#/failure_modes/2/linked_monitor',
        'systems/x/failure-modes.mdx#/failure_modes/2/undetectable',
      ],
    },
  ]);
});

test('a monitor, a control or an open word each count as detection', () => {
  for (const [name, value] of [
    ['linked_monitor', 'MON-01'],
    ['undetectable', 'Nothing can; a sample is read.'],
    ['detection_controls', ['Alert']],
  ] as const) {
    const data = editedAll(complete, [
      [['failure_modes', 2, 'detection_controls'], undefined],
      [['failure_modes', 2, name], value],
    ]);
    expect(findingsOf(kind, 'failure-mode/undetected', data)).toEqual([]);
  }
});

test('a failure mode that nobody owns, in any tier; an unusable owner has its finding already', () => {
  const unowned = edited(complete, ['failure_modes', 0, 'owner'], undefined);
  expect(findingsOf(kind, 'failure-mode/unowned', unowned, 'tier-4')).toEqual([
    {
      message: 'nobody owns `FM-01`',
      at: { file, path: ['failure_modes', 0, 'id'] },
      subject: 'x/FM-01',
      detail: 'owner',
      fix: 'add `owner:` with a party of the portfolio',
      absent: ['systems/x/failure-modes.mdx#/failure_modes/0/owner'],
    },
  ]);
  expect(check('failure-mode/unowned', ['failure_modes', 0, 'owner'], ['a'])).toEqual([]);
});

test('the defaults of a list own its rows', () => {
  const data = editedAll(complete, [
    [['failure_modes', 0, 'owner'], undefined],
    [['defaults'], { failure_modes: { owner: 'ml-team' } }],
  ]);
  expect(findingsOf(kind, 'failure-mode/unowned', data)).toEqual([]);
});

test('a typed priority or number that differs from the ratings', () => {
  const typed = editedAll(complete, [
    [['failure_modes', 0, 'action_priority'], 'H'],
    [['failure_modes', 0, 'rpn'], 50],
    [['failure_modes', 1, 'after_action', 'action_priority'], 'L'],
  ]);
  const ratings = 'severity 8, occurrence 3, detection 2';
  expect(findingsOf(kind, 'failure-mode/priority-differs', typed)).toEqual([
    {
      message: `\`action_priority\` of \`FM-01\` is H, and its ratings (${ratings}) give L`,
      at: { file, path: ['failure_modes', 0, 'action_priority'] },
      subject: 'x/FM-01',
      detail: 'action_priority',
      fix: 'remove `action_priority:`, or correct the ratings',
    },
    {
      message: `\`rpn\` of \`FM-01\` is 50, and its ratings (${ratings}) give 48`,
      at: { file, path: ['failure_modes', 0, 'rpn'] },
      subject: 'x/FM-01',
      detail: 'rpn',
      fix: 'remove `rpn:`, or correct the ratings',
    },
    {
      message:
        '`after_action.action_priority` of `FM-02` is L, and its ratings (severity 9, occurrence 3, detection 3) give M',
      at: { file, path: ['failure_modes', 1, 'after_action', 'action_priority'] },
      subject: 'x/FM-02',
      detail: 'after_action.action_priority',
      fix: 'remove `action_priority:`, or correct the ratings',
    },
  ]);
});

test('high priority without an action', () => {
  expect(check('failure-mode/high-without-action', ['failure_modes', 1, 'recommended_actions'], [])).toEqual([
    {
      message: '`FM-02` has action priority H, and no action is recommended',
      at: { file, path: ['failure_modes', 1, 'id'] },
      subject: 'x/FM-02',
      detail: 'recommended_actions',
      fix: 'add `recommended_actions:` with an action, its owner and a date',
      absent: ['systems/x/failure-modes.mdx#/failure_modes/1/recommended_actions'],
    },
  ]);
});

test('an open action without owner and date; a done one needs neither', () => {
  const bare = editedAll(complete, [
    [['failure_modes', 1, 'recommended_actions', 0, 'owner'], undefined],
    [['failure_modes', 1, 'recommended_actions', 0, 'due'], undefined],
    [['failure_modes', 1, 'recommended_actions', 1, 'owner'], undefined],
  ]);
  expect(findingsOf(kind, 'failure-mode/action-unowned', bare)).toEqual([
    {
      message: 'an action against `FM-02` has no `owner` and no `due`: “Show the reasons before the rank”',
      at: { file, path: ['failure_modes', 1, 'recommended_actions', 0] },
      subject: 'x/FM-02',
      detail: 'recommended_actions.0',
      fix: 'add `owner:` and `due:`',
      absent: [
        'systems/x/failure-modes.mdx#/failure_modes/1/recommended_actions/0/owner',
        'systems/x/failure-modes.mdx#/failure_modes/1/recommended_actions/0/due',
      ],
    },
  ]);
});

test('an open action past its date', () => {
  const path = ['failure_modes', 1, 'recommended_actions', 0, 'due'];
  expect(check('failure-mode/action-overdue', path, '2026-11-20')).toEqual([]);
  expect(check('failure-mode/action-overdue', path, '2026-10-20')).toEqual([
    {
      message:
        'an action against `FM-02` was due on 2026-10-20, 31 days before 2026-11-20: “Show the reasons before the rank”',
      at: { file, path },
      subject: 'x/FM-02',
      detail: 'recommended_actions.0.due',
      fix: 'finish it, or agree on a new date',
    },
  ]);
});

test('a risk accepted by nobody', () => {
  expect(
    check('failure-mode/accepted-unrecorded', ['failure_modes', 2, 'residual_risk_acceptance'], undefined),
  ).toEqual([
    {
      message: 'the risk of `FM-03` is accepted, and no decision is named',
      at: { file, path: ['failure_modes', 2, 'treatment'] },
      subject: 'x/FM-03',
      detail: 'treatment',
      fix: 'add `residual_risk_acceptance:` with the id of the decision',
      absent: ['systems/x/failure-modes.mdx#/failure_modes/2/residual_risk_acceptance'],
    },
  ]);
});
