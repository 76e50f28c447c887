import { asText } from '../../core/data.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import { registerFeatures } from '../shap/register.ts';
import type { ReasonFeature } from './reasons.ts';

/** The features of a system's register with their columns and what a consumer is told of each. */
export function reasonFeatures(portfolio: Pick<Portfolio, 'items'>, system: string): ReasonFeature[] {
  const rows = new Map(
    portfolio.items
      .filter((item) => item.kind === 'feature' && item.system === system)
      .map((item) => [item.local, item.data]),
  );
  return registerFeatures(portfolio, system).map((feature) => {
    const row = rows.get(feature.name);
    return {
      ...feature,
      code: asText(row?.['adverse_action_reason_code']),
      text: asText(row?.['adverse_action_reason']),
    };
  });
}
