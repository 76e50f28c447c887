import { defineRule } from '../../core/rule.ts';
import { aboutRow } from '../../kinds/rows.ts';
import type { Tested } from '../../kinds/validation-report/read.ts';
import { figureWords, limitWords } from '../../kinds/validation-report/words.ts';
import { code, count } from '../../kinds/words.ts';
import { validated } from '../validation-each.ts';

export const rule = defineRule({
  id: 'validation/result-differs',
  severity: 'error',
  what: 'The outcome recorded for a test of a validation is not what its result and its threshold give.',
  why: 'The word beside the number is what gets read. Where the two disagree, either the result was replaced and the word was not, or somebody decided against the threshold without saying so.',
  fix: 'Correct `outcome:`, or the result or threshold it was taken from. An exception is an accepted finding, not another outcome.',
  source: 'Review practice 6.1, separation of claim and check; Regulation (EU) 2024/1689, Art. 9(8)',
  *check(portfolio) {
    for (const { artefact, tests } of validated(portfolio)) {
      for (const test of tests) {
        if (test.agrees !== false || test.outcome === 'not-run') continue;
        const { item, row, evidence } = test;
        yield aboutRow({ artefact, item }, ['outcome'], {
          message: `${code(item.local)} is recorded as ${code(row.outcome!)}, and ${saying(test)} gives ${code(test.computed.outcome!)}`,
          fix: `write ${code(`outcome: ${test.computed.outcome!}`)}, or correct the result or the threshold`,
          ...(evidence !== null && {
            related: [{ at: evidence.at, message: `the result is read from ${code(evidence.id)}` }],
          }),
        });
      }
    }
  },
});

/** The result against its limit: `0.91 (0.87 to 0.95) against ≥ 0.95`. */
function saying({ row, measured: { value, lower, upper, n }, computed }: Tested): string {
  const of = (number: number): string => figureWords(number, row);
  const interval =
    row.judged_by === 'interval' && lower !== null && upper !== null ? ` (${of(lower)} to ${of(upper)})` : '';
  const few =
    computed.outcome === 'inconclusive' && row.minimum_n !== undefined && (n === null || n < row.minimum_n);
  return `${of(value!)}${interval}${few ? ` on ${n === null ? 'an unknown number of rows' : count(n, 'row')}, where ${row.minimum_n!} are asked for,` : ''} against ${limitWords(row)!}`;
}
