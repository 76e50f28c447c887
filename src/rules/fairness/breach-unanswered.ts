import { defineRule } from '../../core/rule.ts';
import { fixed } from '../../evidence/format.ts';
import { evidenceSpot } from '../../evidence/origin.ts';
import { isRatio } from '../../evidence/fairness/measure.ts';
import { measureWords } from '../../kinds/fairness-assessment/words.ts';
import { aboutRow } from '../../kinds/rows.ts';
import { code } from '../../kinds/words.ts';
import { assessed } from '../fairness-each.ts';

export const rule = defineRule({
  id: 'fairness/breach-unanswered',
  severity: 'error',
  what: 'A limit for a measure of fairness is missed, with neither a rationale nor a finding.',
  why: 'A disparity may be explained, accepted or mended. One that stands in a table without a word is one that was seen and left.',
  fix: 'Say in `breach_rationale:` why it may be, so that a stranger could test it, or name in `finding:` what follows.',
  source: 'Review practice X14; NIST AI RMF MANAGE 1.4',
  *check(portfolio) {
    for (const { artefact, criteria } of assessed(portfolio)) {
      for (const { item, row, compared, result, answered } of criteria) {
        if (result?.verdict !== 'breach' || answered) continue;
        const { value, high, low } = result.judged;
        yield aboutRow({ artefact, item }, ['threshold'], {
          message: `${measureWords[row.metric!].toLowerCase()} by ${compared!.row.attribute ?? compared!.found!.attribute} is ${fixed(value!, 3)} (${code(low!)} against ${code(high!)}), ${isRatio(row.metric!) ? 'below' : 'above'} the limit of ${row.threshold!} of ${code(item.local)}, and nothing says why`,
          detail: 'breach',
          fix: 'add `breach_rationale:`, or `finding:` with the id of what follows',
          related: [
            {
              at: evidenceSpot(compared!.found!.evidence, ['groups', compared!.found!.attribute]),
              message: `the groups of ${code(compared!.found!.evidence.id)}`,
            },
          ],
          absent: [['breach_rationale'], ['finding']],
        });
      }
    }
  },
});
