import { defineRule } from '../../core/rule.ts';
import { code, count } from '../../kinds/words.ts';
import { columnsOf, inputsAt, modelInputs, signedModels } from '../signature.ts';

export const rule = defineRule({
  id: 'signature/width-differs',
  severity: 'error',
  what: 'The signature takes a matrix without names, of another width than the register has columns.',
  why: 'Columns without names are told apart by their place alone. When their number differs, at least one of them is not what the register says, and so may be all that follow it.',
  fix: 'Log the model with a signature that has names; or correct the register and the `columns` of encoded features.',
  source: 'Cross-check of signature against inventory; MLflow, tensor-based signatures',
  *check(portfolio) {
    for (const [system, files] of signedModels(portfolio)) {
      const columns = modelInputs(portfolio, system).flatMap(columnsOf);
      if (columns.length === 0) continue;
      for (const file of files) {
        const [input, ...others] = file.signature.inputs;
        const width = input?.shape?.at(-1);
        // Several tensors, and one of any width, say nothing of columns.
        if (input?.name !== null || others.length > 0 || input.shape?.length !== 2) continue;
        if (width === undefined || width < 0 || width === columns.length) continue;
        yield {
          message: `the signature of ${code(file.evidence.id)} takes ${count(width, 'column')} without names, and the register of ${code(system)} has ${count(columns.length, 'column')} of approved model inputs`,
          at: inputsAt(file),
          subject: file.evidence.id,
          detail: 'width',
          related: [{ at: file.evidence.at, message: `registered as ${code(file.evidence.local)}` }],
          fix: 'log the model with a signature that has names, or correct the register',
        };
      }
    }
  },
});
