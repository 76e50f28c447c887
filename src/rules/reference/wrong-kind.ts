import { defineRule } from '../../core/rule.ts';

export const rule = defineRule({
  id: 'reference/wrong-kind',
  severity: 'error',
  what: 'A reference leads to something of another kind than its field is for.',
  why: 'A field that asks for evidence and names a decision, or asks for a party and names a system, says something that cannot be true, and every page that reads the field would repeat it.',
  fix: 'Name something of the kind the field asks for; the guide page of the kind says which. To mention something of any kind, cite it in prose with `[[id]]`.',
  raised: 'assembly',
});
