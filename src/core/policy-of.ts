import { asRecord, asText, asTexts } from './data.ts';
import { once } from './once.ts';
import { defaultPolicy, riskTiers, type Policy, type TierPolicy } from './policy.ts';
import { isSeverity } from './severity.ts';

/** The policy of a portfolio that states none, or nothing that could be read. */
const unstated: Record<string, unknown> = {};

/**
 * The policy a portfolio states, over the defaults that ship: only what is written differs. The same object for the
 * same fields, so that what follows from it can be kept.
 */
export const policyOf = (stated: unknown): Policy => read(asRecord(stated) ?? unstated);

const read = once((record: Record<string, unknown>): Policy => {
  const tiers = asRecord(record['tiers']) ?? {};
  const severities: Policy['severities'] = {};
  for (const [rule, value] of Object.entries(asRecord(record['severities']) ?? {})) {
    if (isSeverity(value)) severities[rule] = value;
  }
  return {
    tiers: Object.fromEntries(
      riskTiers.map((tier) => [tier, tierPolicy(defaultPolicy.tiers[tier], asRecord(tiers[tier]) ?? {})]),
    ) as Policy['tiers'],
    severities,
    horizon_days: numberOr(record['horizon_days'], defaultPolicy.horizon_days),
    breach_response_days: numberOr(record['breach_response_days'], defaultPolicy.breach_response_days),
    waiver_limit: asText(record['waiver_limit']) ?? defaultPolicy.waiver_limit,
  };
});

function tierPolicy(base: TierPolicy, stated: Record<string, unknown>): TierPolicy {
  const fields = asText(stated['fields']);
  return {
    kinds: Array.isArray(stated['kinds']) ? asTexts(stated['kinds']) : base.kinds,
    fields: fields === 'all' || fields === 'none' || fields === 'by-tier' ? fields : base.fields,
    also: [...base.also, ...asTexts(stated['also'])],
    except: [...base.except, ...asTexts(stated['except'])],
    review_cadence: asText(stated['review_cadence']) ?? base.review_cadence,
    // Written and left empty it means no limit, which is not the same as not written.
    evidence_freshness:
      stated['evidence_freshness'] === null
        ? null
        : (asText(stated['evidence_freshness']) ?? base.evidence_freshness),
    minimum_sample: numberOr(stated['minimum_sample'], base.minimum_sample),
    approval_roles: Array.isArray(stated['approval_roles'])
      ? asTexts(stated['approval_roles'])
      : base.approval_roles,
    approvals: typeof stated['approvals'] === 'boolean' ? stated['approvals'] : base.approvals,
  };
}

const numberOr = (value: unknown, otherwise: number): number =>
  typeof value === 'number' ? value : otherwise;
