import { didYouMean } from '../../core/suggest.ts';
import { defineRule } from '../../core/rule.ts';
import { code } from '../../kinds/words.ts';
import { hasRegister, registeredColumns } from '../shap.ts';
import { inputNames, inputsAt, signedModels } from '../signature.ts';

export const rule = defineRule({
  id: 'signature/unregistered-column',
  severity: 'error',
  what: 'The signature of the model takes a column that the feature register does not know, by name or by `columns`.',
  why: 'The signature is what runs. A column in it that is in no register has no owner, no lawful basis, no proxy test and no approval.',
  fix: 'Register the feature; if it is a column of one that is registered (one-hot, lag), list it under `columns` of that feature.',
  source: 'Cross-check of signature against inventory; GDPR Article 5(1)(c)',
  *check(portfolio) {
    for (const [system, files] of signedModels(portfolio)) {
      if (!hasRegister(portfolio, system)) continue;
      const known = registeredColumns(portfolio, system);
      for (const file of files) {
        for (const name of inputNames(file)) {
          if (known.has(name)) continue;
          yield {
            message: `${code(name)} is an input in the signature of ${code(file.evidence.id)}, and is not in the feature register of ${code(system)}`,
            at: inputsAt(file),
            subject: file.evidence.id,
            detail: name,
            related: [{ at: file.evidence.at, message: `registered as ${code(file.evidence.local)}` }],
            fix:
              didYouMean(name, known.keys()) ??
              `register ${code(name)}, or list it under \`columns\` of the feature it belongs to`,
          };
        }
      }
    }
  },
});
