import { defineRule } from '../../core/rule.ts';
import { aboutField, isMissing } from '../../kinds/about.ts';
import { code } from '../../kinds/words.ts';
import { validated } from '../validation-each.ts';

export const rule = defineRule({
  id: 'validation/conditions-missing',
  severity: 'error',
  what: 'The opinion is fit with conditions, and no condition is written.',
  why: 'Conditions that are not written are not met, and nobody can check them.',
  fix: 'List them under `conditions:`, each with an owner and a date.',
  source: 'PRA SS1/23 Principle 5.2; NIST AI RMF MANAGE 1.1',
  *check(portfolio) {
    for (const { artefact, data } of validated(portfolio)) {
      if (data.opinion !== 'fit-with-conditions' || !isMissing(artefact, ['conditions'])) continue;
      yield aboutField(artefact, ['opinion'], {
        message: `the opinion of ${code(artefact.id)} is \`fit-with-conditions\`, and no condition is written`,
        detail: 'conditions',
        fix: 'list them under `conditions:`, each with an owner and a date',
        absent: [['conditions']],
      });
    }
  },
});
