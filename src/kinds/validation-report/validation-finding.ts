import { z } from 'zod';
import { date, field, ref, text } from '../../core/field.ts';
import { evidenceIds, party } from '../types.ts';
import { areas } from './area.ts';

/** Gravest first. */
export const findingSeverities = ['critical', 'high', 'medium', 'low'] as const;
export type FindingSeverity = (typeof findingSeverities)[number];

/** That a finding is overdue is computed, and no status. */
const findingStatuses = ['open', 'remediating', 'accepted', 'closed'] as const;
export type FindingStatus = (typeof findingStatuses)[number];

/** Something that was found wrong, missing or weak, until it is closed. */
export const validationFinding = z.strictObject({
  id: field(text(), 'C', 'Stable id, such as `VF-01`.', 'GK'),
  title: field(text(), 'O', 'The finding in a few words.', 'GK'),
  severity: field(
    z.enum(findingSeverities),
    'R',
    'How grave: critical (not to be used until closed), high (may harm people or the bank), medium (weakens a control) or low (should be better).',
    'SS1/23 P1.2(c)(iii)',
    { tier: 3 },
  ),
  statement: field(
    text(),
    'R',
    'What is wrong and what follows, so that a stranger can check it.',
    'SS1/23 P1.2(c)(iii)',
    {
      tier: 3,
    },
  ),
  area: field(z.enum(areas), 'R', 'The area it belongs to.', 'SR26 §V'),
  about: field(
    z.array(ref('any')),
    'O',
    'What it speaks of, by id: a feature, monitor, failure mode, condition.',
    'GK',
  ),
  recommendation: field(text(), 'R', 'What would close it.', 'SS1/23 P1.2(c)(iii)', { tier: 2 }),
  owner: field(party(), 'R', 'Who remedies it.', 'SS1/23 P1.2(c)(iii)', { tier: 3 }),
  raised_on: field(date(), 'R', 'When it was raised; its age counts from then.', 'SS1/23 P1.2(c)(iii)', {
    tier: 3,
  }),
  due: field(date(), 'R', 'By when it is to be closed.', 'SS1/23 P1.2(c)(iii)', { tier: 3 }),
  status: field(
    z.enum(findingStatuses),
    'R',
    'open, remediating, accepted or closed; that it is overdue is computed.',
    'SS1/23 P1.2(c)(iii)',
    { tier: 3 },
  ),
  remediation: field(
    text(),
    'C',
    'What has been done or is planned, and where it stands.',
    'SS1/23 P1.2(c)(iii)',
  ),
  closed_on: field(date(), 'C', 'When the validator closed it.', 'SS1/23 P1.2(c)(iii)'),
  evidence: field(
    evidenceIds(),
    'C',
    'What shows that it is closed, by id of the register.',
    'SS1/23 P1.2(c)(iii)',
  ),
  decision: field(
    ref('artefact', { kind: 'decision', link: 'decides', inverse: true }),
    'C',
    'The decision that closed or accepted it; needed of accepted.',
    'NIST MANAGE 1.4',
  ),
});

export type ValidationFinding = z.infer<typeof validationFinding>;
