import { spotOf } from '../../core/artefact.ts';
import { defineRule } from '../../core/rule.ts';
import { absentAt, isMissing } from '../../kinds/about.ts';
import { attributed } from '../../kinds/explainability/each.ts';
import { topOf } from '../../kinds/explainability/read.ts';
import { code } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'explanation/unjustified-feature',
  severity: 'warning',
  what: 'A feature is among the most important ones, and the register does not say why the purpose needs it.',
  why: 'What moves decisions most is what has to be justified first. A reason that was never written cannot be given to a person who asks.',
  fix: 'Add `justification:` to the feature in the register.',
  source: 'GDPR Art. 5(1)(c); SS1/23 P3.2',
  *check(portfolio) {
    for (const { artefact, found } of attributed(portfolio)) {
      for (const { rank, item } of topOf(artefact, portfolio)) {
        const register = item === null ? undefined : portfolio.index.artefacts.get(item.artefact);
        if (item === null || !register || !isMissing(register, [...item.path, 'justification'])) continue;
        yield {
          message: `${code(item.id)} is number ${rank} by importance in ${code(found.evidence.id)}, and the register does not say why it is needed`,
          at: spotOf(register, item.path),
          subject: item.id,
          detail: found.evidence.id,
          fix: 'add `justification:`',
          related: [{ at: found.evidence.at, message: `the evidence ${code(found.evidence.id)}` }],
          absent: [absentAt(register, [...item.path, 'justification'])],
        };
      }
    }
  },
});
