import { spotOf } from '../../core/artefact.ts';
import { defineRule } from '../../core/rule.ts';
import { adverseIn } from '../../evidence/reasons/reasons.ts';
import { absentAt } from '../../kinds/about.ts';
import { attributed } from '../../kinds/explainability/each.ts';
import { registerOf } from '../../kinds/explainability/read.ts';
import { code, count } from '../../kinds/words.ts';
import { featuresOf } from '../shap.ts';

export const rule = defineRule({
  id: 'explanation/no-reason-code',
  severity: 'error',
  what: 'A feature moves predictions in the adverse direction, and the register has no reason for it.',
  why: 'No factor that was a principal reason may be left out of what a person is told. A feature without code or sentence drops out of the notice, and the next strongest takes its place.',
  fix: 'Add `adverse_action_reason_code:` and `adverse_action_reason:` to the feature.',
  source:
    'Regulation B, comment 9(b)(2)-4; CFPB Circulars 2022-03 and 2023-03 (both withdrawn on 12 May 2025; the rule stands)',
  *check(portfolio) {
    for (const { artefact, data, found } of attributed(portfolio)) {
      const policy = data.reason_policy;
      if (policy?.adverse_direction === undefined) continue;
      const register = new Map(registerOf(artefact, portfolio).map((one) => [one.name, one]));
      const adverse = adverseIn(found.shap, [...register.values()], policy.adverse_direction);
      const byCode = policy.group_by !== 'feature';
      for (const item of featuresOf(portfolio, artefact.system)) {
        const n = adverse.get(item.local);
        const feature = register.get(item.local)!;
        const lacking = [
          ...(byCode && feature.code === null ? ['adverse_action_reason_code'] : []),
          ...(feature.text === null ? ['adverse_action_reason'] : []),
        ];
        const holder = portfolio.index.artefacts.get(item.artefact);
        if (n === undefined || lacking.length === 0 || !holder) continue;
        yield {
          message: `${code(item.id)} moves ${count(n, 'prediction')} of ${found.shap.rows?.length ?? 0} in ${code(found.evidence.id)} in the adverse direction, and has no ${lacking.map((name) => code(name)).join(' and no ')}`,
          at: spotOf(holder, item.path),
          subject: item.id,
          detail: lacking.join(' '),
          fix: `add ${lacking.map((name) => `\`${name}:\``).join(' and ')}`,
          related: [{ at: found.evidence.at, message: `the evidence ${code(found.evidence.id)}` }],
          absent: lacking.map((name) => absentAt(holder, [...item.path, name])),
        };
      }
    }
  },
});
