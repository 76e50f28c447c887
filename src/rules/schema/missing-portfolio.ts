import { defineRule } from '../../core/rule.ts';

export const rule = defineRule({
  id: 'schema/missing-portfolio',
  severity: 'error',
  what: 'The content folder has no `portfolio.yaml`.',
  why: 'The portfolio file names the people, the catalogues and the policy that everything else is held to; without it nothing is asked of anybody, and an empty answer would pass.',
  fix: 'Write `portfolio.yaml` with a `title:`, or begin with `casebook init`.',
  raised: 'assembly',
});
