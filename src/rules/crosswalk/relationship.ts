import { defineRule } from '../../core/rule.ts';

export const rule = defineRule({
  id: 'crosswalk/relationship',
  severity: 'error',
  what: 'A row of a crosswalk relates its clauses by a word that is no relationship, or by none.',
  why: 'The relationship decides how much a clause can carry for another: a word that nobody defined would carry whatever a reader likes.',
  fix: 'Write one of OSCAL’s words, or an alias such as `equal`, `subset` or `gap`; a table without the column takes `relationship:` in its declaration.',
  source: 'OSCAL mapping model; NIST IR 8477',
  raised: 'assembly',
});
