import { z } from 'zod';
import { date, field, ref, text } from '../../core/field.ts';
import { actionPriorities } from './action-priority.ts';
import { party, texts } from '../types.ts';

/** Where a failure starts. */
const failureCategories = [
  'data',
  'feature',
  'model',
  'threshold',
  'integration',
  'human-use',
  'misuse',
  'security',
  'vendor',
  'infrastructure',
  'feedback-loop',
] as const;

/** Whom an effect falls on, the person first. */
const affected = ['person', 'business', 'regulator', 'downstream-system'] as const;

const treatments = ['mitigate', 'transfer', 'avoid', 'accept'] as const;

const actionStatuses = ['open', 'in-progress', 'done', 'dropped'] as const;

const rating = () => z.int().min(1).max(10);

const effect = z.strictObject({
  on: field(z.enum(affected), 'R', 'Whom it falls on.', 'FMEA; Art. 9', { tier: 2 }),
  effect: field(text(), 'R', 'What happens to them.', 'FMEA; Art. 9', { tier: 3 }),
});

const action = z.strictObject({
  action: field(text(), 'R', 'What will be done, in the imperative.', 'FMEA', { tier: 3 }),
  owner: field(party(), 'C', 'Who will do it; every open action needs one.', 'FMEA'),
  due: field(
    date(),
    'C',
    'By when; every open action needs a date, and one that has passed is a finding.',
    'FMEA',
  ),
  status: field(z.enum(actionStatuses), 'O', 'open (the default), in-progress, done or dropped.', 'FMEA'),
  done_on: field(date(), 'C', 'When it was done.', 'FMEA'),
});

const afterAction = z.strictObject({
  severity: field(rating(), 'O', 'Severity once the actions work, 1 to 10.', 'FMEA'),
  occurrence: field(rating(), 'O', 'Occurrence once the actions work, 1 to 10.', 'FMEA'),
  detection: field(rating(), 'O', 'Detection once the actions work, 1 to 10.', 'FMEA'),
  action_priority: field(
    z.enum(actionPriorities),
    'O',
    'Computed from the three; a typed value that differs is a finding.',
    'FMEA AIAG-VDA 2019',
  ),
});

const rehearsal = z.strictObject({
  how: field(text(), 'R', 'What was tried.', 'SRE'),
  on: field(date(), 'R', 'When.', 'SRE'),
  result: field(text(), 'R', 'What came out.', 'SRE'),
  evidence: field(
    ref('evidence', { link: 'evidenced-by' }),
    'O',
    'Its record, by id in the register.',
    'SRE',
  ),
});

/** One way in which a function can fail. */
const failureMode = z.strictObject({
  id: field(text(), 'C', 'Stable id, such as `FM-01`.', 'GK'),
  item_or_function: field(text(), 'R', 'The component or step that fails.', 'FMEA', { tier: 2 }),
  failure_mode: field(text(), 'R', 'How it fails, in a few words: the title of the row.', 'FMEA', {
    tier: 4,
  }),
  failure_effects: field(
    z.array(effect),
    'R',
    'What follows, for whom; the person affected first.',
    'FMEA; Art. 9',
    { tier: 3 },
  ),
  causes: field(texts(), 'R', 'What can bring it about.', 'FMEA', { tier: 2 }),
  category: field(z.enum(failureCategories), 'R', 'Where it starts.', 'GK', { tier: 2 }),
  severity: field(rating(), 'R', 'How bad the worst effect is, 1 to 10.', 'FMEA', { tier: 3 }),
  occurrence: field(rating(), 'R', 'How often the cause occurs, 1 to 10.', 'FMEA', { tier: 3 }),
  detection: field(
    rating(),
    'R',
    'How likely it slips through before harm, 1 to 10; 10 is undetectable.',
    'FMEA',
    { tier: 3 },
  ),
  rpn: field(
    z.int().min(1).max(1000),
    'O',
    'Severity × occurrence × detection; computed and shown for continuity only.',
    'FMEA (pre-2019)',
  ),
  action_priority: field(
    z.enum(actionPriorities),
    'O',
    "H, M or L from Casebook's own severity-first table; computed, so a typed value that differs is a finding.",
    'FMEA AIAG-VDA 2019',
  ),
  prevention_controls: field(texts(), 'R', 'What keeps the cause from occurring.', 'FMEA', {
    tier: 2,
  }),
  detection_controls: field(
    texts(),
    'C',
    'What notices it before harm, in words; asked of every tier unless `linked_monitor` names a monitor.',
    'FMEA',
  ),
  controls: field(
    z.array(ref('control', { link: 'mitigates', inverse: true })),
    'O',
    'Controls of the library or the system that mitigate it, by id.',
    'FMEA; GK',
  ),
  linked_monitor: field(
    ref('item', { kind: 'monitor', link: 'detects', inverse: true }),
    'C',
    'The monitor that would show it, by id; else say in `undetectable` why there is none.',
    'GK',
  ),
  undetectable: field(
    text(),
    'C',
    'Why no monitor can show it, and what stands in for one; needed without `linked_monitor`.',
    'GK',
  ),
  recommended_actions: field(
    z.array(action),
    'C',
    'What is still to be done; needed when the action priority is H.',
    'FMEA',
  ),
  after_action: field(afterAction, 'C', 'The ratings once those actions work.', 'FMEA'),
  treatment: field(
    z.enum(treatments),
    'R',
    'What is done about the risk as a whole: mitigate, transfer, avoid or accept.',
    'NIST MANAGE 1.3',
  ),
  residual_risk_acceptance: field(
    ref('artefact', { kind: 'decision', link: 'decides', inverse: true }),
    'C',
    'The decision that accepts what stays, by id; needed when the treatment is accept.',
    'Art. 9(5); NIST MANAGE 1.4',
  ),
  foreseeable_misuse: field(
    z.boolean(),
    'R',
    'Whether it comes from misuse that can reasonably be foreseen.',
    'Art. 9(2)(b)',
  ),
  fundamental_rights_affected: field(
    texts(),
    'O',
    'Fundamental rights of a person that it touches.',
    'Art. 9(2)(a), 27',
  ),
  rehearsed: field(rehearsal, 'O', 'The last time it was tried out on purpose.', 'SRE'),
  owner: field(party(), 'C', 'Who answers for this failure mode; asked of every tier.', 'GK'),
  note: field(text(), 'O', 'Anything else a reviewer should know.', 'GK'),
});

const scaleStep = z.strictObject({
  rating: field(text(), 'R', 'A rating or a range of them, such as `9–10`.', 'FMEA'),
  severity: field(text(), 'O', 'What that severity means here.', 'FMEA'),
  occurrence: field(text(), 'O', 'What that occurrence means here.', 'FMEA'),
  detection: field(text(), 'O', 'What that detection means here.', 'FMEA'),
});

/** How the system can fail, what would show it, and what is done about it. */
export const failureModes = z.strictObject({
  method: field(text(), 'O', 'How the failure modes were found and rated, by whom.', 'FMEA', {
    section: true,
  }),
  scale: field(z.array(scaleStep), 'R', 'What the ratings 1 to 10 mean here, worst first.', 'FMEA'),
  failure_modes: field(
    z.array(failureMode),
    'R',
    'One row per failure mode, here or in `./failure-modes.csv` or `.yaml`.',
    'FMEA; Art. 9',
    { tier: 3 },
  ),
});

export type FailureMode = z.infer<typeof failureMode>;
export type FailureModes = z.infer<typeof failureModes>;
