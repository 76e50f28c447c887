import { defineRule } from '../../core/rule.ts';

export const rule = defineRule({
  id: 'crosswalk/catalogue',
  severity: 'error',
  what: 'A crosswalk leads from or to a catalogue that the portfolio does not use.',
  why: 'Its clauses are then nobody’s duty here, and none of its rows can be checked.',
  fix: 'Correct the id, add the catalogue to `catalogues:`, or take the crosswalk out.',
  source: 'OSCAL mapping model, `source-resource` and `target-resource`',
  raised: 'assembly',
});
