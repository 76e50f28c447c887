import { isUnborn } from '../../core/mapped-rows.ts';
import { defineRule } from '../../core/rule.ts';
import { aboutField, isMissing } from '../../kinds/about.ts';
import type { Mapping } from '../../kinds/compliance-mapping/schema.ts';
import { artefactsOf, rowsOf } from '../../kinds/rows.ts';
import type { SystemProfile } from '../../kinds/system/schema.ts';
import { code, count } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'system/residual-risk-missing',
  severity: 'warning',
  what: 'The controls of a system have been assessed, its risk before them is stated, and what is left of that risk is not.',
  why: 'What a board accepts is the risk that remains. Where only the risk before controls is on file, nobody has said what the controls are worth together, and nobody has accepted the rest.',
  fix: 'Add `residual_risk:` with the rating after controls.',
  source: 'NIST AI RMF MANAGE 1.4',
  *check(portfolio) {
    const assessed = Map.groupBy(
      [...rowsOf<Mapping>(portfolio, 'mapping')].filter(
        ({ item, row }) => row.assessed_on !== undefined && !isUnborn(item, portfolio.as_of),
      ),
      ({ artefact }) => artefact.system,
    );
    for (const { artefact, data } of artefactsOf<SystemProfile>(portfolio, 'system')) {
      const rows = assessed.get(artefact.system)?.length ?? 0;
      if (rows === 0 || data.inherent_risk === undefined || !isMissing(artefact, ['residual_risk'])) continue;
      yield aboutField(artefact, ['inherent_risk'], {
        message: `${code(artefact.id)} states an inherent risk of ${code(data.inherent_risk)} and has ${count(rows, 'assessed mapping row')}, and no residual risk`,
        detail: 'residual_risk',
        fix: 'add `residual_risk:` with the rating after controls',
        absent: [['residual_risk']],
      });
    }
  },
});
