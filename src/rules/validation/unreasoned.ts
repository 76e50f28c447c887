import { defineRule } from '../../core/rule.ts';
import { aboutRow, lacks } from '../../kinds/rows.ts';
import { code } from '../../kinds/words.ts';
import { validated } from '../validation-each.ts';

export const rule = defineRule({
  id: 'validation/unreasoned',
  severity: 'warning',
  what: 'A test was not run or settles nothing, or a condition was dropped, without a reason.',
  why: 'Both take a question out of the validation. The reader needs to know whether it could not be answered or was not asked.',
  fix: 'Add a `note:` that says why, and what nobody knows because of it.',
  source: 'Ruling 8 of the field reference: every “n/a” needs a reason',
  *check(portfolio) {
    for (const { artefact, tests, conditions } of validated(portfolio)) {
      for (const { item, outcome, agrees } of tests) {
        const here = { artefact, item };
        if ((outcome !== 'not-run' && outcome !== 'inconclusive') || agrees === false) continue;
        if (!lacks(here, 'note')) continue;
        yield aboutRow(here, ['outcome'], {
          message: `${code(item.local)} ${outcome === 'not-run' ? 'was not run' : 'is inconclusive'}, and nothing says why`,
          detail: 'note',
          fix: 'add `note:`',
          absent: [['note']],
        });
      }
      for (const { item, row } of conditions) {
        const here = { artefact, item };
        if (row.status !== 'dropped' || !lacks(here, 'note')) continue;
        yield aboutRow(here, ['status'], {
          message: `condition ${code(item.local)} was dropped, and nothing says why`,
          detail: 'note',
          fix: 'add `note:`',
          absent: [['note']],
        });
      }
    }
  },
});
