import { defineRule } from '../../core/rule.ts';

export const rule = defineRule({
  id: 'syntax/json',
  severity: 'error',
  what: 'A JSON file does not parse, or is truncated.',
  why: 'Evidence that does not parse proves nothing. `NaN` and `Infinity`, which some tools write, are not JSON; a number that could not be computed is `null`.',
  fix: 'Write the file again from its source, then refresh its digest with `casebook evidence refresh <file>`.',
  source: 'RFC 8259',
  raised: 'reading',
});
