import { expect, test } from 'vitest';
import { kind } from '../../src/kinds/compliance-mapping/kind.ts';
import { edited, editedAll, findingsOf, fixture, linksIn, portfolioOf } from './support.ts';

const complete = fixture('compliance-mapping');
const file = 'systems/x/compliance-mapping.mdx';
const check = (rule: string, path: (string | number)[], value: unknown) =>
  findingsOf(kind, rule, edited(complete, path, value));

test('rows are items with ids of their own, or made from their obligation', () => {
  const { items } = portfolioOf(kind, complete);
  expect(items.map(({ local, kind, title }) => [local, kind, title])).toEqual([
    ['map-fundamental-rights', 'mapping', 'Mapping of eu-ai-act:art-27-1'],
    ['map:eu-ai-act:art-9-1', 'mapping', 'Mapping of eu-ai-act:art-9-1'],
    ['map:eu-ai-act:art-14-4-e', 'mapping', 'Mapping of eu-ai-act:art-14-4-e'],
    ['map:eu-ai-act:art-15-5', 'mapping', 'Mapping of eu-ai-act:art-15-5'],
    ['map:eu-ai-act:art-26-7', 'mapping', 'Mapping of eu-ai-act:art-26-7'],
  ]);
});

test('a row links its clause to each control and each control to what carries it out', () => {
  const links = linksIn(
    portfolioOf(kind, { title: 'T', mappings: [(complete['mappings'] as unknown[])[0]] }),
  );
  expect(links).toEqual([
    'CTL-REVIEW implemented-by stage-validate',
    'CTL-RISK implemented-by stage-validate',
    'eu-ai-act:art-9-1 maps-to CTL-REVIEW',
    'eu-ai-act:art-9-1 maps-to CTL-RISK',
    'x/map:eu-ai-act:art-9-1 cites CTL-REVIEW',
    'x/map:eu-ai-act:art-9-1 cites CTL-RISK',
    'x/map:eu-ai-act:art-9-1 cites eu-ai-act:art-9-1',
    'x/map:eu-ai-act:art-9-1 cites stage-validate',
    'x/map:eu-ai-act:art-9-1 evidenced-by perf-oot#/overall/auc',
    'x/map:eu-ai-act:art-9-1 evidenced-by risk-review',
  ]);
});

test('a control that does not exist has one finding, at the row that names it', () => {
  const { drafts } = portfolioOf(kind, {
    title: 'T',
    mappings: [{ obligation: 'o:1', controls: ['CTL-LOST'] }],
  });
  expect(drafts.filter(({ message }) => message.includes('CTL-LOST'))).toEqual([
    {
      rule: 'reference/dangling',
      message: 'no control has the id `CTL-LOST`',
      at: { file, path: ['mappings', 0, 'controls', 0] },
      subject: 'x/map:o:1',
      detail: 'mappings.controls:CTL-LOST',
      fix: 'correct the id, or create what it names',
    },
  ]);
});

test('not applicable without a reason and a name', () => {
  const bare = editedAll(complete, [
    [['mappings', 3, 'applicability_rationale'], undefined],
    [['mappings', 3, 'decided_by'], undefined],
  ]);
  expect(findingsOf(kind, 'mapping/not-applicable-unreasoned', bare)).toEqual([
    {
      message:
        '`eu-ai-act:art-27-1` is said not to apply, without `applicability_rationale` and `decided_by`',
      at: { file, path: ['mappings', 3, 'applicability'] },
      subject: 'x/map-fundamental-rights',
      detail: 'applicability',
      fix: 'add `applicability_rationale:` and `decided_by:`, or assess the clause',
      absent: [
        'systems/x/compliance-mapping.mdx#/mappings/3/applicability_rationale',
        'systems/x/compliance-mapping.mdx#/mappings/3/decided_by',
      ],
    },
  ]);
  expect(
    check('mapping/not-applicable-unreasoned', ['mappings', 3, 'decided_by'], undefined).map(
      (one) => one.message,
    ),
  ).toEqual(['`eu-ai-act:art-27-1` is said not to apply, without `decided_by`']);
});

test('a value that is there but wrong is not missing as well', () => {
  expect(check('mapping/not-applicable-unreasoned', ['mappings', 3, 'decided_by'], ['a', 'b'])).toEqual([]);
});

test('applicable without a status', () => {
  expect(check('mapping/status-missing', ['mappings', 0, 'implementation_status'], undefined)).toEqual([
    {
      message: '`eu-ai-act:art-9-1` applies, and the row has no `implementation_status`',
      at: { file, path: ['mappings', 0] },
      subject: 'x/map:eu-ai-act:art-9-1',
      detail: 'implementation_status',
      fix: 'add `implementation_status:` with implemented, partial, planned or alternative',
      absent: ['systems/x/compliance-mapping.mdx#/mappings/0/implementation_status'],
    },
  ]);
});

