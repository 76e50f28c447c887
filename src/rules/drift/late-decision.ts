import { defineRule } from '../../core/rule.ts';
import { code, codes, daysBefore } from '../../kinds/words.ts';
import { breachSpot } from '../breach-words.ts';

export const rule = defineRule({
  id: 'drift/late-decision',
  severity: 'warning',
  what: 'A red breach was decided after its response time, or nobody can say whether before.',
  why: 'A decision that comes too late is a decision, and the weeks before it are weeks in which the system was used past a limit. It cannot be repaired afterwards; it has to be seen, because the same will happen again.',
  fix: 'Say in the `note` of the breach why it took so long and what was changed; if the days are wrong or missing, correct `detected` or the `date` of the decision.',
  source: 'PRA SS1/23 Principle 5.3: breaches are escalated in time',
  *check(portfolio) {
    for (const breach of portfolio.breaches) {
      const { answer, record, detected, decide_by, decided_on, decisions, response_time } = breach;
      if ((answer !== 'late' && answer !== 'undated') || record === null) continue;
      const first = portfolio.index.nodes.get(decisions[0]!);
      yield {
        message:
          answer === 'late'
            ? `breach ${code(record)} was decided on ${decided_on}, ${daysBefore(decide_by!, decided_on!)} after it was due (${decide_by}, ${code(response_time)} after ${detected})`
            : `breach ${code(record)} is decided by ${codes(decisions)}, and ${detected === null ? 'when it was detected' : 'when that was'} is not known: nobody can say whether in time`,
        at: breachSpot(portfolio, breach),
        subject: record,
        detail: answer,
        related: first ? [{ at: first.at, message: `the decision ${code(first.id)}` }] : [],
        fix:
          answer === 'late'
            ? 'say in its `note` why, and what was changed so that the next one is in time'
            : detected === null
              ? 'add `detected:`'
              : 'add the `date:` of the decision',
      };
    }
  },
});
