import { isBroken, spotOf } from '../../core/artefact.ts';
import { defineRule } from '../../core/rule.ts';
import { demandsOf } from '../demand.ts';
import { isClosed } from '../../kinds/rows.ts';
import { code } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'approval/missing',
  severity: 'warning',
  what: 'An artefact that must be approved at its tier is not: nobody has decided, or the last word was no.',
  why: '“Who said yes to this?” is the first question of a review. A status typed into a document is not an answer; a record with a name, a date and the fingerprint of what was approved is.',
  fix: 'Have the artefact reviewed, then record the decision with `casebook approve <artefact> --as <party>`. A decision record is decided by the decision-makers it names and needs no second approval.',
  source: 'US SR 26-2 and PRA SS1/23 Principle 2: approval of models before use',
  *check(portfolio) {
    for (const system of portfolio.systems) {
      const demands = demandsOf(portfolio, system);
      if (!demands?.approvals) continue;
      for (const artefact of system.artefacts) {
        if (!demands.kinds.includes(artefact.kind) || artefact.kind === 'decision' || isClosed(artefact))
          continue;
        // Of a file that cannot be read nothing can be said but that.
        if (isBroken(artefact, [])) continue;
        const { status, by } = artefact.approval;
        if (status !== 'draft' && status !== 'in-review' && status !== 'rejected') continue;
        const last = by === null ? undefined : portfolio.approvals.find((one) => one.id === by);
        yield {
          message:
            last === undefined
              ? `nobody has approved ${code(artefact.id)}, which ${system.risk_tier} asks for`
              : `${code(artefact.id)} is not approved: ${code(last.approver)} decided ${code(last.decision)} on ${last.date}`,
          at: spotOf(artefact, []),
          subject: artefact.id,
          detail: last === undefined ? 'none' : 'rejected',
          ...(last && { related: [{ at: last.at, message: `the decision ${code(last.id)}` }] }),
          fix: `record the decision with \`casebook approve ${artefact.id} --as <party>\` once it is made`,
        };
      }
    }
  },
});
