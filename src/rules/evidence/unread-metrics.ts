import { defineRule } from '../../core/rule.ts';
import { within } from '../../kinds/about.ts';
import { code } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'evidence/unread-metrics',
  severity: 'warning',
  what: 'A file that is registered as metrics is in no layout that Casebook reads, or leaves open what only the register can say.',
  why: 'Nothing in it can be cited, drawn or held against a number in prose. It is listed as metrics and only looks like them.',
  fix: 'Write it as `casebook/metrics@1`, as MLflow’s metrics or another flat object of numbers with the name of a measure among them, as scikit-learn’s `classification_report`, as an object or as text, as Fairlearn’s `by_group.to_csv()` with `by_group:` in its row, or as a model card of Model Card Toolkit, CycloneDX or Hugging Face; values must be numbers. Else register it as `report`.',
  *check(portfolio) {
    const unread = new Set(
      portfolio.drafts.filter((one) => /^(read|syntax)\//.test(one.rule)).map(({ at }) => at.file),
    );
    const asked = new Set(
      portfolio.drafts.filter((one) => one.rule === rule.id).map(({ subject }) => subject),
    );
    for (const evidence of portfolio.evidence) {
      const { type, schema, content, file, found_sha256: found } = evidence;
      if (type !== 'metrics' || schema !== null || content !== null || found === null) continue;
      // A file that is no JSON at all has its finding there; other tables and texts are kept and not read.
      if (!/\.(?:json|md|ya?ml)$/i.test(file) || unread.has(file) || asked.has(evidence.id)) continue;
      yield {
        message: `${code(evidence.id)} is registered as metrics, and ${code(file)} is in no layout of metrics that is read`,
        at: within(evidence.at, 'type'),
        subject: evidence.id,
        detail: 'layout',
        fix: 'write it in a layout of the guide, with numbers as numbers, or register it as `type: report`',
      };
    }
  },
});
