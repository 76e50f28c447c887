import { spotOf } from '../../core/artefact.ts';
import { defineRule } from '../../core/rule.ts';
import { aboutRow } from '../../kinds/rows.ts';
import { attributed } from '../../kinds/explainability/each.ts';
import { casesOf } from '../../kinds/explainability/read.ts';
import { code, count } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'explanation/unknown-case',
  severity: 'error',
  what: 'A local case, or the case that reasons compare with, names a row that the evidence of attributions does not hold.',
  why: 'A case that cannot be found in the evidence is a story, and its reasons cannot be checked.',
  fix: 'Correct `row:`, counted from 0 in the rows of the file; or register the file that holds the case.',
  source: 'NIST AI RMF MEASURE 2.9; review practice',
  *check(portfolio) {
    for (const { artefact, data, found } of attributed(portfolio)) {
      const n = found.shap.rows?.length ?? 0;
      const held = n === 0 ? 'no rows' : `${count(n, 'row')}, 0 to ${n - 1}`;
      const related = [{ at: found.evidence.at, message: `the evidence ${code(found.evidence.id)}` }];
      const { reference, reference_row: at } = data.reason_policy ?? {};
      if (reference === 'case' && found.shap.rows?.[at ?? -1] === undefined) {
        const path = ['reason_policy', at === undefined ? 'reference' : 'reference_row'];
        yield {
          message:
            at === undefined
              ? `${code(artefact.id)} compares with a case and does not say which`
              : `${code(artefact.id)} compares with row ${at} of ${code(found.evidence.id)}, which holds ${held}`,
          at: spotOf(artefact, path),
          subject: artefact.id,
          detail: 'reference',
          related,
          fix: 'state `reference_row:`, counted from 0 in the rows of the file, or take `reference: base-value`',
        };
      }
      for (const { item, row, values } of casesOf(artefact, portfolio)) {
        if (row.row === undefined || values !== null) continue;
        yield aboutRow({ artefact, item }, ['row'], {
          message: `${code(item.id)} is row ${row.row} of ${code(found.evidence.id)}, which holds ${held}`,
          fix: 'correct `row:`, or register the file that holds the case',
          related,
        });
      }
    }
  },
});
