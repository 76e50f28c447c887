import { defineRule } from '../../core/rule.ts';
import { within } from '../../kinds/about.ts';
import { code, daysBefore } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'evidence/expired',
  severity: 'warning',
  what: 'Evidence is past its `valid_until`.',
  why: 'Whoever registered it said how long it would speak for the system. After that day it is history: cells that rest on it are shown as lapsed, not as evidenced.',
  fix: 'Produce the evidence again and register it under its own id or with `casebook evidence refresh`; do not just move the date.',
  *check(portfolio) {
    for (const evidence of portfolio.evidence) {
      if (evidence.state !== 'expired' || evidence.valid_until === null) continue;
      yield {
        message: `evidence ${code(evidence.id)} was valid until ${evidence.valid_until}, ${daysBefore(evidence.valid_until, portfolio.as_of)} before ${portfolio.as_of}`,
        at: within(evidence.at, 'valid_until'),
        subject: evidence.id,
        detail: evidence.valid_until,
        fix: 'produce it again, and register the new file with its own dates',
      };
    }
  },
});
