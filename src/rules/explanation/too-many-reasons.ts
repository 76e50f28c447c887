import { defineRule } from '../../core/rule.ts';
import { aboutField, isMissing } from '../../kinds/about.ts';
import { explained } from '../../kinds/explainability/each.ts';
import { usualMaxReasons } from '../../kinds/explainability/read.ts';
import type { LocalCase } from '../../kinds/explainability/reasons.ts';
import { aboutRow } from '../../kinds/rows.ts';
import { code, count } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'explanation/too-many-reasons',
  severity: 'error',
  what: 'More reasons are given than the policy allows, or the policy allows more than four without saying why.',
  why: 'Reasons have to be the principal ones. A long list hides them: the interpretation of Regulation B holds that more than four are not likely to be helpful.',
  fix: 'Give the strongest ones only; or say in `max_reasons_rationale:` why more are needed.',
  source: 'Regulation B, comment 9(b)(2)-1',
  *check(portfolio) {
    for (const { artefact, data } of explained(portfolio)) {
      const most = data.reason_policy?.max_reasons;
      if (most === undefined) continue;
      if (most > usualMaxReasons && isMissing(artefact, ['reason_policy', 'max_reasons_rationale'])) {
        yield aboutField(artefact, ['reason_policy', 'max_reasons'], {
          message: `${code(artefact.id)} allows ${count(most, 'reason')}, more than ${usualMaxReasons}, and does not say why`,
          detail: 'max_reasons_rationale',
          fix: 'add `max_reasons_rationale:`, or allow at most 4',
          absent: [['reason_policy', 'max_reasons_rationale']],
        });
      }
      for (const item of artefact.items) {
        const given = (item.data as LocalCase).reasons_given;
        if (item.kind !== 'explained-case' || given === undefined || given.length <= most) continue;
        yield aboutRow({ artefact, item }, ['reasons_given'], {
          message: `${code(item.id)} was given ${count(given.length, 'reason')}, and the policy allows ${most}`,
          fix: 'give the strongest ones only',
        });
      }
    }
  },
});
