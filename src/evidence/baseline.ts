// A figure of evidence beside another one that it is compared with.
import { asText } from '../core/data.ts';
import { fromPointer, valueAt } from '../core/place.ts';
import type { ClaimBaseline } from '../core/portfolio.ts';
import type { Held } from './claims.ts';
import { metricName } from './metric-name.ts';

/** What a claim keeps of its baseline; the difference is the figure less the baseline, in the unit of both. */
export const claimBaseline = (held: Held, baseline: Held): ClaimBaseline => ({
  evidence: baseline.evidence?.id ?? baseline.id,
  path: baseline.pointer,
  value: typeof baseline.value === 'number' ? baseline.value : null,
  difference: differenceOf(held, baseline),
});

/**
 * The figure less its baseline, without what binary fractions add to it; `null` where one of the two is no number or
 * they are not of one measure and unit, so that their difference says nothing.
 */
export function differenceOf(held: Held, baseline: Held): number | null {
  if (typeof held.value !== 'number' || typeof baseline.value !== 'number') return null;
  return incomparable(held, baseline) === null ? Number((held.value - baseline.value).toPrecision(12)) : null;
}

/** Why two figures of evidence cannot be compared: `is in `beds` and its baseline in no unit`; `null` where they can. */
export function incomparable(held: Held, baseline: Held): string | null {
  if (typeof held.value !== 'number' || typeof baseline.value !== 'number')
    return 'cannot be compared with what is no number';
  const [unit, other] = [besideText(held, 'unit'), besideText(baseline, 'unit')];
  if (unit !== other) return `is in ${words(unit)}, and its baseline in ${words(other)}`;
  const [type, from] = [besideText(held, 'type'), besideText(baseline, 'type')];
  if (type !== null && from !== null && metricName(type) !== metricName(from))
    return `is \`${type}\`, and its baseline \`${from}\``;
  const [field, against] = [held, baseline].map(({ pointer }) => fromPointer(pointer)?.at(-1));
  // Beside a type stand the parts of one figure, of which each is something else.
  return type !== null && from !== null && field !== against
    ? `is \`${field}\` of a figure, and its baseline \`${against}\``
    : null;
}

/** The text that stands beside a value, such as its unit; `null` where the file gives none. */
const besideText = ({ evidence, pointer }: Held, name: string): string | null =>
  asText(valueAt(evidence?.content, [...(fromPointer(pointer) ?? []).slice(0, -1), name]));

const words = (unit: string | null): string => (unit === null ? 'no unit' : `\`${unit}\``);
