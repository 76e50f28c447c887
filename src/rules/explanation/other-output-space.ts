import { defineRule } from '../../core/rule.ts';
import { aboutField } from '../../kinds/about.ts';
import { attributed } from '../../kinds/explainability/each.ts';
import { code } from '../../kinds/words.ts';

/** What the output of an artefact is called in evidence; a raw score is whatever the model puts out before a link. */
const spaces: Readonly<Record<string, readonly string[]>> = {
  probability: ['probability'],
  'log-odds': ['log-odds'],
  'raw-score': ['margin', 'log-odds', 'log-hazard', 'value'],
  value: ['value'],
  'log-hazard': ['log-hazard'],
};

export const rule = defineRule({
  id: 'explanation/other-output-space',
  severity: 'error',
  what: 'An explanation says that contributions add up to one output, and its SHAP evidence is of another.',
  why: 'A contribution of 0.5 multiplies the odds by 1.65 in log-odds, and is fifty percentage points in probability. Who reads the one as the other tells a person something false.',
  fix: 'Correct `output_explained:`, or compute the SHAP values in the output that is meant.',
  source: 'Lundberg and Lee 2017, local accuracy',
  *check(portfolio) {
    for (const { artefact, data, found } of attributed(portfolio)) {
      const stated = data.output_explained;
      const space = found.shap.output_space;
      const fitting = stated === undefined ? undefined : spaces[stated];
      // Of a space that nobody states there is a question already, and a decision is not a sum.
      if (fitting === undefined || space === 'unknown' || fitting.includes(space)) continue;
      yield aboutField(artefact, ['output_explained'], {
        message: `${code(artefact.id)} explains ${code(stated!)}, and the contributions in ${code(found.evidence.id)} are in ${code(space)}`,
        detail: found.evidence.id,
        fix: `write the output that the file is in, or compute the SHAP values in ${code(stated!)}`,
        related: [{ at: found.evidence.at, message: `the evidence ${code(found.evidence.id)}` }],
      });
    }
  },
});
