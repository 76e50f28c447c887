import { spotOf } from '../../core/artefact.ts';
import { defineRule } from '../../core/rule.ts';
import { code, codes } from '../../kinds/words.ts';
import { columnsOf, inputNames, inputsAt, modelInputs, signedModels } from '../signature.ts';

export const rule = defineRule({
  id: 'signature/missing-feature',
  severity: 'error',
  what: 'The register lists a feature as an approved model input, and the signature of the model does not take it.',
  why: 'Either the model does not use what the register says it uses, or another model runs than the one that was agreed.',
  fix: 'Set the feature’s `usage` or `status` to what it is now; or list its encoded names under `columns`; or register the `MLmodel` of the model that runs.',
  source: 'Cross-check of inventory against signature',
  *check(portfolio) {
    for (const [system, files] of signedModels(portfolio)) {
      // An input without a name may be any of them: its width is compared instead.
      if (files.some(({ isNamed }) => !isNamed)) continue;
      const taken = new Set(files.flatMap(inputNames));
      const ids = files.map(({ evidence }) => evidence.id);
      for (const item of modelInputs(portfolio, system)) {
        const artefact = portfolio.index.artefacts.get(item.artefact);
        const columns = columnsOf(item);
        const absent = columns.filter((column) => !taken.has(column));
        if (!artefact || absent.length === 0) continue;
        const as = columns.length === 1 && columns[0] === item.local ? '' : ` as ${codes(absent, 3)}`;
        yield {
          message: `${code(item.id)} is an approved model input, and the signature of ${codes(ids)} does not take it${as}`,
          at: spotOf(artefact, item.path),
          subject: item.id,
          detail: ids.join(' '),
          related: files.map((file) => ({
            at: inputsAt(file),
            message: `the inputs of ${code(file.evidence.id)}`,
          })),
          fix: 'correct the register, or register the `MLmodel` of the model that runs',
        };
      }
    }
  },
});
