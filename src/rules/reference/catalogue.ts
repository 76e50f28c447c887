import { defineRule } from '../../core/rule.ts';

export const rule = defineRule({
  id: 'reference/catalogue',
  severity: 'error',
  what: 'The portfolio names a catalogue of obligations that neither ships nor exists as a file.',
  why: 'A matrix over a catalogue that is not there has no cells, and no cells look like no duties.',
  fix: 'Correct the name, or the path of your own catalogue (from the content folder).',
  raised: 'assembly',
});
