// What the policy demands of an artefact, a field or a system: rigour follows risk.
import type { Artefact } from '../core/artefact.ts';
import type { FieldMeta } from '../core/field.ts';
import { riskTiers, tierNumber, type RiskTier, type TierPolicy } from '../core/policy.ts';
import type { Portfolio, System } from '../core/portfolio.ts';

/** What a system's tier demands; `null` while the tier is unknown. */
export const demandsOf = (portfolio: Portfolio, system: System): TierPolicy | null =>
  system.risk_tier === null ? null : portfolio.policy.tiers[system.risk_tier];

/**
 * The tier an artefact is held to: its system's. What systems share (controls, the portfolio file) is held to
 * the most rigorous tier among them.
 */
export function tierOf(portfolio: Portfolio, artefact: Artefact): RiskTier | null {
  if (artefact.system !== null) return portfolio.index.systems.get(artefact.system)?.risk_tier ?? null;
  const tiers = portfolio.systems.flatMap((system) => system.risk_tier ?? []);
  return riskTiers.find((tier) => tiers.includes(tier)) ?? null;
}

/** Whether a tier asks for a field, given by the kind it belongs to and its path without list positions. */
export function isDemanded(
  field: { kind: string; name: string; meta: FieldMeta },
  tier: RiskTier,
  policy: TierPolicy,
): boolean {
  const name = `${field.kind}.${field.name}`;
  if (policy.except.includes(name)) return false;
  if (policy.also.includes(name)) return true;
  if (field.meta.need !== 'R' || policy.fields === 'none') return false;
  return policy.fields === 'all' || tierNumber(tier) <= (field.meta.tier ?? 1);
}

/** Whether an artefact is history: kept as it was, and asked for nothing any more. */
export const isClosed = (artefact: Artefact): boolean =>
  artefact.data['status'] === 'superseded' || artefact.data['status'] === 'retired';