test('applicability and status that contradict each other', () => {
  expect(
    check('mapping/status-contradicts', ['mappings', 3, 'implementation_status'], 'implemented'),
  ).toEqual([
    {
      message: '`eu-ai-act:art-27-1` is `not-applicable`, and its implementation status is `implemented`',
      at: { file, path: ['mappings', 3, 'implementation_status'] },
      subject: 'x/map-fundamental-rights',
      detail: 'implementation_status',
      fix: 'write `implementation_status: not-applicable`, or correct `applicability`',
    },
  ]);
  expect(
    check('mapping/status-contradicts', ['mappings', 0, 'implementation_status'], 'not-applicable')[0]?.fix,
  ).toBe('say how far it is implemented, or decide that it is not applicable');
});

test('implemented without a control', () => {
  expect(check('mapping/without-control', ['mappings', 0, 'controls'], [])).toEqual([
    {
      message: '`eu-ai-act:art-9-1` has the status `implemented`, and names no control',
      at: { file, path: ['mappings', 0, 'implementation_status'] },
      subject: 'x/map:eu-ai-act:art-9-1',
      detail: 'implementation_status',
      fix: 'name the controls in `controls:`, or set the status to `planned` with an owner and a date',
      absent: ['systems/x/compliance-mapping.mdx#/mappings/0/controls'],
    },
  ]);
});

test('planned without an owner and a date', () => {
  expect(check('mapping/plan-unowned', ['mappings', 2, 'remediation'], undefined)).toEqual([
    {
      message: '`eu-ai-act:art-15-5` is to be implemented, without `remediation.owner` and `remediation.due`',
      at: { file, path: ['mappings', 2] },
      subject: 'x/map:eu-ai-act:art-15-5',
      detail: 'remediation',
      fix: 'add `owner:` and `due:` under `remediation:`',
      absent: [
        'systems/x/compliance-mapping.mdx#/mappings/2/remediation/owner',
        'systems/x/compliance-mapping.mdx#/mappings/2/remediation/due',
      ],
    },
  ]);
  expect(
    check('mapping/plan-unowned', ['mappings', 1, 'remediation', 'owner'], undefined).map(
      (one) => one.message,
    ),
  ).toEqual(['`eu-ai-act:art-14-4-e` is to be remedied, without `remediation.owner`']);
});

test('a closed remediation needs no owner any more, and is not late', () => {
  const closed = editedAll(complete, [
    [['mappings', 1, 'remediation', 'risk_status'], 'closed'],
    [['mappings', 1, 'remediation', 'due'], '2026-01-31'],
    [['mappings', 1, 'remediation', 'owner'], undefined],
  ]);
  expect(findingsOf(kind, 'mapping/plan-unowned', closed)).toEqual([]);
  expect(findingsOf(kind, 'mapping/remediation-overdue', closed)).toEqual([]);
});

test('a remediation past its date, from the day after', () => {
  expect(check('mapping/remediation-overdue', ['mappings', 1, 'remediation', 'due'], '2026-11-20')).toEqual(
    [],
  );
  expect(check('mapping/remediation-overdue', ['mappings', 1, 'remediation', 'due'], '2026-11-19')).toEqual([
    {
      message: 'the remediation of `eu-ai-act:art-14-4-e` was due on 2026-11-19, 1 day before 2026-11-20',
      at: { file, path: ['mappings', 1, 'remediation', 'due'] },
      subject: 'x/map:eu-ai-act:art-14-4-e',
      detail: 'remediation.due',
      fix: 'close it, agree on a new date, or ask for a waiver',
    },
  ]);
});

test('covered in part, and nobody says what is missing', () => {
  const silent = editedAll(complete, [
    [['mappings', 1, 'remainder'], undefined],
    [['mappings', 1, 'gap'], undefined],
  ]);
  expect(findingsOf(kind, 'mapping/remainder-missing', silent)).toEqual([
    {
      message: '`eu-ai-act:art-14-4-e` is covered in part, and the row does not say what is missing',
      at: { file, path: ['mappings', 1, 'implementation_status'] },
      subject: 'x/map:eu-ai-act:art-14-4-e',
      detail: 'implementation_status',
      fix: 'add `remainder:`',
      absent: ['systems/x/compliance-mapping.mdx#/mappings/1/remainder'],
    },
  ]);
  expect(
    check('mapping/remainder-missing', ['mappings', 0, 'finding'], 'not-satisfied').map((one) => one.fix),
  ).toEqual(['add `gap:`']);
});

test('assessed after the as-of date', () => {
  expect(check('mapping/assessed-ahead', ['mappings', 0, 'assessed_on'], '2026-11-21')).toEqual([
    {
      message: '`eu-ai-act:art-9-1` was assessed on 2026-11-21, after 2026-11-20',
      at: { file, path: ['mappings', 0, 'assessed_on'] },
      subject: 'x/map:eu-ai-act:art-9-1',
      detail: 'assessed_on',
      fix: 'correct the date, or compute the portfolio as of 2026-11-21 or later',
    },
  ]);
});

test('a superseded mapping is history and is asked for nothing', () => {
  const old = editedAll(complete, [
    [['status'], 'superseded'],
    [['mappings', 0, 'controls'], []],
  ]);
  expect(findingsOf(kind, 'mapping/without-control', old)).toEqual([]);
});
