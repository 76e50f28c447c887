import { defineRule } from '../../core/rule.ts';

export const rule = defineRule({
  id: 'content/expression',
  severity: 'error',
  what: 'An import, an export, an expression or a spread in an MDX body.',
  why: 'Content is data. Code in an artefact would run on the machine of whoever builds the portfolio, and would make a page depend on more than its files.',
  fix: 'Write the value itself. To show a figure from evidence, use `<Metric of="ev:…" />`. A comment `{/* … */}` is allowed.',
  raised: 'reading',
});
