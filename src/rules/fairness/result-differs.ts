import { defineRule } from '../../core/rule.ts';
import { fixed } from '../../evidence/format.ts';
import { evidenceSpot } from '../../evidence/origin.ts';
import { measureWords } from '../../kinds/fairness-assessment/words.ts';
import { aboutRow } from '../../kinds/rows.ts';
import { code } from '../../kinds/words.ts';
import { assessed } from '../fairness-each.ts';

export const rule = defineRule({
  id: 'fairness/result-differs',
  severity: 'error',
  what: 'A reported measure of fairness is not what the groups of its evidence give.',
  why: 'Measures of the same name are defined in several ways, and groups are left out without a word. A figure that cannot be had from the counts beside it is one of another question.',
  fix: 'Leave `value:` out, since it is computed, or find which groups, rows or definition it was made with.',
  source: 'Fairlearn definitions; review practice X5',
  *check(portfolio) {
    for (const { artefact, comparisons, criteria } of assessed(portfolio)) {
      for (const { item, row, compared, result, reported } of criteria) {
        if (reported === null || reported.agrees) continue;
        yield aboutRow({ artefact, item }, ['value'], {
          message: `${code(item.local)} reports ${reported.value} for ${measureWords[row.metric!].toLowerCase()}, and the groups give ${fixed(result!.all.value!, 4)}`,
          fix: 'leave `value:` out, or correct it',
          related: [
            {
              at: evidenceSpot(compared!.found!.evidence, ['groups', compared!.found!.attribute]),
              message: `the groups of ${code(compared!.found!.evidence.id)}`,
            },
          ],
        });
      }
      for (const { item, found, recorded } of comparisons) {
        for (const { id, recorded: value, computed, agrees } of recorded) {
          if (agrees) continue;
          yield aboutRow({ artefact, item }, ['groups'], {
            message: `${code(found!.evidence.id)} records ${value} as ${code(id)} of ${code(found!.attribute)}, and its groups give ${fixed(computed.value!, 4)}`,
            detail: id,
            fix: 'correct what writes the file, or say in it which groups and which definition are meant',
            related: [
              {
                at: evidenceSpot(found!.evidence, ['groups', found!.attribute, 'disparities', id, 'value']),
                message: 'recorded here',
              },
            ],
          });
        }
      }
    }
  },
});
