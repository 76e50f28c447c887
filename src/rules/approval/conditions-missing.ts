import { defineRule } from '../../core/rule.ts';
import { within } from '../../kinds/about.ts';
import { code } from '../../kinds/words.ts';
import { decidedArtefacts } from '../decided.ts';

export const rule = defineRule({
  id: 'approval/conditions-missing',
  severity: 'error',
  what: 'The approval that counts was given with conditions, and none is written.',
  why: 'Conditions that are not written are not met, and nobody can check them.',
  fix: 'Record the decision again with `casebook approve`, and a `--condition` for each. A record that stands is not edited.',
  source: 'PRA SS1/23 Principle 5.2',
  *check(portfolio) {
    for (const { artefact, approval } of decidedArtefacts(portfolio)) {
      if (approval.decision !== 'approved-with-conditions' || approval.conditions.length > 0) continue;
      yield {
        message: `${code(artefact.id)} was approved with conditions on ${approval.date}, and no condition is written`,
        at: within(approval.at, 'decision'),
        subject: artefact.id,
        detail: `${approval.id} conditions`,
        fix: `record it again with \`casebook approve ${artefact.id} --as <party> --condition "<text> | <owner> | <due>"\``,
      };
    }
  },
});
