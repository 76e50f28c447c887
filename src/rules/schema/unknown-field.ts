import { defineRule } from '../../core/rule.ts';

export const rule = defineRule({
  id: 'schema/unknown-field',
  severity: 'error',
  what: 'A field that its kind does not know.',
  why: 'Most unknown fields are misspelt known ones, and a misspelt `valid_until` is evidence that never expires. Front matter that is accepted unread looks checked and is not.',
  fix: 'Correct the name (the finding suggests the nearest), move the field where it belongs, or call it `x_…` to keep a field of your own.',
  raised: 'assembly',
});
