import { defineRule } from '../../core/rule.ts';
import { evidenceSpot } from '../../evidence/origin.ts';
import { measureWords } from '../../kinds/fairness-assessment/words.ts';
import { usualMinimum } from '../../kinds/fairness-assessment/read.ts';
import { aboutRow } from '../../kinds/rows.ts';
import { code, codes } from '../../kinds/words.ts';
import { assessed } from '../fairness-each.ts';

export const rule = defineRule({
  id: 'fairness/too-few',
  severity: 'warning',
  what: 'Groups have too few rows to be judged by a limit, or the evidence does not say how many they have: a warning where nothing is left to judge, for information where some groups are.',
  why: 'A rate over twenty people moves by five points with each of them. Calling that a pass is as wrong as calling it a breach, and the smallest groups are often those at risk.',
  fix: 'Wait for more rows, pool periods, have rows counted where they are not, or say among the limits of the assessment that nothing is known of these groups.',
  source: 'Review practice X8 and X14; EEOC Questions and Answers (1979), on groups under 2 %',
  *check(portfolio) {
    for (const { artefact, data, criteria } of assessed(portfolio)) {
      for (const { item, row, compared, result } of criteria) {
        if (result === null) continue;
        const { small, uncounted } = result;
        if (small.length + uncounted.length === 0) continue;
        const all = result.verdict === 'too-few' || result.verdict === 'uncounted';
        if (!all && result.verdict === 'undefined') continue;
        const reasons = [
          ...(small.length > 0
            ? [`fewer than ${data.minimum_n ?? usualMinimum} rows below its rate in ${codes(small)}`]
            : []),
          ...(uncounted.length > 0
            ? [`the evidence does not say how many rows are below its rate in ${codes(uncounted)}`]
            : []),
        ];
        yield aboutRow({ artefact, item }, ['metric'], {
          message: `${measureWords[row.metric!].toLowerCase()} of ${code(item.local)} ${all ? 'cannot be judged' : 'is judged without some groups'}: ${reasons.join('; ')}`,
          detail: 'too-few',
          severity: all ? 'warning' : 'info',
          fix:
            small.length === 0
              ? 'have the rows counted: in a table of Fairlearn by metrics called `count` and `positives`'
              : 'pool periods, or say in `limits_of_assessment:` that nothing is known of them',
          related: [
            {
              at: evidenceSpot(compared!.found!.evidence, ['groups', compared!.found!.attribute]),
              message: `the groups of ${code(compared!.found!.evidence.id)}`,
            },
          ],
        });
      }
    }
  },
});
