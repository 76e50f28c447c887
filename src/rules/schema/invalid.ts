import { defineRule } from '../../core/rule.ts';

export const rule = defineRule({
  id: 'schema/invalid',
  severity: 'error',
  what: 'A field has a value its kind does not allow: a wrong type, a word that is not in the list, a date that does not exist.',
  why: 'A value outside the vocabulary cannot be counted, filtered, compared or expired. The field is treated as absent until it is right, and nothing else in the file is lost.',
  fix: 'Write a value the field allows; the message lists them, and the guide page of the kind explains each.',
  raised: 'assembly',
});
