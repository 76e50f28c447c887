import { defineRule } from '../../core/rule.ts';

export const rule = defineRule({
  id: 'crosswalk/duplicate',
  severity: 'warning',
  what: 'A crosswalk relates the same two clauses twice, in the same way.',
  why: 'It changes no cell, but one of the two rows will be corrected one day and the other forgotten.',
  fix: 'Keep one of the two.',
  source: 'OSCAL mapping model',
  raised: 'assembly',
});
