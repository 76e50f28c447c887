/** Answers and conditions of a handoff that nothing shows to be true. */
import { isBroken, type Artefact } from '../../../core/artefact.ts';
import type { Path } from '../../../core/place.ts';
import type { Portfolio } from '../../../core/portfolio.ts';
import { isAnswerUnproven, isConditionUnproven } from '../../../kinds/handoff-checklist/proof.ts';
import type { HandoffCondition, HandoffItem } from '../../../kinds/handoff-checklist/schema.ts';
import { rowsOf } from '../../../kinds/rows.ts';
import { countBySystem, holeAt, stateByRule, unreadLists, type Hole, type HoleList } from './hole.ts';

/** Everything that a handoff says holds: questions that passed and conditions that are met. */
export function unprovenHandoffs(portfolio: Portfolio): HoleList {
  const answers = [...rowsOf<HandoffItem>(portfolio, 'handoff-item')].filter(
    ({ row }) => row.result === 'pass',
  );
  const conditions = [...rowsOf<HandoffCondition>(portfolio, 'handoff-condition')].filter(
    ({ row }) => row.status === 'met',
  );
  return {
    id: 'handoff',
    title: 'Handoff conditions without proof',
    what: 'Questions of a handoff that are said to have passed and conditions said to be met, without evidence or an artefact that shows it. What is still open claims nothing and is not counted.',
    asks: 'Who takes over relies on the answer at three in the morning. A tick without a record is the word of the team that leaves.',
    unit: ['claim of a handoff', 'claims of handoffs'],
    scope: countBySystem([...answers, ...conditions].map(({ item }) => item)),
    rows: [
      ...answers.flatMap((row) => {
        if (isAnswerUnproven(row)) return hole(portfolio, row.item.id, 'It passed, and nothing shows it.');
        return unread(portfolio, row, ['evidence', 'see'], row.row);
      }),
      ...conditions.flatMap((row) => {
        if (isConditionUnproven(row))
          return hole(portfolio, row.item.id, 'It is said to be met, and nothing shows it.');
        return unread(portfolio, row, ['evidence'], row.row);
      }),
      ...unreadLists(portfolio, 'handoff-checklist', 'items'),
      ...unreadLists(portfolio, 'handoff-checklist', 'conditions'),
    ],
  };
}

const hole = (portfolio: Portfolio, id: string, why: string): Hole[] => [
  holeAt(portfolio, { id, why, ...stateByRule(portfolio, 'handoff/unproven', id) }),
];

/** What shows a claim is there and could not be read, and nothing else shows it. */
function unread(
  portfolio: Portfolio,
  { artefact, item }: { artefact: Artefact; item: { id: string; path: Path } },
  fields: readonly ('evidence' | 'see')[],
  row: { evidence?: unknown; see?: unknown },
): Hole[] {
  if (fields.some((field) => row[field] !== undefined)) return [];
  const lost = fields.filter((field) => isBroken(artefact, [...item.path, field]));
  if (lost.length === 0) return [];
  const why = `Its \`${lost.join('` and `')}\` could not be read.`;
  return [holeAt(portfolio, { id: item.id, why, state: 'unread' })];
}
