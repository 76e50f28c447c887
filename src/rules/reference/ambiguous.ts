import { defineRule } from '../../core/rule.ts';

export const rule = defineRule({
  id: 'reference/ambiguous',
  severity: 'error',
  what: 'A reference fits more than one thing with the same id.',
  why: 'Two readers would follow it to two places, and a matrix computed from it would be right for one of them at most.',
  fix: 'Write the id with its system (`retail-credit-pd/FM-02`), or rename one of the two.',
  raised: 'assembly',
});
