import { defineRule } from '../../core/rule.ts';
import { aboutRow, lacks } from '../../kinds/rows.ts';
import { code } from '../../kinds/words.ts';
import { validated } from '../validation-each.ts';

export const rule = defineRule({
  id: 'validation/result-unbound',
  severity: 'warning',
  what: 'A test of a validation has an outcome, and its result is typed or missing, with no evidence.',
  why: 'A report of tests that cannot be looked up is a letter of recommendation. The next validator has to be able to open the file that a result came from, and to see that it is the same file.',
  fix: 'Write `result: { from: "ev:<id>#/…" }`, or cite under `evidence:` the file that shows a result which is no number.',
  source: 'Review practice 6.1, provenance per number; US SR 26-2 section VI (documentation)',
  *check(portfolio) {
    for (const { artefact, tests } of validated(portfolio)) {
      for (const { item, row } of tests) {
        const here = { artefact, item };
        if (row.outcome === undefined || row.outcome === 'not-run') continue;
        if (typeof row.result === 'object' || !lacks(here, 'evidence')) continue;
        const typed = typeof row.result === 'number';
        if (!typed && !lacks(here, 'result')) continue;
        yield aboutRow(here, [typed ? 'result' : 'outcome'], {
          message: `${code(item.local)} is recorded as ${code(row.outcome)}, and ${typed ? `its result ${row.result as number} is typed` : 'no result stands beside it'}`,
          detail: 'result',
          fix: 'write `result: { from: "ev:<id>#/…" }`, or cite `evidence:` by id',
          absent: [['result'], ['evidence']],
        });
      }
    }
  },
});
