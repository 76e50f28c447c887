import { defineRule } from '../../core/rule.ts';

export const rule = defineRule({
  id: 'syntax/front-matter',
  severity: 'error',
  what: 'Front matter that is not a mapping of fields in YAML, does not begin on line 1, or never ends.',
  why: 'Front matter says what the file is, which system it belongs to and what it claims; without it the file is a page that nobody answers for.',
  fix: 'Begin the file with `---`, the fields (at least `title:`), and `---` on a line of its own.',
  raised: 'reading',
});
