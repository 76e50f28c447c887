import { defineRule } from '../../core/rule.ts';
import { measureWords } from '../../kinds/fairness-assessment/words.ts';
import { usualMinimum } from '../../kinds/fairness-assessment/read.ts';
import { aboutRow } from '../../kinds/rows.ts';
import { code, codes } from '../../kinds/words.ts';
import { assessed } from '../fairness-each.ts';

export const rule = defineRule({
  id: 'fairness/too-few',
  severity: 'warning',
  what: 'Groups have too few rows to be judged by a limit: a warning where nothing is left to judge, for information where some groups are.',
  why: 'A rate over twenty people moves by five points with each of them. Calling that a pass is as wrong as calling it a breach, and the smallest groups are often those at risk.',
  fix: 'Wait for more rows, pool periods, or say among the limits of the assessment that nothing is known of these groups.',
  source: 'Review practice X8 and X14; EEOC Questions and Answers (1979), on groups under 2 %',
  *check(portfolio) {
    for (const { artefact, data, criteria } of assessed(portfolio)) {
      for (const { item, row, compared, result } of criteria) {
        if (result === null || result.small.length === 0) continue;
        const all = result.verdict === 'too-few';
        if (!all && result.verdict === 'undefined') continue;
        yield aboutRow({ artefact, item }, ['metric'], {
          message: `${measureWords[row.metric!].toLowerCase()} of ${code(item.local)} ${all ? 'cannot be judged' : 'is judged without some groups'}: fewer than ${data.minimum_n ?? usualMinimum} rows below its rate in ${codes(result.small)}`,
          detail: 'too-few',
          severity: all ? 'warning' : 'info',
          fix: 'pool periods, or say in `limits_of_assessment:` that nothing is known of them',
          related: [
            {
              at: compared!.found!.evidence.at,
              message: `the groups of ${code(compared!.found!.evidence.id)}`,
            },
          ],
        });
      }
    }
  },
});
