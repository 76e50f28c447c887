import { once } from '../../core/once.ts';
import { defineRule } from '../../core/rule.ts';
import { isMetrics, isShap } from '../../evidence/content.ts';
import { uncheckedIn, type Impossible, type Unchecked } from '../../evidence/counts.ts';
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
      if (typeof evidence.content !== 'object' || evidence.content === null) continue;
      const { impossible, unchecked } = wrongIn(evidence.content);
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
      for (const { path, message, beside, fix } of unchecked) {
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

/** What is wrong with the figures of a file: asked once, however often a portfolio with the file is looked at. */
const wrongIn = once((content: object): { impossible: Impossible[]; unchecked: Unchecked[] } => {
  if (isMetrics(content)) return { impossible: impossibleIn(content), unchecked: uncheckedIn(content) };
  return { impossible: isShap(content) ? unfollowedShap(content) : [], unchecked: [] };
});
