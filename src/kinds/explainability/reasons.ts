import { z } from 'zod';
import { date, field, ref, text } from '../../core/field.ts';
import { adverseDirections, groupings } from '../../evidence/reasons/reasons.ts';
import { texts } from '../types.ts';

/** Why a case was chosen. */
const caseRoles = ['typical', 'boundary', 'contested', 'extreme', 'counter-example'] as const;

/** How the reasons that a person is given are drawn from contributions. */
export const reasonPolicy = z.strictObject({
  adverse_direction: field(
    z.enum(adverseDirections),
    'R',
    'Which movement of the output hurts the person: higher or lower.',
    'Reg B 1002.9(b)(2)',
    { tier: 3 },
  ),
  reference: field(
    z.enum(['base-value', 'case']),
    'R',
    'What a person is compared with: the base value, which is an average, or one case of the evidence.',
    'Reg B comment 9(b)(2)-5',
    { tier: 2 },
  ),
  reference_row: field(
    z.int().min(0),
    'C',
    'Position of that case in the evidence, counted from 0; needed when the reference is a case.',
    'Reg B comment 9(b)(2)-5',
  ),
  reference_rationale: field(text(), 'R', 'Why this reference.', 'Reg B comment 9(b)(2)-5', { tier: 2 }),
  max_reasons: field(
    z.int().min(1),
    'R',
    'Most reasons that are given; more than four are not likely to help.',
    'Reg B comment 9(b)(2)-1',
    { tier: 3 },
  ),
  max_reasons_rationale: field(text(), 'C', 'Why more than four; needed then.', 'Reg B comment 9(b)(2)-1'),
  group_by: field(
    z.enum(groupings),
    'R',
    'Whether features with the same code of the register are one reason, or each is one.',
    'Reg B comment 9(b)(2)-4',
    { tier: 2 },
  ),
  codes_owner: field(
    ref('party'),
    'R',
    'Who owns the codes and their sentences.',
    'Reg B 1002.9; CFPB Circular 2023-03 (withdrawn 2025)',
    { tier: 2 },
  ),
  codes_reviewed: field(
    date(),
    'R',
    'When the sentences were last read against what the model does.',
    'CFPB Circular 2023-03 (withdrawn 2025)',
  ),
});

/** One case that shows how a prediction is explained. */
export const localCase = z.strictObject({
  id: field(text(), 'C', 'Stable id, such as `CASE-01`.', 'GK'),
  title: field(text(), 'O', 'The case in a few words.', 'GK'),
  role: field(
    z.enum(caseRoles),
    'R',
    'What it stands for: typical, boundary, contested, extreme or counter-example.',
    'ICO; GK',
    { tier: 2 },
  ),
  why: field(text(), 'R', 'Why this case and not another.', 'GK', { tier: 2 }),
  row: field(
    z.int().min(0),
    'R',
    'Position of its row in the evidence of attributions, counted from 0.',
    'Reg B comment 9(b)(2)',
    { tier: 2 },
  ),
  reasons_given: field(
    texts(),
    'C',
    'The codes that were given, strongest first, as the record has them.',
    'Reg B 1002.9(a)(2)',
  ),
  what_was_learnt: field(text(), 'O', 'What the case showed, and what came of it.', 'ICO'),
});

export type LocalCase = z.infer<typeof localCase>;
