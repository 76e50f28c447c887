import { defineRule } from '../../core/rule.ts';
import { aboutField } from '../../kinds/about.ts';
import type { ModelCard } from '../../kinds/model-card/schema.ts';
import { artefactsOf } from '../../kinds/rows.ts';
import { code, codes } from '../../kinds/words.ts';
import { inputNames, inputsAt, signedModels } from '../signature.ts';

export const rule = defineRule({
  id: 'signature/card-differs',
  severity: 'error',
  what: 'The inputs of a model card are not those of the model’s signature.',
  why: 'The card says what goes into the model, to people who cannot read the signature. A card that lists another set describes another model.',
  fix: 'List under `inputs:` what the signature takes, by the same names; or register the `MLmodel` of the model that the card describes.',
  source: 'Model Cards (Mitchell et al. 2019), inputs; cross-check of card against signature',
  *check(portfolio) {
    const signed = signedModels(portfolio);
    for (const { artefact, data } of artefactsOf<ModelCard>(portfolio, 'model-card')) {
      const files = (signed.get(artefact.system ?? '') ?? []).filter(
        ({ evidence, isNamed }) =>
          isNamed && (evidence.model_version === null || evidence.model_version === data.model_version?.name),
      );
      const [file, ...others] = files;
      const stated = (data.inputs ?? []).flatMap(({ name }) => name ?? []);
      // Of several models it is not known which one the card is of.
      if (file === undefined || others.length > 0 || stated.length === 0) continue;
      const taken = inputNames(file);
      const unnamed = taken.filter((name) => !stated.includes(name));
      const strange = stated.filter((name) => !taken.includes(name));
      if (unnamed.length + strange.length === 0) continue;
      const signature = `the signature of ${code(file.evidence.id)}`;
      const said = [
        unnamed.length > 0 && `leaves out ${codes(unnamed)}, which ${signature} takes`,
        strange.length > 0 &&
          `lists ${codes(strange)}, which ${unnamed.length > 0 ? 'it' : signature} does not take`,
      ].filter((part) => part !== false);
      yield aboutField(artefact, ['inputs'], {
        message: `${code(artefact.id)} ${said.join(', and ')}`,
        detail: file.evidence.id,
        related: [{ at: inputsAt(file), message: `the inputs of ${code(file.evidence.id)}` }],
        fix: 'list the inputs by the names of the signature',
      });
    }
  },
});
