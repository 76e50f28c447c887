import { spotOf } from '../../core/artefact.ts';
import { defineRule } from '../../core/rule.ts';
import { aboutField } from '../../kinds/about.ts';
import { attributed } from '../../kinds/explainability/each.ts';
import { topOf } from '../../kinds/explainability/read.ts';
import { code } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'explanation/sensitive-in-top',
  severity: 'error',
  what: 'A protected or proxy feature is among the most important ones, and nobody says why it may be.',
  why: 'It is where indirect discrimination begins. That such a feature weighs much may be defensible, and then somebody has to defend it in writing.',
  fix: 'Add a row to `sensitive_features:` with the justification and the decision, or retrain without the feature.',
  source: 'SS1/23 P3.2; MAS FEAT principle 2; Regulation B, 12 CFR 1002.6(a)',
  *check(portfolio) {
    for (const { artefact, found } of attributed(portfolio)) {
      for (const { name, rank, item, feature, sensitive, justified } of topOf(artefact, portfolio)) {
        if (!sensitive || item === null || (justified?.justification ?? '') !== '') continue;
        const relation = feature!.protected_attribute_relation!.replaceAll('-', ' ');
        yield aboutField(artefact, ['sensitive_features'], {
          message: `${code(item.id)} (${relation}) is number ${rank} by importance in ${code(found.evidence.id)}, and ${code(artefact.id)} does not say why it may be`,
          detail: name,
          fix: `add ${code(name)} to \`sensitive_features:\` with its justification`,
          related: [
            {
              at: spotOf(portfolio.index.artefacts.get(item.artefact)!, [
                ...item.path,
                'protected_attribute_relation',
              ]),
              message: 'its relation in the register',
            },
          ],
        });
      }
    }
  },
});
