import { defineRule } from '../../core/rule.ts';
import { aboutRow, lacks } from '../../kinds/rows.ts';
import { code, listed } from '../../kinds/words.ts';
import { assessed } from '../fairness-each.ts';

export const rule = defineRule({
  id: 'fairness/threshold-after-data',
  severity: 'warning',
  what: 'A limit for fairness was set after the comparison that it judges, or does not say when or by whom.',
  why: 'A limit chosen with the result in sight can be chosen so that it holds. What it then says is a description and no test.',
  fix: 'State `set_by:` and `set_on:`. If the limit is newer than the evidence, let it judge the next comparison and say so.',
  source: 'EU AI Act Art. 9(8): metrics and thresholds are defined in advance',
  *check(portfolio) {
    for (const { artefact, criteria } of assessed(portfolio)) {
      for (const { item, row, compared } of criteria) {
        if (row.threshold === undefined) continue;
        const missing = (['set_by', 'set_on'] as const).filter((name) => lacks({ artefact, item }, name));
        if (missing.length > 0) {
          yield aboutRow({ artefact, item }, ['threshold'], {
            message: `the limit of ${code(item.local)} does not say ${listed(missing.map((name) => (name === 'set_by' ? 'who set it' : 'when it was set')))}`,
            detail: 'set',
            fix: `add ${listed(missing.map((name) => code(`${name}:`)))}`,
            absent: missing.map((name) => [name]),
          });
        }
        const evidence = compared?.found?.evidence;
        const captured = evidence?.captured_at ?? null;
        if (evidence === undefined || captured === null || row.set_on === undefined || row.set_on <= captured)
          continue;
        yield aboutRow({ artefact, item }, ['set_on'], {
          message: `the limit of ${code(item.local)} was set on ${row.set_on}, after ${code(evidence.id)} of ${captured} that it judges`,
          fix: 'judge by the limit of the day, or correct `set_on`',
          related: [{ at: evidence.at, message: `${code(evidence.id)}, captured on ${captured}` }],
        });
      }
    }
  },
});
