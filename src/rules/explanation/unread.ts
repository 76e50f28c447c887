import { defineRule } from '../../core/rule.ts';

export const rule = defineRule({
  id: 'explanation/unread',
  severity: 'error',
  what: 'A file that is registered as SHAP values cannot be read as such, or can be read in two ways.',
  why: 'There is no official format. A file that is cut short would be drawn with holes, and an array of three axes may hold outputs or interactions: a guess would be drawn as if it were a fact.',
  fix: 'Correct what writes the file; or answer the question in the register, under `shap`.',
  source: 'SHAP, `Explanation`; NumPy, `numpy.lib.format`',
  raised: 'assembly',
});
