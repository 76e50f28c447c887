import { defineRule } from '../../core/rule.ts';
import { fixed } from '../../evidence/format.ts';
import { aboutField } from '../../kinds/about.ts';
import { attributed } from '../../kinds/explainability/each.ts';
import { repeatedOf } from '../../kinds/explainability/read.ts';
import { code } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'explanation/unstable',
  severity: 'error',
  what: 'Two runs of the explanation are less alike than the limits set for them.',
  why: 'When the order of features hangs on a seed or a sample, so do the reasons that people are told, and two people alike are told different things.',
  fix: 'Find what moves it (sample, correlated features, model), or decide on limits with a reason before the next run.',
  source: 'PRA AI roundtable 2025; NIST AI RMF MEASURE 2.9',
  *check(portfolio) {
    for (const { artefact, data } of attributed(portfolio)) {
      const runs = repeatedOf(artefact, portfolio);
      if (runs === null) continue;
      const between = `between ${code(runs.first.evidence.id)} and ${code(runs.second.evidence.id)}`;
      const related = [runs.first, runs.second].map(({ evidence }) => ({
        at: evidence.at,
        message: `the evidence ${code(evidence.id)}`,
      }));
      const fix = 'find what moves the order of features, and have the approach decided again';
      if (runs.missed.includes('rank')) {
        yield aboutField(artefact, ['stability', 'minimum_rank_correlation'], {
          message: `the order of features correlates ${fixed(runs.spearman!, 3)} ${between}, below ${data.stability!.minimum_rank_correlation!}`,
          fix,
          related,
        });
      }
      if (runs.missed.includes('overlap')) {
        yield aboutField(artefact, ['stability', 'minimum_overlap'], {
          message: `${runs.top_k.shared.length} of the ${runs.top_k.k} most important features are the same ${between}, below ${data.stability!.minimum_overlap!}`,
          fix,
          related,
        });
      }
    }
  },
});
