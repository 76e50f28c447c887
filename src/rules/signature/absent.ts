import { defineRule } from '../../core/rule.ts';
import { code } from '../../kinds/words.ts';
import { describedModels } from '../signature.ts';

export const rule = defineRule({
  id: 'signature/absent',
  severity: 'info',
  what: 'A model was packed without the signature of its inputs.',
  why: 'Without it nothing stops a column that is missing, or in the wrong place, from being scored; and the register cannot be held against what the model takes.',
  fix: 'Log the model with `signature=infer_signature(X, y)`, and register its `MLmodel` anew.',
  source: 'MLflow, model signatures; PRA SS1/23 Principle 3.3',
  *check(portfolio) {
    for (const { evidence, model } of [...describedModels(portfolio).values()].flat()) {
      // One that could not be read has its finding.
      if (model.signature !== null || model.issues.length > 0) continue;
      yield {
        message: `the model in ${code(evidence.id)} was packed without a signature of its inputs: they cannot be held against the register`,
        at: { file: evidence.file, path: [] },
        subject: evidence.id,
        detail: 'signature',
        related: [{ at: evidence.at, message: `registered as ${code(evidence.local)}` }],
        fix: 'log the model with a signature, and register its `MLmodel` anew',
      };
    }
  },
});
