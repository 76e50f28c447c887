import { expect, test } from 'vitest';
import { attentionOf } from '../../src/site/data/attention/list.ts';
import { approved, digestOf, found, page, parties, portfolioOf, type Files } from './support.ts';

const metrics = {
  schema: 'casebook/metrics@1',
  producer: { name: 'produce.py', version: '1' },
  model: 'demo',
  model_version: '1.0.0',
  dataset: 'cohorts',
  provenance: 'synthetic',
  n: 900,
  metrics: {
    auc: { type: 'roc_auc', value: 0.84, n: 900, ci_lower: 0.82, ci_upper: 0.86 },
    level: { type: 'observed_to_expected', value: 0.93, n: 900, ci_lower: 0.88, ci_upper: 0.98 },
    small: { type: 'roc_auc', value: 0.7, n: 40, ci_lower: 0.6, ci_upper: 0.8 },
    bare: { type: 'brier', value: 0.05 },
  },
};

/** A report with which nothing is wrong: one test passes, one settles nothing, one failed, one was not run. */
const report = `title: First validation
status: final
authors: [val]
model_version: 1.0.0
validation_type: initial
completed_on: 2026-03-20
validator: val
tests:
  - { id: VT-01, name: Ranking, operator: at-least, threshold: 0.8, judged_by: interval, set_by: val, set_on: 2026-02-01, run_on: 2026-03-05, result: { from: 'ev:perf#/metrics/auc/value' }, outcome: pass }
  - { id: VT-02, name: Level, operator: between, threshold: 0.9, threshold_to: 1.1, judged_by: interval, set_by: val, set_on: 2026-02-01, run_on: 2026-03-05, result: { from: 'ev:perf#/metrics/level/value' }, outcome: inconclusive, note: Crosses. }
  - { id: VT-03, name: Loss, operator: at-most, threshold: 0.04, set_by: val, set_on: 2026-02-01, run_on: 2026-03-05, result: { from: 'ev:perf#/metrics/bare/value' }, outcome: fail, finding: VF-01 }
  - { id: VT-04, name: Training repeats, operator: at-most, threshold: 0, set_by: val, set_on: 2026-02-01, run_on: 2026-03-05, evidence: [perf], outcome: pass }
  - { id: VT-05, name: Groups, operator: at-least, threshold: 0.8, set_by: val, set_on: 2026-02-01, outcome: not-run, note: No attributes are held. }
findings:
  - { id: VF-01, severity: high, statement: Loss too high., owner: dev, raised_on: 2026-03-20, due: 2027-03-31, status: open }
  - { id: VF-02, severity: low, statement: A typo., owner: dev, raised_on: 2026-03-20, due: 2026-04-30, status: closed, closed_on: 2026-04-12, evidence: [perf] }
conditions:
  - { id: VC-01, condition: Loss is brought down., owner: own, due: 2027-03-31, finding: VF-01 }
  - { id: VC-02, condition: Loss is reported., owner: own, due: 2026-06-30, status: met, met_on: 2026-06-12, evidence: [perf] }
opinion: fit-with-conditions
next_validation_due: 2027-03-20
`;
const profile = `title: Demo system
risk_tier: tier-1
owner: own
lifecycle_stage: in-production
production_version: 1.0.0
model_developer: dev
model_reviewer: val
model_owner: own
actual_use: { description: As approved., compared_on: 2026-06-01 }
validation_status: { last_completed: 2026-03-20, outcome: approved-with-conditions, open_findings: 1, next_due: 2027-03-20 }
`;

interface Case {
  edit?: (text: string) => string;
  profile?: (text: string) => string;
}
const same = (text: string): string => text;
const put =
  (...pairs: [from: string, to: string][]) =>
  (text: string): string =>
    pairs.reduce((at, [from, to]) => {
      if (!at.includes(from)) throw new Error(`no text ${from}`);
      return at.replace(from, to);
    }, text);

const validation = ({ edit = same, profile: of = same }: Case = {}, more: Files = {}): Files => ({
  'portfolio.yaml': `title: Test portfolio
${parties}  - { id: team, title: Team of the validator, roles: [validator], unit: val }
policy:
  tiers:
    tier-1: { kinds: [], fields: none, approvals: false }
`,
  'systems/demo/system.mdx': page(of(profile)),
  'systems/demo/validation-report.mdx': page(edit(report)),
  'systems/demo/evidence/evidence.yaml': `evidence:\n  - { id: perf, title: Performance, file: perf.json, type: metrics, provenance: synthetic, captured_at: 2026-03-04, model_version: 1.0.0, sha256: ${digestOf(metrics)}, valid_until: 2027-03-04 }\n`,
  'systems/demo/evidence/perf.json': metrics,
  ...more,
});

