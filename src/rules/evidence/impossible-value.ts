import { defineRule } from '../../core/rule.ts';
import { isMetrics, isShap } from '../../evidence/content.ts';
import { uncheckedIn } from '../../evidence/counts.ts';
import { impossibleIn } from '../../evidence/impossible.ts';
import { evidenceName, evidenceSpot } from '../../evidence/origin.ts';
import { unfollowedShap } from '../../evidence/shap/follows.ts';
import { code } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'evidence/impossible-value',
  severity: 'error',
  what: 'A file of metrics or SHAP values holds a figure that no data can give: out of its range, outside its own interval, or at odds with figures beside it.',
  why: 'A number that cannot be was not measured: it was typed, or the script that wrote it is wrong. Everything that rests on the file rests on that script.',
  fix: 'Find out which of the figures is wrong, compute the file anew from its source, and register it with `casebook evidence refresh`.',
  *check(portfolio) {
    for (const evidence of portfolio.evidence) {
      const { content } = evidence;
      const impossible = isMetrics(content)
        ? impossibleIn(content)
        : isShap(content)
          ? unfollowedShap(content)
          : [];
      for (const { path, message, beside } of impossible) {
        yield {
          message: `${code(evidenceName(evidence, path))} ${message}`,
          at: evidenceSpot(evidence, path),
          subject: evidence.id,
          detail: path.join('.'),
          related: [
            ...(beside ? [{ at: evidenceSpot(evidence, beside.path), message: beside.message }] : []),
            { at: evidence.at, message: `registered as ${code(evidence.local)}` },
          ],
          fix: 'compute the file anew from its source, then register it with `casebook evidence refresh`',
        };
      }
      for (const { path, message, beside, fix } of isMetrics(content) ? uncheckedIn(content) : []) {
        yield {
          message: `${code(evidenceName(evidence, path))} ${message}`,
          at: evidenceSpot(evidence, path),
          subject: evidence.id,
          detail: `unchecked ${path.join('.')}`,
          severity: 'info',
          related: [
            ...(beside ? [{ at: evidenceSpot(evidence, beside.path), message: beside.message }] : []),
            { at: evidence.at, message: `registered as ${code(evidence.local)}` },
          ],
          fix,
        };
      }
    }
  },
});
