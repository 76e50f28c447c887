/** What a mapping row is worth on the as-of date: the algebra from evidence through controls to the state of a cell. */
import { assessApplicable } from './assess-applicable.ts';
import { end, titleOf, type Assessment, type Ground } from './assessment.ts';
import type { ProofStep } from './cell.ts';
import { asList, asText } from './data.ts';
import { isUnborn, type MappedRow } from './mapped-rows.ts';
import type { Clause } from './obligation.ts';
import type { System } from './portfolio.ts';
import { approvalNode, nodeOf, sentence } from './proof.ts';

/**
 * What a clause's own mapping row is worth: the first state that fits, along the weakest link.
 * - The row decides whether the clause applies, and whether it is covered at all.
 * - Its controls combine as it says: the weakest of all of them, the strongest of any of them.
 * - Its status, its finding and its relationship can take from that, and add nothing: a control that is a subset of
 *   the clause, or shares only something with it, covers a part, however many there are, because the word speaks of
 *   all the row's controls together.
 * - Required evidence that does not hold, a clause or a control that changed since the mapping was confirmed, make a
 *   cell lapse that is in place otherwise.
 */
export function assess(ground: Ground, system: System, clause: Clause, row: MappedRow): Assessment {
  const { data } = row.item;
  const applicability = asText(data['applicability']);
  const status = asText(data['implementation_status']);
  const branch = nodeOf({
    type: 'row',
    id: row.item.id,
    title: row.item.title,
    state: 'holds',
    note: assessedNote(data),
  });
  const say = (state: ProofStep['state'], note: string): string => {
    branch.step.state = state;
    branch.step.note = note;
    return note;
  };

  if (isUnborn(row.item, ground.as_of)) {
    const on = asText(data['assessed_on']);
    const note = `The row was assessed on ${on}, after ${ground.as_of}: it does not exist yet.`;
    return end('not-assessed', say('missing', note), branch, branch);
  }
  const approval = approvalNode(row.artefact);
  if (applicability === 'not-applicable' || (applicability === null && status === 'not-applicable')) {
    branch.below.push(approval);
    const rationale = asText(data['applicability_rationale']);
    const by = asText(data['decided_by']);
    // A decision is somebody's, and for a reason: neither a blank nor a name that nobody has is one.
    if (rationale !== null && rationale.trim() !== '' && by !== null && ground.index.parties.has(by)) {
      const note = `${sentence(rationale)} Decided by ${titleOf(ground, by)}.`;
      return end('not-applicable', say('holds', note), branch, null);
    }
    const note = 'Said to be not applicable, without a rationale or without a known party who decided it.';
    return end('not-assessed', say('missing', note), branch, branch);
  }
  if (applicability !== 'applicable') {
    branch.below.push(approval);
    const note =
      applicability === null ? 'The row does not say whether the clause applies.' : 'Under assessment.';
    return end('not-assessed', say('missing', note), branch, branch);
  }
  return assessApplicable(ground, system, clause, row, { branch, approval, say });
}

function assessedNote(data: Record<string, unknown>): string {
  const by = asText(data['assessed_by']);
  const on = asText(data['assessed_on']);
  const confidence = asText(data['mapping_confidence']);
  const parts = [
    by && `assessed by ${by}`,
    on && `on ${on}`,
    confidence && `mapping confidence: ${confidence}`,
    asList(data['evidence']).length === 0 ? 'cites no evidence of its own' : null,
  ];
  return parts.filter((part) => part).join(', ');
}
