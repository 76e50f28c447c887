import { z } from 'zod';
import { date, field, ref, text } from '../../core/field.ts';
import { evidenceIds, party, texts } from '../types.ts';

/** What a question of the checklist is about, in the order of the review. */
export const areas = [
  'purpose-and-limits',
  'architecture',
  'data',
  'model',
  'validation',
  'monitoring',
  'alerting',
  'capacity',
  'security',
  'privacy',
  'runbook',
  'rollback',
  'on-call',
  'training',
  'documentation',
  'legal',
] as const;
export type Area = (typeof areas)[number];

/** What an answer can be; a question without one is not answered, which is never a pass. */
const results = ['pass', 'fail', 'not-applicable', 'accepted-risk'] as const;
export type Result = (typeof results)[number];

const goDecisions = ['go', 'go-with-conditions', 'no-go'] as const;
export type GoDecision = (typeof goDecisions)[number];

const conditionStatuses = ['open', 'met', 'dropped'] as const;

/** One question and its answer. */
const handoffItem = z.strictObject({
  id: field(text(), 'C', 'Stable id, such as `HO-01`.', 'GK'),
  area: field(z.enum(areas), 'R', 'What the question is about.', 'SRE PRR / launch checklist', { tier: 3 }),
  question: field(text(), 'R', 'The question, so that yes is good.', 'SRE PRR / launch checklist', {
    tier: 4,
  }),
  result: field(
    z.enum(results),
    'C',
    'pass, fail, not-applicable or accepted-risk; leave it out while it is not answered.',
    'GK',
  ),
  evidence: field(
    evidenceIds(),
    'C',
    'What shows it, by id in the evidence register; or name an artefact in `see`.',
    'SRE PRR / launch checklist',
  ),
  see: field(
    z.array(ref('any', { link: 'answers' })),
    'O',
    'The artefact or item of the portfolio that answers it, by id.',
    'GK',
  ),
  blocker: field(
    z.boolean(),
    'O',
    'Whether it blocks the handoff unless it passes.',
    'SRE PRR / launch checklist',
  ),
  owner: field(party(), 'R', 'Who answers for it.', 'SRE PRR / launch checklist', { tier: 2 }),
  due: field(date(), 'C', 'By when, while it has not passed.', 'SRE PRR / launch checklist'),
  accepted_by: field(ref('party'), 'C', 'Who accepted the risk; needed for accepted-risk.', 'GK'),
  note: field(text(), 'C', 'A reason; needed for not-applicable and accepted-risk, useful for fail.', 'GK'),
});

/** Something that has to happen after a conditional go. */
const condition = z.strictObject({
  id: field(text(), 'C', 'Stable id, such as `HC-01`.', 'GK'),
  condition: field(text(), 'R', 'What has to be true, so that it can be checked.', 'NIST MANAGE 1.1', {
    tier: 4,
  }),
  owner: field(party(), 'R', 'Who sees to it.', 'NIST MANAGE 1.1', {
    tier: 3,
  }),
  due: field(date(), 'R', 'By when; a date that has passed is a finding.', 'NIST MANAGE 1.1', { tier: 3 }),
  status: field(z.enum(conditionStatuses), 'O', 'open (the default), met or dropped.', 'GK'),
  met_on: field(date(), 'C', 'When it was met.', 'GK'),
  evidence: field(evidenceIds(), 'C', 'What shows that it was met, by id in the evidence register.', 'GK'),
  item: field(ref('item', { kind: 'handoff-item' }), 'O', 'The question it comes from, by id.', 'GK'),
  note: field(text(), 'O', 'Where it stands, or why it was dropped.', 'GK'),
});

const oversightPerson = z.strictObject({
  person: field(ref('party'), 'R', 'Who oversees the system.', 'Art. 14, 26(2)', { tier: 2 }),
  competence: field(text(), 'R', 'What makes them able to.', 'Art. 14, 26(2)'),
  training_date: field(date(), 'R', 'When they were last trained for it.', 'Art. 14, 26(2)'),
  authority: field(text(), 'R', 'What they may do on their own: overrule, restrict, stop.', 'Art. 14, 26(2)'),
});