test('a report whose thresholds came first and whose findings have owners and dates has no finding', async () => {
  const { findings } = await portfolioOf(validation());
  expect(findings.filter(({ rule }) => !rule.startsWith('completeness/'))).toEqual([]);
});

test.each<[string, Case]>([
  ['threshold-after-run', { edit: put(['set_on: 2026-02-01', 'set_on: 2026-03-04']) }],
  ['threshold-after-run', { edit: put(['run_on: 2026-03-05, evidence', 'run_on: 2026-02-01, evidence']) }],
  ['threshold-after-run', { edit: put([', set_by: val, set_on: 2026-02-01, run_on: 2026-03-05', '']) }],
  ['result-differs', { edit: put(['outcome: inconclusive', 'outcome: pass']) }],
  [
    'result-differs',
    { edit: put(['metrics/auc/value', 'metrics/small/value'], ['judged_by: interval', 'minimum_n: 200']) },
  ],
  ['result-differs', { edit: put(['outcome: fail, finding: VF-01', 'outcome: pass']) }],
  [
    'result-unbound',
    {
      edit: put(
        ["result: { from: 'ev:perf#/metrics/auc/value' }", 'result: 0.84'],
        ['judged_by: interval, ', ''],
      ),
    },
  ],
  ['result-unbound', { edit: put([', evidence: [perf], outcome: pass', ', outcome: pass']) }],
  ['not-judged', { edit: put(['threshold: 0.04', 'threshold: 0.04, judged_by: interval']) }],
  ['not-judged', { edit: put([' threshold_to: 1.1,', '']) }],
  ['not-judged', { edit: put(['operator: at-least, threshold: 0.8, ', '']) }],
  ['failure-unanswered', { edit: put([', finding: VF-01 }', ' }']) }],
  ['unreasoned', { edit: put([', note: No attributes are held.', '']) }],
  ['unreasoned', { edit: put(['status: met', 'status: dropped']) }],
  [
    'finding-unassigned',
    { edit: put(['severity: high, ', ''], [', raised_on: 2026-03-20, due: 2027-03-31', '']) },
  ],
  ['finding-unassigned', { edit: put([', owner: own, due: 2027-03-31, finding', ', finding']) }],
  ['overdue', { edit: put(['due: 2027-03-31, status: open', 'due: 2026-10-31, status: remediating']) }],
  ['overdue', { edit: put(['due: 2027-03-31, finding', 'due: 2026-11-19, finding']) }],
  ['unproven', { edit: put([', closed_on: 2026-04-12, evidence: [perf]', '']) }],
  ['unproven', { edit: put(['status: closed', 'status: accepted']) }],
  ['unproven', { edit: put([', met_on: 2026-06-12, evidence: [perf]', ', met_on: 2026-06-12']) }],
  ['opinion-contradicted', { edit: put(['opinion: fit-with-conditions', 'opinion: fit-for-purpose']) }],
  [
    'opinion-contradicted',
    {
      edit: put(
        ['severity: high', 'severity: critical'],
        [', finding: VF-01 }\n  - { id: VC', ' }\n  - { id: VC'],
      ),
    },
  ],
  ['conditions-missing', { edit: (text) => text.replace(/conditions:\n(?: {2}-.*\n)+/, '') }],
  [
    'validation-overdue',
    { edit: put(['next_validation_due: 2027-03-20', 'next_validation_due: 2026-11-19']) },
  ],
  ['use-against-opinion', { edit: put(['opinion: fit-with-conditions', 'opinion: no-opinion']) }],
  [
    'profile-differs',
    {
      profile: put(
        ['open_findings: 1', 'open_findings: 0'],
        ['outcome: approved-with-conditions', 'outcome: approved'],
      ),
    },
  ],
])('%s (%#)', async (rule, of) => {
  expect(await found(`validation/${rule}`, validation(of))).toMatchSnapshot();
});

test('one fault has one finding: what fails and is recorded as passed has no second one for the finding it lacks', async () => {
  const { findings } = await portfolioOf(
    validation({ edit: put(['outcome: fail, finding: VF-01', 'outcome: pass']) }),
  );
  expect(findings.map(({ rule }) => rule).filter((rule) => !rule.startsWith('completeness/'))).toEqual([
    'validation/result-differs',
  ]);
});

