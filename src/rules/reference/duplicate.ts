import { defineRule } from '../../core/rule.ts';

export const rule = defineRule({
  id: 'reference/duplicate',
  severity: 'error',
  what: 'Two things of one system, or of the portfolio, have the same id.',
  why: 'Ids are how approvals, waivers, decisions and evidence find what they speak of. When two things answer to one id, nobody can say which of them was approved.',
  fix: 'Rename one of the two; the finding names the place of the first. Ids that were published keep their meaning: rename the newer one.',
  raised: 'assembly',
});