const training = z.strictObject({
  audience: field(text(), 'R', 'Who was trained.', 'Art. 4, 14(4)(b)'),
  module: field(text(), 'R', 'In what; automation bias and AI literacy are expected.', 'Art. 4, 14(4)(b)'),
  date: field(date(), 'R', 'When.', 'Art. 4, 14(4)(b)'),
  evidence: field(ref('evidence', { link: 'evidenced-by' }), 'O', 'Its record, by id in the register.', 'GK'),
});

const warrantyPeriod = z.strictObject({
  from: field(date(), 'R', 'First day on which the builders stay on call.', 'GK'),
  to: field(date(), 'R', 'Last day.', 'GK'),
  exit_criteria: field(text(), 'R', 'What has to be true for it to end.', 'GK'),
});

const onCall = z.strictObject({
  rota: field(text(), 'R', 'Who is called, and when.', 'SRE', { tier: 2 }),
  escalation: field(text(), 'R', 'Who is called if nobody answers.', 'SRE'),
  severity_matrix: field(text(), 'R', 'What counts as which severity.', 'SRE'),
});

const goNoGo = z.strictObject({
  decision: field(z.enum(goDecisions), 'R', 'go, go-with-conditions or no-go.', 'NIST MANAGE 1.1', {
    tier: 2,
  }),
  by: field(ref('party'), 'R', 'Who decided.', 'NIST MANAGE 1.1', { tier: 2 }),
  on: field(date(), 'R', 'When.', 'NIST MANAGE 1.1', { tier: 2 }),
  rationale: field(text(), 'O', 'Why, in a sentence or two.', 'NIST MANAGE 1.1'),
});

/** What the team that builds hands to the team that runs. */
export const handoffChecklist = z.strictObject({
  from_team: field(ref('party'), 'R', 'The team that hands over.', 'SRE hand-off review', { tier: 2 }),
  to_team: field(ref('party'), 'R', 'The team that takes over.', 'SRE hand-off review', { tier: 2 }),
  release: field(
    text(),
    'O',
    'What is handed over: the version of the system or model.',
    'SRE hand-off review',
  ),
  items: field(
    z.array(handoffItem),
    'R',
    'One row per question, here or in `./items.csv` or `.yaml`.',
    'SRE PRR / launch checklist',
    { tier: 2 },
  ),
  go_no_go: field(goNoGo, 'R', 'The decision to take over, by whom, when.', 'NIST MANAGE 1.1', { tier: 2 }),
  conditions: field(
    z.array(condition),
    'C',
    'What the decision was tied to; needed for go-with-conditions.',
    'NIST MANAGE 1.1',
  ),
  launch_blockers: field(
    texts(),
    'C',
    'Blockers beside the questions; an empty list says that there are none.',
    'SRE',
  ),
  instructions_for_use: field(
    text(),
    'C',
    'Where the instructions for use are; needed of high-risk systems in the EU.',
    'Art. 13(3); Annex IV(1)(h)',
  ),
  oversight_persons: field(
    z.array(oversightPerson),
    'R',
    'Who oversees the system in use, and why they can.',
    'Art. 14, 26(2)',
  ),
  training_completed: field(
    z.array(training),
    'R',
    'Who was trained for it, in what, when.',
    'Art. 4, 14(4)(b)',
  ),
  known_issues: field(
    texts(),
    'C',
    'What is known not to work; an empty list says nothing is.',
    'Art. 25(2)',
  ),
  warranty_period: field(warrantyPeriod, 'O', 'How long the builders stay on call.', 'GK'),
  on_call: field(onCall, 'R', 'Who answers when it breaks.', 'SRE'),
});

export type HandoffItem = z.infer<typeof handoffItem>;
export type HandoffCondition = z.infer<typeof condition>;
export type HandoffChecklist = z.infer<typeof handoffChecklist>;
