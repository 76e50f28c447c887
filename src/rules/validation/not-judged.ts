import { defineRule } from '../../core/rule.ts';
import { aboutRow, lacks } from '../../kinds/rows.ts';
import { code } from '../../kinds/words.ts';
import { validated } from '../validation-each.ts';

export const rule = defineRule({
  id: 'validation/not-judged',
  severity: 'warning',
  what: 'A test of a validation has a result and an outcome, and no threshold that could give the one from the other.',
  why: 'Without a threshold the outcome is an impression. With one that needs an interval which nobody computed, it is an impression as well.',
  fix: 'State `operator:` and `threshold:` (of `between` also `threshold_to:`). To judge by the interval, bind the result to a figure that has `ci_lower` and `ci_upper` beside it.',
  source: 'Regulation (EU) 2024/1689, Art. 9(8)',
  *check(portfolio) {
    for (const { artefact, tests } of validated(portfolio)) {
      for (const { item, row, measured, computed } of tests) {
        const here = { artefact, item };
        if (measured.value === null || computed.outcome !== null) continue;
        if (row.outcome === undefined || row.outcome === 'not-run') continue;
        const missing = (['operator', 'threshold'] as const).filter((name) => lacks(here, name));
        // What is there and cannot be read has a finding of its own.
        if (missing.length === 0 && (row.operator === undefined || row.threshold === undefined)) continue;
        if (row.operator === 'between' && row.threshold_to === undefined && !lacks(here, 'threshold_to'))
          continue;
        yield aboutRow(here, ['outcome'], {
          message: `${code(item.local)} is recorded as ${code(row.outcome)}, and cannot be judged: ${computed.why!}`,
          detail: 'judged',
          fix:
            missing.length > 0
              ? `add ${missing.map((name) => code(`${name}:`)).join(' and ')}`
              : row.operator === 'between' && row.threshold_to === undefined
                ? 'add `threshold_to:`'
                : 'name a result with an interval beside it, or judge by the value',
          absent: missing.map((name) => [name]),
        });
      }
    }
  },
});
