import { defineRule } from '../../core/rule.ts';

export const rule = defineRule({
  id: 'read/binary',
  severity: 'error',
  what: 'A file with the name of a text format holds binary data.',
  why: 'An artefact that was overwritten by an export, a spreadsheet saved under `.csv` or a truncated download would otherwise be read as an empty record.',
  fix: 'Save it as text in UTF-8, or give it the extension of what it is and register it as evidence.',
  raised: 'reading',
});
