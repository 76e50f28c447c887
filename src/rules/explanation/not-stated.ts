import { defineRule } from '../../core/rule.ts';

export const rule = defineRule({
  id: 'explanation/not-stated',
  severity: 'info',
  what: 'Neither a file of SHAP values nor the register says something that is needed to read or to check it.',
  why: 'Without base value and output nobody can check that contributions add up; without an output space they have no unit; without feature values a plot cannot tell high from low. What is not stated is shown as unknown.',
  fix: 'State it in the register, under `shap`, or have the file written with it.',
  source: 'SHAP, `Explanation` and its additivity check',
  raised: 'assembly',
});
