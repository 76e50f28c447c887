import { defineRule } from '../../core/rule.ts';
import { aboutField, isMissing } from '../../kinds/about.ts';
import { explained } from '../../kinds/explainability/each.ts';
import { needsBackground } from '../../kinds/explainability/background.ts';
import { code } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'explanation/background-missing',
  severity: 'error',
  what: 'An explainer that needs background data names none.',
  why: 'Its attributions are relative to those rows: with others, every reason may be another. Nobody can repeat or dispute what is relative to something unknown.',
  fix: 'Add `background_data:` with dataset, size and why these rows; or correct `feature_perturbation:`.',
  source: 'shap, `TreeExplainer(feature_perturbation="interventional")`; departure 8 of the field reference',
  *check(portfolio) {
    for (const { artefact, data } of explained(portfolio)) {
      if (!needsBackground(data) || !isMissing(artefact, ['background_data'])) continue;
      const why =
        data.feature_perturbation === undefined
          ? `method ${code(data.method!)}`
          : `feature perturbation ${code(data.feature_perturbation)}`;
      yield aboutField(
        artefact,
        [data.feature_perturbation === undefined ? 'method' : 'feature_perturbation'],
        {
          message: `${code(artefact.id)} explains with ${why}, and names no background data`,
          detail: 'background_data',
          fix: 'add `background_data:` with its dataset, size and rationale',
          absent: [['background_data']],
        },
      );
    }
  },
});
