import { defineRule } from '../../core/rule.ts';
import { aboutRow } from '../../kinds/rows.ts';
import { attributed } from '../../kinds/explainability/each.ts';
import { casesOf } from '../../kinds/explainability/read.ts';
import { code, count } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'explanation/unknown-case',
  severity: 'error',
  what: 'A local case names a row that the evidence of attributions does not hold.',
  why: 'A case that cannot be found in the evidence is a story, and its reasons cannot be checked.',
  fix: 'Correct `row:`, counted from 0 in the rows of the file; or register the file that holds the case.',
  source: 'NIST AI RMF MEASURE 2.9; review practice',
  *check(portfolio) {
    for (const { artefact, found } of attributed(portfolio)) {
      const n = found.shap.rows?.length ?? 0;
      for (const { item, row, values } of casesOf(artefact, portfolio)) {
        if (row.row === undefined || values !== null) continue;
        yield aboutRow({ artefact, item }, ['row'], {
          message: `${code(item.id)} is row ${row.row} of ${code(found.evidence.id)}, which holds ${n === 0 ? 'no rows' : `${count(n, 'row')}, 0 to ${n - 1}`}`,
          fix: 'correct `row:`, or register the file that holds the case',
          related: [{ at: found.evidence.at, message: `the evidence ${code(found.evidence.id)}` }],
        });
      }
    }
  },
});
