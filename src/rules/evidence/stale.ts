import { renewalOf } from '../../core/evidence-state.ts';
import { defineRule } from '../../core/rule.ts';
import { demandsOf } from '../demand.ts';
import { within } from '../../kinds/about.ts';
import { code, daysBefore } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'evidence/stale',
  severity: 'warning',
  what: 'Evidence is older than its cadence, or than the policy’s freshness for the tier, allows.',
  why: 'A monthly report from last spring does not show that monitoring runs. Evidence that states no end is held to the freshness its tier asks for.',
  fix: 'Produce the evidence again and register it, or state the `cadence` or `valid_until` that fits what it is.',
  *check(portfolio) {
    for (const evidence of portfolio.evidence) {
      if (evidence.state !== 'stale' || evidence.captured_at === null) continue;
      const system = evidence.system === null ? undefined : portfolio.index.systems.get(evidence.system);
      const freshness = (system && demandsOf(portfolio, system)?.evidence_freshness) ?? null;
      const renewal = renewalOf(evidence, freshness);
      if (renewal === null) continue;
      const { due, span, by } = renewal;
      const why = by === 'cadence' ? 'its cadence is' : `${system?.risk_tier ?? ''} asks for`;
      yield {
        message: `evidence ${code(evidence.id)} of ${evidence.captured_at} was due for renewal on ${due} (${why} ${code(span)}), ${daysBefore(due, portfolio.as_of)} before ${portfolio.as_of}`,
        at: within(evidence.at, 'captured_at'),
        subject: evidence.id,
        detail: due,
        fix: 'produce it again, and register the new file',
      };
    }
  },
});
