// What the distribution chart says.
import { percent } from '../core/percent.ts';
import { fixed, whole } from '../evidence/format.ts';
import type { Profile, ProfileFeature } from '../evidence/shapes/profile.ts';
import { batchName } from './batch.ts';
import type { Distribution } from './distribution.ts';

import type { Rich } from './rich.ts';

/** A share as a percentage; `held back` for one that privacy keeps. */
export const sayShare = (share: number | null): string =>
  share === null ? 'held back' : percent(fixed(share * 100, 1));

/** The finding: the bin whose share changed most, or that none changed by much. */
export function distributionFinding(name: string, batch: string, drawn: Distribution): Rich {
  const gap = ({ reference, current }: Distribution['bins'][number]): number =>
    reference === null || current === null ? 0 : Math.abs(current - reference);
  const widest = drawn.bins.reduce((best, one) => (gap(one) > gap(best) ? one : best));
  const when = batchName(batch);
  if (gap(widest) < 0.02) {
    return [
      { code: name },
      ` in ${when} is within ${fixed(Math.max(0.1, Math.ceil(gap(widest) * 1000) / 10), 1)} points of the reference in every bin`,
    ];
  }
  return [
    `${sayShare(widest.current)} of `,
    { code: name },
    ` in ${when} is ${widest.label}, against ${sayShare(widest.reference)} in the reference`,
  ];
}

/** What is compared, bins and n on both sides, what the marks are. */
export function distributionMethod(
  profile: Profile,
  feature: ProfileFeature,
  batch: number,
  drawn: Distribution,
): string {
  const rules = {
    'reference-quantiles': 'quantile bins of the reference',
    'pooled-equal-width': 'equal-width bins over both sides',
    'reference-equal-width': 'equal-width bins of the reference',
    given: 'given bins',
  };
  const bins = `${drawn.bins.length} ${feature.categories ? 'categories of the reference' : feature.edges ? rules[profile.bin_rule.numeric] : 'bins about a constant reference'}`;
  const unseen = feature.batches.unseen?.[batch] ?? [];
  const n = feature.batches.n[batch] ?? 0;
  return [
    `Share of rows with a value per bin; ${bins}. Reference (${profile.reference.label}) n ${whole(feature.reference.n)}; batch n ${whole(n)}.`,
    drawn.psi === null ? null : `PSI ${fixed(drawn.psi, 3)}.`,
    'Bars: batch, darker where it holds more. Upright stroke: reference.',
    n < 10 * drawn.bins.length ? `Fewer than ten rows a bin: shares of so few rows move by chance.` : null,
    unseen.length > 0 ? `Not in the reference: ${unseen.join(', ')}.` : null,
  ]
    .filter((part) => part !== null)
    .join(' ');
}
