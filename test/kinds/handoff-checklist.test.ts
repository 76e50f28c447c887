import { expect, test } from 'vitest';
import { inversePhrases } from '../../src/core/link.ts';
import { kind } from '../../src/kinds/handoff-checklist/kind.ts';
import { edited, editedAll, findingsOf, fixture, linksIn, portfolioOf } from './support.ts';

const complete = fixture('handoff-checklist');
const file = 'systems/x/handoff-checklist.mdx';
const decision = { at: { file, path: ['go_no_go', 'decision'] }, message: 'the decision' };
const check = (rule: string, path: (string | number)[], value: unknown) =>
  findingsOf(kind, rule, edited(complete, path, value));

test('questions and conditions are items; what shows them and who owns them are links', () => {
  const portfolio = portfolioOf(kind, complete);
  expect(portfolio.items.map(({ local, kind }) => [local, kind])).toEqual([
    ['HC-01', 'handoff-condition'],
    ['HC-02', 'handoff-condition'],
    ['HO-01', 'handoff-item'],
    ['HO-02', 'handoff-item'],
    ['HO-03', 'handoff-item'],
    ['HO-04', 'handoff-item'],
    ['HO-05', 'handoff-item'],
  ]);
  const links = linksIn(portfolio);
  expect(links).toContain('x/HO-01 evidenced-by rollback-test');
  expect(links).toContain('x/HC-01 cites x/HO-02');
  expect(links).toContain('claims-operations owns x/HC-01');
});

test('a go although a blocker fails or is not answered', () => {
  expect(check('handoff/go-with-blocker', ['go_no_go', 'decision'], 'go')).toEqual([
    {
      message: 'the decision is `go`, and blocker `HO-02` fails',
      at: { file, path: ['items', 1, 'result'] },
      subject: 'x/HO-02',
      detail: 'blocker',
      related: [decision],
      fix: 'answer it, record it as `accepted-risk`, or tie a condition to it',
    },
  ]);
  expect(check('handoff/go-with-blocker', ['items', 0, 'result'], undefined)).toEqual([
    {
      message: 'the decision is `go-with-conditions`, and blocker `HO-01` is not answered',
      at: { file, path: ['items', 0] },
      subject: 'x/HO-01',
      detail: 'blocker',
      related: [decision],
      fix: 'answer it, record it as `accepted-risk`, or tie a condition to it',
    },
  ]);
});

test('a no-go may have blockers', () => {
  expect(check('handoff/go-with-blocker', ['go_no_go', 'decision'], 'no-go')).toEqual([]);
});

test('a condition that is tied to no blocker does not excuse it', () => {
  expect(
    check('handoff/go-with-blocker', ['conditions', 0, 'item'], undefined).map(({ subject }) => subject),
  ).toEqual(['x/HO-02']);
});

test('a go although blockers are listed beside the questions', () => {
  const data = editedAll(complete, [
    [['go_no_go', 'decision'], 'go'],
    [['items', 1, 'result'], 'pass'],
    [['launch_blockers'], ['No rota for December']],
  ]);
  expect(findingsOf(kind, 'handoff/go-with-blocker', data)).toEqual([
    {
      message: 'the decision is `go`, and `launch_blockers` lists 1 blocker',
      at: { file, path: ['launch_blockers'] },
      subject: 'x/handoff-checklist',
      detail: 'launch_blockers',
      related: [decision],
      fix: 'clear them, or decide `go-with-conditions`',
    },
  ]);
});

test('conditions that are not written', () => {
  expect(check('handoff/conditions-missing', ['conditions'], undefined)).toEqual([
    {
      message: 'the decision is `go-with-conditions`, and no condition is written',
      at: { file, path: ['go_no_go', 'decision'] },
      subject: 'x/handoff-checklist',
      detail: 'conditions',
      fix: 'list them under `conditions:`, each with an owner and a date',
      absent: ['systems/x/handoff-checklist.mdx#/conditions'],
    },
  ]);
});

