import { defineRule } from '../../core/rule.ts';
import { aboutField } from '../../kinds/about.ts';
import { code } from '../../kinds/words.ts';
import { assessed } from '../fairness-each.ts';

export const rule = defineRule({
  id: 'fairness/other-model-version',
  severity: 'error',
  what: 'A fairness assessment speaks of one version of a model, and its evidence was counted with another.',
  why: 'A new version selects other people. What was found of the old one says nothing of it.',
  fix: 'Have the groups counted with the version that is assessed, or correct `model_version:`.',
  source: 'Review practice X12',
  *check(portfolio) {
    for (const { artefact, data, comparisons } of assessed(portfolio)) {
      if (data.model_version === undefined) continue;
      const seen = new Set<string>();
      for (const { found } of comparisons) {
        if (found === null || seen.has(found.evidence.id)) continue;
        seen.add(found.evidence.id);
        const { model_version: version } = found.metrics;
        if (version === data.model_version || version === 'not stated') continue;
        yield aboutField(artefact, ['model_version'], {
          message: `${code(artefact.id)} assesses version ${code(data.model_version)}, and ${code(found.evidence.id)} was counted with ${code(version)}`,
          detail: found.evidence.id,
          fix: 'have the groups counted with the version that is assessed, or correct `model_version`',
          related: [{ at: found.evidence.at, message: `the evidence ${code(found.evidence.id)}` }],
        });
      }
    }
  },
});
