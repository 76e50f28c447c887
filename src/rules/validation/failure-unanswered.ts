import { defineRule } from '../../core/rule.ts';
import { aboutRow, lacks } from '../../kinds/rows.ts';
import { code } from '../../kinds/words.ts';
import { validated } from '../validation-each.ts';

export const rule = defineRule({
  id: 'validation/failure-unanswered',
  severity: 'error',
  what: 'A test of a validation failed, and no finding follows from it.',
  why: 'A failed test without a finding has no owner and no date. It is in the report so that it can be said to have been reported.',
  fix: 'Raise a finding with severity, owner and due date, and name it under `finding:` of the test.',
  source: 'US SR 26-2 section V (act on deviations); review practice 6.1, breach to closure',
  *check(portfolio) {
    for (const { artefact, tests } of validated(portfolio)) {
      for (const { item, outcome, agrees, evidence } of tests) {
        const here = { artefact, item };
        // Where record and result disagree, that is the fault to settle first.
        if (outcome !== 'fail' || agrees === false || !lacks(here, 'finding')) continue;
        yield aboutRow(here, ['outcome'], {
          message: `${code(item.local)} failed, and no finding follows from it`,
          detail: 'finding',
          fix: 'raise a finding, and name it under `finding:`',
          absent: [['finding']],
          ...(evidence !== null && {
            related: [{ at: evidence.at, message: `the result is read from ${code(evidence.id)}` }],
          }),
        });
      }
    }
  },
});
