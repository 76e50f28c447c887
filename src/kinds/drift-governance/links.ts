import { spotOf, type Artefact } from '../../core/artefact.ts';
import { isSlug } from '../../core/id.ts';
import type { LinkDraft } from '../../core/link.ts';
import type { Monitor } from './monitor.ts';

/** Targets of input monitors that are words, not features. */
const words = new Set(
  'all every any features inputs input score scores output outputs prediction predictions label labels outcome outcomes'.split(
    ' ',
  ),
);

/**
 * The feature a monitor watches, as it is named in the register, or `null` when its target is a few words. Only
 * monitors of inputs name features: a `performance` monitor on `score` does not.
 */
export function featureOf(monitor: Pick<Monitor, 'type' | 'target'>): string | null {
  const { type, target } = monitor;
  if (type !== 'data-drift' && type !== 'data-quality') return null;
  return target !== undefined && isSlug(target) && !words.has(target) ? target : null;
}

/** A link from each monitor of an input to its feature. */
export function monitorLinks(artefact: Artefact): LinkDraft[] {
  return artefact.items
    .filter((item) => item.kind === 'monitor')
    .flatMap((item) => {
      const reference = featureOf(item.data as Monitor);
      if (reference === null) return [];
      return [
        {
          type: 'monitors' as const,
          from: item.id,
          reference,
          to: 'item' as const,
          kind: 'feature',
          at: spotOf(artefact, [...item.path, 'target']),
          field: 'target',
        },
      ];
    });
}
