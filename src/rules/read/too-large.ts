import { defineRule } from '../../core/rule.ts';

export const rule = defineRule({
  id: 'read/too-large',
  severity: 'error',
  what: 'A text file is far larger than a person can have written.',
  why: 'Raw rows do not belong in a portfolio: they cannot be reviewed, they slow every build, and they may be about people. Small profiles computed from them do belong.',
  fix: 'Keep the rows where they are governed, and commit the metrics or profile computed from them.',
  raised: 'reading',
});
