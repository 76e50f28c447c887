import { startOf } from '../../core/place.ts';
import { defineRule } from '../../core/rule.ts';
import { psiRules } from '../../evidence/drift/psi-rules.ts';
import { isSameZeroRule, sayZeroRule } from '../../evidence/drift/zero-rule.ts';
import { code } from '../../kinds/words.ts';
import { readingsByMonitor, type Reading } from '../judged-by.ts';

export const rule = defineRule({
  id: 'drift/limit-for-other-rule',
  severity: 'error',
  what: 'The limits of a monitor were set for another rule of PSI than the one behind its evidence.',
  why: 'Tools compute PSI over other bins and put other shares in the place of empty ones, and the same data give values that differ by a factor. A limit that was found for one of them says nothing about the values of another; Casebook gives such readings no verdict.',
  fix: 'Set limits for the rule of the evidence, or produce the evidence by the rule of the limits; then state the rule under `zero_rule` and `metric`.',
  source: 'Comparison of PSI implementations: Evidently, ValidMind, Deepchecks, credit-risk practice',
  *check(portfolio) {
    for (const reading of readingsByMonitor(portfolio)) {
      const { monitor, evidence } = reading;
      const words = otherRule(reading);
      if (words === null) continue;
      yield {
        message: `the limits of ${code(monitor.id)} are for another rule than that of ${code(evidence.id)}: ${words}; its readings get no verdict`,
        at: portfolio.index.nodes.get(monitor.id)?.at ?? startOf('portfolio.yaml'),
        subject: monitor.id,
        detail: evidence.id,
        related: [{ at: evidence.at, message: `the evidence ${code(evidence.id)}` }],
        fix: 'set limits for the rule of the evidence, or produce the evidence by the rule of the limits',
      };
    }
  },
});

function otherRule({ monitor, profile, rows }: Reading): string | null {
  if (profile === null) return null;
  const zero = monitor.method.zero_rule(profile);
  if (zero !== null && monitor.zero_rule !== null && !isSameZeroRule(monitor.zero_rule, zero))
    return `empty bins by ${code(monitor.zero_rule)} in the document, by ${code(sayZeroRule(zero))} in the evidence`;
  const named = Object.values(psiRules).find(({ name }) => name === monitor.method.name);
  const { numeric } = profile.bin_rule;
  const isNumeric = rows.some(({ feature }) => profile.features[feature]?.categories === undefined);
  return named !== undefined && named.numeric !== numeric && isNumeric
    ? `${named.name} is over ${code(named.numeric)} bins, the evidence has ${code(numeric)}`
    : null;
}
