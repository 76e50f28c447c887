import { defineRule } from '../../core/rule.ts';
import { spotOf } from '../../core/artefact.ts';
import { aboutField } from '../../kinds/about.ts';
import type { Feature } from '../../kinds/feature-register/schema.ts';
import { rowsOf } from '../../kinds/rows.ts';
import { code } from '../../kinds/words.ts';
import { assessed } from '../fairness-each.ts';

/** Relations of a feature that an assessment has to say something of. */
const proxies: ReadonlySet<string> = new Set(['known-proxy', 'suspected-proxy']);

export const rule = defineRule({
  id: 'fairness/proxy-not-analysed',
  severity: 'warning',
  what: 'A known or suspected proxy of the feature register is not in the proxy analysis of any fairness assessment of its system.',
  why: 'The register says that a feature may carry a protected attribute, and the assessment of fairness does not say what that did. The two were written by people who have not spoken.',
  fix: 'Add the feature to `proxy_analysis:` with what its test means for this comparison.',
  source: 'SS1/23 P3.2; cross rules of the field reference',
  *check(portfolio) {
    const bySystem = Map.groupBy(assessed(portfolio), ({ artefact }) => artefact.system);
    for (const { artefact: register, item, row } of rowsOf<Feature>(portfolio, 'feature')) {
      const relation = row.protected_attribute_relation;
      const assessments = bySystem.get(item.system) ?? [];
      if (relation === undefined || !proxies.has(relation) || assessments.length === 0) continue;
      const isNamed = assessments.some(({ data }) =>
        (data.proxy_analysis ?? []).some(({ feature }) => feature?.split('/').at(-1) === item.local),
      );
      if (isNamed || row.status === 'removed' || row.status === 'deprecated') continue;
      const { artefact } = assessments[0]!;
      yield aboutField(artefact, ['proxy_analysis'], {
        message: `${code(item.id)} is a ${relation.replaceAll('-', ' ')}, and ${code(artefact.id)} says nothing of it`,
        detail: item.local,
        fix: `add ${code(item.local)} to \`proxy_analysis:\``,
        related: [
          {
            at: spotOf(register, [...item.path, 'protected_attribute_relation']),
            message: 'its relation in the register',
          },
        ],
      });
    }
  },
});
