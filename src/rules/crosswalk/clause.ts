import { defineRule } from '../../core/rule.ts';

export const rule = defineRule({
  id: 'crosswalk/clause',
  severity: 'error',
  what: 'A row of a crosswalk names a clause that its catalogue does not have.',
  why: 'A pair with one end missing is either a slip or a mapping to another edition of the text, and a reviewer cannot tell which.',
  fix: 'Write the id of the clause, or its reference as the catalogue has it.',
  source: 'OSCAL mapping model, `id-ref`',
  raised: 'assembly',
});
