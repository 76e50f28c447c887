import { defineRule } from '../../core/rule.ts';

export const rule = defineRule({
  id: 'crosswalk/invalid',
  severity: 'error',
  what: 'A crosswalk, or a row of it, does not say what it relates.',
  why: 'What cannot be read carries nothing. A row that names no clause may be a heading of a spreadsheet, or the one row that mattered: only its author knows.',
  fix: 'Name the catalogues and clauses, or declare the rows that are to be passed over (`skip_rows`, `skip_where`).',
  source: 'OSCAL mapping model',
  raised: 'assembly',
});
