import { defineRule } from '../../core/rule.ts';

export const rule = defineRule({
  id: 'crosswalk/file',
  severity: 'error',
  what: 'The portfolio names a crosswalk that is no file of its folder, no table, or a second one of the same id.',
  why: 'A crosswalk that is not there carries nothing, and clauses that were thought to be covered through it stand as not assessed.',
  fix: 'Correct the path (from the content folder), or give the crosswalk an id of its own.',
  source: 'OSCAL mapping model',
  raised: 'assembly',
});
