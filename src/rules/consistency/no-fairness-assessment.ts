import { spotOf } from '../../core/artefact.ts';
import { defineRule } from '../../core/rule.ts';
import type { Feature } from '../../kinds/feature-register/schema.ts';
import { isClosed, rowsOf } from '../../kinds/rows.ts';
import { liveStages } from '../../kinds/system/schema.ts';
import { code, listed } from '../../kinds/words.ts';

/** What a feature that a model sees may have to do with protected attributes, for a comparison of groups to be due. */
const sensitive = ['protected-attribute', 'known-proxy', 'suspected-proxy'];

export const rule = defineRule({
  id: 'consistency/no-fairness-assessment',
  severity: 'warning',
  what: 'A model in use sees a protected attribute, or a feature that is known or suspected to stand in for one, and there is no fairness assessment of the system.',
  why: 'The register says itself that the model can tell groups apart. Whether it treats them differently is then a question with an answer, and nobody has written it down.',
  fix: 'Write the assessment, `casebook new fairness-assessment`: groups with their sizes, rates with intervals, and the limits set beforehand. A draft is none yet. If the feature is no proxy after all, record the test and set `tested-not-proxy`.',
  source: 'Review practice X13; MAS FEAT principle 2; Regulation (EU) 2024/1689, Art. 10(2)(f)',
  *check(portfolio) {
    const rows = Map.groupBy(rowsOf<Feature>(portfolio, 'feature'), ({ item }) => item.system);
    for (const system of portfolio.systems) {
      if (!liveStages.includes(system.lifecycle_stage ?? '')) continue;
      const found = (rows.get(system.id) ?? []).filter(
        ({ row }) =>
          (row.usage === 'model-input' || row.usage === 'rule-input') &&
          row.status !== 'removed' &&
          sensitive.includes(row.protected_attribute_relation ?? ''),
      );
      const [first] = found;
      if (first === undefined) continue;
      const written = system.artefacts.filter(
        (artefact) => artefact.kind === 'fairness-assessment' && !isClosed(artefact),
      );
      if (written.some(({ data }) => data['status'] !== 'draft')) continue;
      const words = found.map(
        ({ item, row }) => `${code(item.local)} (${row.protected_attribute_relation!.replaceAll('-', ' ')})`,
      );
      const draft = written[0];
      yield {
        message: `${code(system.id)} sees ${listed(words)}, and ${draft ? 'its fairness assessment is a draft' : 'has no fairness assessment'}`,
        at: spotOf(first.artefact, [...first.item.path, 'protected_attribute_relation']),
        subject: system.id,
        detail: 'fairness-assessment',
        related: [
          ...found.slice(1).map(({ artefact, item }) => ({
            at: spotOf(artefact, [...item.path, 'protected_attribute_relation']),
            message: `the relation of ${code(item.local)}`,
          })),
          ...(draft ? [{ at: spotOf(draft, ['status']), message: 'the draft' }] : []),
        ],
        fix: draft ? 'finish it' : 'write one: `casebook new fairness-assessment`',
      };
    }
  },
});
