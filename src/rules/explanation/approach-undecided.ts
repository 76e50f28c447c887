import { spotOf } from '../../core/artefact.ts';
import { defineRule } from '../../core/rule.ts';
import { aboutField, isMissing } from '../../kinds/about.ts';
import { explained } from '../../kinds/explainability/each.ts';
import { code } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'explanation/approach-undecided',
  severity: 'error',
  what: 'No decision that stands approved the way predictions are explained.',
  why: 'Explainer, reference and output space decide which reasons a person is told. That is a choice with an owner, not a default of a library.',
  fix: 'Decide it, and name the decision in `approach_decision:`.',
  source: 'SS1/23 P3.4; PRA AI roundtable 2025',
  *check(portfolio) {
    for (const { artefact, data } of explained(portfolio)) {
      if (isMissing(artefact, ['approach_decision'])) {
        yield aboutField(artefact, ['approach_decision'], {
          message: `no decision approved the way ${code(artefact.id)} explains`,
          fix: 'name the decision in `approach_decision:`',
          absent: [['approach_decision']],
        });
        continue;
      }
      if (data.approach_decision === undefined) continue;
      const found = portfolio.index.resolve(data.approach_decision, artefact.system);
      const decision = found.state === 'found' ? portfolio.index.artefacts.get(found.node.id) : undefined;
      const status = decision?.data['adr_status'];
      if (decision?.kind !== 'decision' || status === 'accepted' || status === undefined) continue;
      yield aboutField(artefact, ['approach_decision'], {
        message: `the way ${code(artefact.id)} explains rests on ${code(decision.id)}, which is ${String(status)}`,
        detail: decision.id,
        fix: 'name the decision that stands',
        related: [{ at: spotOf(decision, ['adr_status']), message: `the decision ${code(decision.id)}` }],
      });
    }
  },
});
