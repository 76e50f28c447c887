import { defineRule } from '../../core/rule.ts';
import { aboutField } from '../../kinds/about.ts';
import { explained } from '../../kinds/explainability/each.ts';
import { code } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'explanation/background-without-use',
  severity: 'warning',
  what: 'Background data are named for an explainer that uses none.',
  why: 'Tree-path-dependent TreeSHAP weighs branches by the training rows in the trees. A background that is named and not used tells a challenger that contributions are relative to rows which they are not relative to.',
  fix: 'Remove `background_data:`, or correct `feature_perturbation:`.',
  source: 'shap, `TreeExplainer`; xgboost, `pred_contribs`; departure 8 of the field reference',
  *check(portfolio) {
    for (const { artefact, data } of explained(portfolio)) {
      const { feature_perturbation: perturbation, background_data: background } = data;
      if (background === undefined) continue;
      if (perturbation !== 'tree-path-dependent' && perturbation !== 'none') continue;
      yield aboutField(artefact, ['background_data'], {
        message: `${code(artefact.id)} names background data, and feature perturbation ${code(perturbation)} uses none`,
        fix: 'remove `background_data:`, or correct `feature_perturbation:`',
      });
    }
  },
});