test('a question set aside without a reason or a name', () => {
  const bare = editedAll(complete, [
    [['items', 2, 'note'], undefined],
    [['items', 3, 'note'], undefined],
    [['items', 3, 'accepted_by'], undefined],
  ]);
  expect(findingsOf(kind, 'handoff/unreasoned', bare)).toEqual([
    {
      message: '`HO-03` is `not-applicable`, without `note`',
      at: { file, path: ['items', 2, 'result'] },
      subject: 'x/HO-03',
      detail: 'result',
      fix: 'add `note:`',
      absent: ['systems/x/handoff-checklist.mdx#/items/2/note'],
    },
    {
      message: '`HO-04` is `accepted-risk`, without `note` and `accepted_by`',
      at: { file, path: ['items', 3, 'result'] },
      subject: 'x/HO-04',
      detail: 'result',
      fix: 'add `note:` and `accepted_by:`',
      absent: [
        'systems/x/handoff-checklist.mdx#/items/3/note',
        'systems/x/handoff-checklist.mdx#/items/3/accepted_by',
      ],
    },
  ]);
});

test('a pass and a met condition that nothing shows', () => {
  const bare = editedAll(complete, [
    [['items', 0, 'evidence'], []],
    [['conditions', 1, 'evidence'], undefined],
  ]);
  expect(findingsOf(kind, 'handoff/unproven', bare)).toEqual([
    {
      message: '`HO-01` passed, and nothing shows it',
      at: { file, path: ['items', 0, 'result'] },
      subject: 'x/HO-01',
      detail: 'result',
      fix: 'cite `evidence:` by id, or name the artefact that answers it in `see:`',
      absent: [
        'systems/x/handoff-checklist.mdx#/items/0/evidence',
        'systems/x/handoff-checklist.mdx#/items/0/see',
      ],
    },
    {
      message: 'condition `HC-02` is said to be met, and nothing shows it',
      at: { file, path: ['conditions', 1, 'status'] },
      subject: 'x/HC-02',
      detail: 'status',
      fix: 'cite `evidence:` by id',
      absent: ['systems/x/handoff-checklist.mdx#/conditions/1/evidence'],
    },
  ]);
});

test('conditions and questions past their date; met ones are never late', () => {
  const late = editedAll(complete, [
    [['conditions', 0, 'due'], '2026-11-10'],
    [['items', 1, 'due'], '2026-11-19'],
  ]);
  expect(findingsOf(kind, 'handoff/overdue', late)).toEqual([
    {
      message: 'condition `HC-01` was due on 2026-11-10, 10 days before 2026-11-20',
      at: { file, path: ['conditions', 0, 'due'] },
      subject: 'x/HC-01',
      detail: 'due',
      fix: 'settle it, or agree on a new date',
    },
    {
      message: '`HO-02` was due on 2026-11-19, 1 day before 2026-11-20, and fails',
      at: { file, path: ['items', 1, 'due'] },
      subject: 'x/HO-02',
      detail: 'due',
      fix: 'settle it, or agree on a new date',
    },
  ]);
});

test('a go with a question nobody answered', () => {
  expect(check('handoff/unanswered', ['items', 4, 'result'], undefined)).toEqual([
    {
      message: 'the decision is `go-with-conditions`, and `HO-05` is not answered',
      at: { file, path: ['items', 4] },
      subject: 'x/HO-05',
      detail: 'result',
      fix: 'answer it with `result:`',
      absent: ['systems/x/handoff-checklist.mdx#/items/4/result'],
    },
  ]);
});

test('what a question names in `see` answers it, and is told so from its own side', () => {
  const data = edited(complete, ['items', 0, 'see'], ['HO-02']);
  expect(linksIn(portfolioOf(kind, data))).toContain('x/HO-01 answers x/HO-02');
  expect(inversePhrases.answers).toBe('answers');
});
