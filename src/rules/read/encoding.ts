import { defineRule } from '../../core/rule.ts';

export const rule = defineRule({
  id: 'read/encoding',
  severity: 'error',
  what: 'A text file is not valid UTF-8.',
  why: 'Guessing an encoding changes names and currencies without a trace, and two machines may guess differently.',
  fix: 'Save the file as UTF-8. Windows line ends and a byte order mark are fine.',
  raised: 'reading',
});