test('what is dated after the day is not so yet: a finding closed later is open, a report given later is none', async () => {
  const asOf = '2026-04-01';
  const { findings } = await portfolioOf(
    validation({ profile: put(['open_findings: 1', 'open_findings: 2']) }),
    { asOf },
  );
  expect(findings.filter(({ rule }) => rule.startsWith('validation/'))).toEqual([]);
  const before = await portfolioOf(validation({ profile: put(['open_findings: 1', 'open_findings: 7']) }), {
    asOf: '2026-03-19',
  });
  expect(before.findings.filter(({ rule }) => rule === 'validation/profile-differs')).toEqual([]);
});

test('a report by who built or owns what it validates is no independent one', async () => {
  const of = (validator: string, more: Case = {}): Promise<unknown> =>
    found(
      'independence/developer-validates',
      validation({ edit: put(['validator: val', `validator: ${validator}`]), ...more }),
    );
  expect([await of('dev'), await of('own')]).toMatchSnapshot();
  expect(await of('team')).toEqual([]);
  // The profile names the same two, and has the finding.
  expect(await of('dev', { profile: put(['model_reviewer: val', 'model_reviewer: dev']) })).toMatchSnapshot();
});

test('who validated does not approve the report', async () => {
  const files = await approved(
    validation({ edit: put(['authors: [val]', 'authors: [cro]']) }),
    'demo/validation-report',
    '    approver: team\n    role: validator\n    date: 2026-04-01\n',
  );
  expect(await found('independence/developer-approves', files)).toMatchSnapshot();
});

test('the version validated is the one in production, else the one of the card', async () => {
  const other: Case = { edit: put(['model_version: 1.0.0', 'model_version: 1.1.0']) };
  const rule = 'consistency/model-version';
  expect(await found(rule, validation(other))).toMatchSnapshot();
  const early: Case = { ...other, profile: put(['in-production', 'in-validation']) };
  // What it rests on is of the version before, whatever else is there.
  const onOld = 'rests on `demo/perf`, which is of `1.0.0`';
  expect((await found(rule, validation(early))).map(({ message }) => message)).toEqual([
    `\`demo/validation-report\` speaks of model version \`1.1.0\` and ${onOld}`,
  ]);
  const card = (version: string): Files => ({
    'systems/demo/model-card.mdx': page(`title: Card\nmodel_version: { name: ${version} }`),
  });
  const without = async (files: Files) =>
    (await found(rule, files)).filter(({ message }) => !message.endsWith(onOld));
  expect(await without(validation(early, card('1.0.0')))).toMatchSnapshot();
  expect(await without(validation(early, card('1.1.0')))).toEqual([]);
});

test('what is overdue stands where matters need attention, with its owner and the day it was due', async () => {
  const portfolio = await portfolioOf(
    validation({
      edit: put(
        ['due: 2027-03-31, status: open', 'due: 2026-10-31, status: remediating'],
        ['due: 2027-03-31, finding', 'due: 2026-11-19, finding'],
        ['next_validation_due: 2027-03-20', 'next_validation_due: 2026-11-18'],
      ),
    }),
  );
  const told = attentionOf(portfolio).filter(({ word }) =>
    /^(?:Finding|Condition|Validation) overdue$/.test(word),
  );
  expect(
    told.map(({ word, title, owner, due, urgent, address }) => ({
      word,
      title,
      owner,
      due,
      urgent,
      address,
    })),
  ).toMatchInlineSnapshot(`
    [
      {
        "address": "/systems/demo/validation-report/#VF-01",
        "due": "2026-10-31",
        "owner": "dev",
        "title": "VF-01: Finding of a validation",
        "urgent": true,
        "word": "Finding overdue",
      },
      {
        "address": "/systems/demo/validation-report/",
        "due": "2026-11-18",
        "owner": "own",
        "title": "Validation of Demo system",
        "urgent": true,
        "word": "Validation overdue",
      },
      {
        "address": "/systems/demo/validation-report/#VC-01",
        "due": "2026-11-19",
        "owner": "own",
        "title": "VC-01: Loss is brought down.",
        "urgent": true,
        "word": "Condition overdue",
      },
    ]
  `);
  expect(attentionOf(portfolio, portfolio.systems[0]!).some(({ word }) => word === 'Finding overdue')).toBe(
    false,
  );
});
