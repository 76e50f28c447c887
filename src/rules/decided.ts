import type { Artefact } from '../core/artefact.ts';
import type { Portfolio } from '../core/portfolio.ts';
import type { Approval } from '../core/records.ts';

/** Every artefact with the approval that decides its state today. */
export function* decidedArtefacts(
  portfolio: Portfolio,
): Generator<{ artefact: Artefact; approval: Approval }> {
  const approvals = new Map(portfolio.approvals.map((approval) => [approval.id, approval]));
  for (const artefact of portfolio.artefacts) {
    const approval = artefact.approval.by === null ? undefined : approvals.get(artefact.approval.by);
    if (approval !== undefined) yield { artefact, approval };
  }
}
