import { defineRule, type Rule } from '../../core/rule.ts';
import { within } from '../about.ts';
import { code } from '../words.ts';

const endBeforeCapture = defineRule({
  id: 'evidence/end-before-capture',
  severity: 'error',
  what: 'Evidence ends before it was captured.',
  why: 'One of the two dates is wrong, and with it every state that is computed from them.',
  fix: 'Correct `captured_at` or `valid_until`.',
  source: 'Design ruling 10 of the field reference: dates drive deadlines',
  *check(portfolio) {
    for (const record of portfolio.evidence) {
      const { captured_at: from, valid_until: until } = record;
      if (from === null || until === null || until >= from) continue;
      yield {
        message: `${code(record.id)} was captured on ${from} and is valid until ${until}, which is earlier`,
        at: within(record.at, 'valid_until'),
        subject: record.id,
        detail: 'valid_until',
        fix: 'correct `captured_at` or `valid_until`',
      };
    }
  },
});

export const rules: Rule[] = [endBeforeCapture];
