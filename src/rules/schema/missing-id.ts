import { defineRule } from '../../core/rule.ts';

export const rule = defineRule({
  id: 'schema/missing-id',
  severity: 'error',
  what: 'A row that others point at has no id.',
  why: 'A failure mode, a monitor or a breach without an id cannot be cited, mitigated, decided or counted.',
  fix: 'Give the row the field the message names; ids are short and stable, such as `FM-07`.',
  raised: 'assembly',
});
