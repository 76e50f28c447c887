import { defineRule } from '../../core/rule.ts';
import { isMetrics } from '../../evidence/content.ts';
import { impossibleIn } from '../../evidence/impossible.ts';
import { code } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'evidence/impossible-value',
  severity: 'error',
  what: 'A file of metrics holds a figure that no data can give: out of its range, outside its own interval, or at odds with figures beside it.',
  why: 'A number that cannot be was not measured: it was typed, or the script that wrote it is wrong. Everything that rests on the file rests on that script.',
  fix: 'Find out which of the figures is wrong, compute the file anew from its source, and register it with `casebook evidence refresh`.',
  *check(portfolio) {
    for (const evidence of portfolio.evidence) {
      if (!isMetrics(evidence.content)) continue;
      for (const { path, message } of impossibleIn(evidence.content)) {
        yield {
          message: `${code(path.join('.'))} ${message}`,
          at: { file: evidence.file, path },
          subject: evidence.id,
          detail: path.join('.'),
          related: [{ at: evidence.at, message: `registered as ${code(evidence.local)}` }],
          fix: 'compute the file anew from its source, then register it with `casebook evidence refresh`',
        };
      }
    }
  },
});
