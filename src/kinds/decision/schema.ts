import { z } from 'zod';
import { date, field, ref, text } from '../../core/field.ts';
import { texts } from '../types.ts';

/** MADR’s words for where a decision stands. */
export const adrStatuses = ['proposed', 'accepted', 'rejected', 'deprecated', 'superseded'] as const;
export type AdrStatus = (typeof adrStatuses)[number];

const effects = ['good', 'neutral', 'bad'] as const;

/** How an option fares against a constraint. */
const verdicts = ['meets', 'strains', 'breaks', 'unknown'] as const;

const option = z.strictObject({
  title: field(text(), 'R', 'The option, named so that it can be chosen.', 'MADR4', { tier: 3 }),
  description: field(text(), 'O', 'What it means.', 'MADR4'),
  good: field(texts(), 'O', 'What speaks for it.', 'MADR4'),
  neutral: field(texts(), 'O', 'What speaks neither way.', 'MADR4'),
  bad: field(texts(), 'O', 'What speaks against it.', 'MADR4'),
});

const outcome = z.strictObject({
  chosen_option: field(text(), 'R', 'The title of the option chosen.', 'MADR4; NYG decision', { tier: 3 }),
  justification: field(
    text(),
    'R',
    'Why this one: which drivers and constraints decided.',
    'MADR4; NYG decision',
    { tier: 3 },
  ),
});

const consequence = z.strictObject({
  effect: field(z.enum(effects), 'R', 'Good, neutral or bad.', 'MADR4; NYG', { tier: 3 }),
  statement: field(text(), 'R', 'What follows from the decision.', 'MADR4; NYG', { tier: 3 }),
});

const fare = z.strictObject({
  option: field(text(), 'R', 'The title of the option.', 'GK'),
  verdict: field(
    z.enum(verdicts),
    'R',
    'Whether it meets, strains or breaks the constraint, or nobody knows.',
    'GK',
  ),
  note: field(text(), 'O', 'The figure or the reason behind the verdict.', 'GK'),
});

const constraint = z.strictObject({
  constraint: field(text(), 'R', 'What limits the choice.', 'GK'),
  kind: field(
    z.enum(['legal', 'risk-appetite', 'technical', 'data', 'operational', 'economic', 'people', 'time']),
    'R',
    'What sort of limit it is.',
    'GK',
  ),
  limit: field(text(), 'R', 'The limit itself, as a figure where there is one.', 'GK'),
  source: field(ref('any'), 'O', 'What sets it: an obligation, a control, an earlier decision.', 'GK'),
  options: field(z.array(fare), 'R', 'How each option fares.', 'GK'),
});

const economics = z.strictObject({
  option: field(text(), 'O', 'The option meant; left out for the one chosen.', 'GK'),
  cost: field(text(), 'R', 'What it costs, with currency and period.', 'GK'),
  benefit: field(text(), 'R', 'What it brings, with currency and period.', 'GK'),
  horizon: field(text(), 'R', 'Over how long.', 'GK'),
  assumption: field(text(), 'R', 'What has to hold for these figures.', 'GK'),
});

/**
 * A decision record: MADR 4.0, of which Nygard’s form is a subset, with a constraint map and an economic case.
 * A file as MADR publishes it works as it is: see `madr.ts`.
 */
export const schema = z.strictObject({
  adr_status: field(
    z.enum(adrStatuses),
    'R',
    'Where the decision stands. MADR’s own `status: accepted` is read as this.',
    'MADR4; NYG',
    { tier: 4 },
  ),
  date: field(date(), 'R', 'When the decision was last changed.', 'MADR4', { tier: 4 }),
  decision_makers: field(
    texts(),
    'R',
    'Who decided. Ids of parties become links; any other text, such as a name in a published record, stays text.',
    'MADR4',
    { tier: 3, aliases: ['decision-makers', 'deciders'] },
  ),
  consulted: field(texts(), 'O', 'Whose view was sought, both ways.', 'MADR4'),
  informed: field(texts(), 'O', 'Who was told, one way.', 'MADR4'),
  context_and_problem_statement: field(
    text(),
    'R',
    'The forces at work, without judging them, and the question.',
    'MADR4; NYG',
    {
      tier: 4,
      section: true,
    },
  ),
  decision_drivers: field(texts(), 'O', 'What the options are measured by.', 'MADR4', { section: true }),
  considered_options: field(
    z.array(option),
    'R',
    'At least two, one of which may be to do nothing. In the body: “Considered Options” and “Pros and Cons of the Options”.',
    'MADR4',
    { tier: 3 },
  ),
  decision_outcome: field(
    outcome,
    'R',
    'What was chosen and why. In the body: “Decision Outcome”, beginning `Chosen option: "…", because …`.',
    'MADR4; NYG decision',
    { tier: 4 },
  ),
  consequences: field(
    z.array(consequence),
    'R',
    'What follows, good and bad. In the body: “Consequences” under “Decision Outcome”, `Good, because …`.',
    'MADR4; NYG',
    { tier: 2 },
  ),
  confirmation: field(
    text(),
    'O',
    'How it is checked that the decision is kept to. In the body: “Confirmation” under “Decision Outcome”.',
    'MADR4',
  ),
  constraint_map: field(z.array(constraint), 'O', 'What limits the choice, and how each option fares.', 'GK'),
  economic_case: field(z.array(economics), 'O', 'Cost, benefit, horizon and assumption, per option.', 'GK'),
  trade_offs: field(
    texts(),
    'C',
    'What was given up for what, such as accuracy for explanation.',
    'Annex IV(2)(b)',
    { section: true },
  ),
  revisit_when: field(
    texts(),
    'R',
    'Triggers or a date at which to decide again.',
    'MADR4 more information',
    {
      tier: 2,
      section: true,
    },
  ),
  more_information: field(text(), 'O', 'Anything else, such as links and evidence.', 'MADR4', {
    section: true,
  }),
  decides: field(
    z.array(ref('any', { link: 'decides' })),
    'O',
    'What this decision answers: a drift breach, a failure mode, a condition.',
    'GK',
  ),
  risk_and_control_impact: field(
    z.array(ref('item', { kind: 'failure-mode' })),
    'O',
    'Failure modes it makes more or less likely.',
    'GK',
  ),
  supersedes: field(
    z.union([
      ref('artefact', { kind: 'decision', link: 'supersedes' }),
      z.array(ref('artefact', { kind: 'decision', link: 'supersedes' })),
    ]),
    'O',
    'The decision or decisions this one replaces.',
    'MADR4',
  ),
  superseded_by: field(
    ref('artefact', { kind: 'decision', link: 'supersedes', inverse: true }),
    'C',
    'The decision that replaced this one; needed when superseded.',
    'MADR4; NYG',
  ),
  links: field(z.array(ref('any')), 'O', 'Anything else it concerns.', 'MADR4'),
});

/** The validated fields of a decision. */
export type Decision = z.infer<typeof schema>;
