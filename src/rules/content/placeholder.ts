import { defineRule } from '../../core/rule.ts';

export const rule = defineRule({
  id: 'content/placeholder',
  severity: 'warning',
  what: 'A placeholder such as `TBD`, `TODO` or `[More Information Needed]` stands where content belongs.',
  why: 'Placeholders pass a check that only asks whether a field is there. Here they count as not filled: a field that holds one is absent, and prose that holds one is unfinished.',
  fix: 'Write the content, or say plainly that it is not known and who will find out by when.',
  source: 'the Hugging Face model card template, whose blank fields read `[More Information Needed]`',
  raised: 'reading',
});
