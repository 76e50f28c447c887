// What the policy demands of an artefact, a field or a system: rigour follows risk.
import type { Artefact } from '../core/artefact.ts';
import type { FieldMeta } from '../core/field.ts';
import { riskTiers, tierNumber, type RiskTier, type TierPolicy } from '../core/policy.ts';
import type { Portfolio, System } from '../core/portfolio.ts';

/** What a system's tier demands; `null` while the tier is unknown. */
export const demandsOf = (portfolio: Portfolio, system: System): TierPolicy | null =>
  system.risk_tier === null ? null : portfolio.policy.tiers[system.risk_tier];

/** Kinds a system must have: those of its tier; of a system that was decided against, only the decision. */
export const demandedKinds = (portfolio: Portfolio, system: System): readonly string[] =>
  system.lifecycle_stage === 'not-built' && system.risk_tier !== null
    ? ['decision']
    : (demandsOf(portfolio, system)?.kinds ?? []);

/**
 * The tier an artefact is held to: its system's. What systems share (controls, the portfolio file) is held to
 * the most rigorous tier among them.
 */
export function tierOf(portfolio: Portfolio, artefact: Artefact): RiskTier | null {
  if (artefact.system !== null) return portfolio.index.systems.get(artefact.system)?.risk_tier ?? null;
  const tiers = portfolio.systems.flatMap((system) => system.risk_tier ?? []);
  return riskTiers.find((tier) => tiers.includes(tier)) ?? null;
}

/**
 * Whether a tier asks for a field. The name, `kind.field` without list positions, is only made where the policy
 * names fields: this is asked of every empty field of every row.
 */
export function isDemanded(meta: FieldMeta, name: () => string, tier: RiskTier, policy: TierPolicy): boolean {
  const byNeed =
    meta.need === 'R' &&
    (policy.fields === 'all' || (policy.fields === 'by-tier' && tierNumber(tier) <= (meta.tier ?? 1)));
  if (byNeed) return policy.except.length === 0 || !policy.except.includes(name());
  return policy.also.length > 0 && policy.also.includes(name()) && !policy.except.includes(name());
}
