import { spotOf } from '../../core/artefact.ts';
import { defineRule } from '../../core/rule.ts';
import { fixed } from '../../evidence/format.ts';
import { attributed } from '../../kinds/explainability/each.ts';
import { constrainedOf } from '../../kinds/explainability/read.ts';
import { code } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'explanation/constraint-contradicted',
  severity: 'error',
  what: 'The contributions of a feature run against the monotonic constraint that the register states.',
  why: 'Either the model was not held to what was agreed, or the register says what is not so. In both cases a person may be told that more of something hurt them when less did.',
  fix: 'Train with the constraint, or correct `monotonic_constraint:` and the reason that is told.',
  source: 'SS1/23 P3.2; cross-check of register and attribution',
  *check(portfolio) {
    for (const { artefact, found } of attributed(portfolio)) {
      for (const { item, constraint, dependence } of constrainedOf(artefact, portfolio)) {
        if (dependence?.verdict !== 'contradicts') continue;
        const register = portfolio.index.artefacts.get(item.artefact);
        if (!register) continue;
        yield {
          message: `${code(item.id)} is held ${constraint}, and its contributions in ${code(found.evidence.id)} are not: Spearman ${fixed(dependence.spearman!, 2)}, ${dependence.against} of ${dependence.steps} steps against it`,
          at: spotOf(register, [...item.path, 'monotonic_constraint']),
          subject: item.id,
          detail: found.evidence.id,
          fix: 'train with the constraint, or correct `monotonic_constraint:`',
          related: [{ at: found.evidence.at, message: `the evidence ${code(found.evidence.id)}` }],
        };
      }
    }
  },
});
