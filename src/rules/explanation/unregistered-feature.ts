import { didYouMean } from '../../core/suggest.ts';
import { defineRule } from '../../core/rule.ts';
import { hasRegister, registeredColumns, shapFiles } from '../shap.ts';
import { code } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'explanation/unregistered-feature',
  severity: 'error',
  what: 'SHAP evidence attributes to a feature that the register does not know, by name or by `columns`.',
  why: 'The evidence shows what the model really uses. An input that moves predictions and is in no register has no owner, no lawful basis, no proxy test and no approval.',
  fix: 'Register the feature; if it is a column of one that is registered (one-hot, lag), list it under `columns` of that feature.',
  source: 'Cross-check of attribution against inventory; GDPR Article 5(1)(c)',
  *check(portfolio) {
    for (const { evidence, features } of shapFiles(portfolio)) {
      if (!hasRegister(portfolio, evidence.system)) continue;
      const known = registeredColumns(portfolio, evidence.system);
      for (const name of features) {
        if (known.has(name)) continue;
        yield {
          message: `${code(name)} has SHAP values in ${code(evidence.id)} and is not in the feature register of ${code(evidence.system ?? '')}`,
          at: evidence.at,
          subject: evidence.id,
          detail: name,
          fix:
            didYouMean(name, known.keys()) ??
            `register ${code(name)}, or list it under \`columns\` of the feature it belongs to; what is no feature is named under \`shap:\` of the evidence, as \`id_column\`, \`prediction_column\` or in \`other_columns\``,
        };
      }
    }
  },
});
