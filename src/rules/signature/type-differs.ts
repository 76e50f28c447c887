import { spotOf } from '../../core/artefact.ts';
import { asText } from '../../core/data.ts';
import { defineRule } from '../../core/rule.ts';
import { typeFits } from '../../evidence/model/signature.ts';
import { code } from '../../kinds/words.ts';
import { registeredColumns } from '../shap.ts';
import { inputsAt, signedModels } from '../signature.ts';

export const rule = defineRule({
  id: 'signature/type-differs',
  severity: 'error',
  what: 'The signature of the model takes a feature in another type than the register gives it.',
  why: 'A number that arrives as text is refused or parsed by accident, and one with decimals that is taken as a whole number loses them. What was approved is then not what is scored.',
  fix: 'Correct `logical_type` in the register; or list the encoded columns under `columns`; or log the model with the types that are served.',
  source: 'MLflow, signature enforcement',
  *check(portfolio) {
    for (const [system, files] of signedModels(portfolio)) {
      const known = registeredColumns(portfolio, system);
      for (const file of files) {
        for (const { name, type } of file.signature.inputs) {
          const item = name === null ? undefined : known.get(name);
          const logical = asText(item?.data['logical_type']);
          const artefact = portfolio.index.artefacts.get(item?.artefact ?? '');
          if (name === null || !item || logical === null || !artefact) continue;
          if (typeFits(logical, type, name !== item.local)) continue;
          const column = name === item.local ? '' : ` as ${code(name)}`;
          yield {
            message: `${code(item.id)} is registered as ${code(logical)}, and the signature of ${code(file.evidence.id)} takes it${column} as ${code(type)}`,
            at: spotOf(artefact, [...item.path, 'logical_type']),
            subject: item.id,
            detail: `${file.evidence.id} ${name}`,
            related: [{ at: inputsAt(file), message: `the inputs of ${code(file.evidence.id)}` }],
            fix: 'correct `logical_type`, or the type that the model is logged with',
          };
        }
      }
    }
  },
});
