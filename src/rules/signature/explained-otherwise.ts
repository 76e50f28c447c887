import { defineRule } from '../../core/rule.ts';
import { code, codes } from '../../kinds/words.ts';
import { newestPerModel, shapFiles } from '../shap.ts';
import { inputNames, inputsAt, signedModels } from '../signature.ts';

export const rule = defineRule({
  id: 'signature/explained-otherwise',
  severity: 'error',
  what: 'The newest SHAP evidence attributes to other columns than the signature of the model takes.',
  why: 'An explanation over other inputs is the explanation of another model. Reasons drawn from it are not those of the score that was given.',
  fix: 'Compute the SHAP values over the model whose `MLmodel` is registered, or register the `MLmodel` of the one that was explained.',
  source: 'Cross-check of attribution against signature',
  *check(portfolio) {
    const shap = Map.groupBy(shapFiles(portfolio), ({ evidence }) => evidence.system);
    for (const [system, files] of signedModels(portfolio)) {
      // Of several models it is not known which one was explained.
      const [file, ...others] = files;
      if (file === undefined || others.length > 0 || !file.isNamed) continue;
      const taken = inputNames(file);
      for (const { evidence, features } of newestPerModel(shap.get(system) ?? [])) {
        const unexplained = taken.filter((name) => !features.includes(name));
        const strange = features.filter((name) => !taken.includes(name));
        if (unexplained.length + strange.length === 0) continue;
        const signature = `the signature of ${code(file.evidence.id)}`;
        const said = [
          unexplained.length > 0 && `has no values for ${codes(unexplained)}, which ${signature} takes`,
          strange.length > 0 &&
            `has values for ${codes(strange)}, which ${unexplained.length > 0 ? 'it' : signature} does not take`,
        ].filter((part) => part !== false);
        yield {
          message: `${code(evidence.id)} ${said.join(', and ')}`,
          at: { file: evidence.file, path: ['features'] },
          subject: evidence.id,
          detail: file.evidence.id,
          related: [
            { at: inputsAt(file), message: `the inputs of ${code(file.evidence.id)}` },
            { at: evidence.at, message: `registered as ${code(evidence.local)}` },
          ],
          fix: 'explain the model that is registered, or register the one that was explained',
        };
      }
    }
  },
});
