import { defineRule } from '../../core/rule.ts';
import type { Mapping } from '../../kinds/compliance-mapping/schema.ts';
import { aboutRow, lacks, rowsOf } from '../../kinds/rows.ts';
import { code } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'mapping/undecided',
  severity: 'error',
  what: 'A mapping row says how its clause is met, and not whether it applies.',
  why: 'Whether a clause applies is the first question of a reviewer, and the answer is a decision that somebody took. Without it controls and evidence stand for a duty that may not exist, and the cell counts as not assessed.',
  fix: 'Write `applicability:` with applicable, not-applicable (and why, and who decided it) or under-assessment; once for most rows in `defaults: { mappings: … }`.',
  source: 'ISO/IEC 42001, statement of applicability; ruling 4 of the field reference',
  *check(portfolio) {
    for (const row of rowsOf<Mapping>(portfolio, 'mapping')) {
      const { obligation, implementation_status: status, controls = [] } = row.row;
      if (obligation === undefined || !lacks(row, 'applicability')) continue;
      // That a status says not applicable is an answer, which lacks a reason and a name.
      if (status === 'not-applicable' || (status === undefined && controls.length === 0)) continue;
      yield aboutRow(row, ['applicability'], {
        message: `${code(obligation)} has ${status === undefined ? 'controls' : `the status ${code(status)}`}, and nothing says whether it applies`,
        fix: 'add `applicability:`',
        absent: [['applicability']],
      });
    }
  },
});
