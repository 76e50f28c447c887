import { defineRule } from '../../core/rule.ts';
import { formatMetric } from '../../evidence/format.ts';
import { aboutField } from '../../kinds/about.ts';
import { attributed } from '../../kinds/explainability/each.ts';
import { gapsOf } from '../../kinds/explainability/read.ts';
import { code, count } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'explanation/additivity-gap',
  severity: 'error',
  what: 'Base value and contributions do not add up to the output, in more rows than the artefact allows.',
  why: 'An explanation that does not add up explains another number than the one that was decided on. Mixed output spaces are the usual cause: contributions in log-odds held against a probability.',
  fix: 'Compute the SHAP values again in the output space of the output, or state a tolerance with its reason.',
  source: 'Lundberg and Lee 2017, local accuracy; NIST AI RMF MEASURE 2.9',
  *check(portfolio) {
    for (const { artefact, data, found } of attributed(portfolio)) {
      const gaps = gapsOf(artefact, portfolio);
      if (gaps === null || gaps.share_beyond === null || gaps.largest === null) continue;
      if (gaps.share_beyond <= (data.additivity?.share_allowed ?? 0)) continue;
      const { row, gap } = gaps.largest;
      yield aboutField(artefact, ['additivity', 'tolerance'], {
        message: `${count(gaps.beyond.length, 'row')} of ${gaps.checked} in ${code(found.evidence.id)} ${gaps.beyond.length === 1 ? 'does' : 'do'} not add up within ${data.additivity!.tolerance!}: row ${row} is off by ${formatMetric(gap)}`,
        detail: found.evidence.id,
        fix: 'compute the SHAP values again, in the output space of the output',
        related: [{ at: found.evidence.at, message: `the evidence ${code(found.evidence.id)}` }],
      });
    }
  },
});
