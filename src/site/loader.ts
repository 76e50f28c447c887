/** Stores a portfolio's artefacts as entries of Astro's content layer; their bodies as blocks, not as modules. */
import type { Loader } from 'astro/loaders';
import { currentPortfolio, hasPortfolio } from './handover.ts';

/** Bump when blocks change their shape: stored entries are kept as long as their digest stays. */
const version = 1;

/** The loader of the `artefacts` collection. */
export const artefactLoader = (): Loader => ({
  name: 'casebook',
  load: ({ store, logger }) => {
    if (!hasPortfolio()) return Promise.resolve();
    const portfolio = currentPortfolio();
    const kept = new Set<string>();
    for (const artefact of portfolio.artefacts) {
      kept.add(artefact.id);
      store.set({
        id: artefact.id,
        data: { kind: artefact.kind, system: artefact.system, local: artefact.local, title: artefact.title },
        digest: `${version}:${artefact.digest}`,
        rendered: {
          html: '',
          metadata: {
            headings: (artefact.body?.headings ?? []).map(({ depth, slug, text }) => ({ depth, slug, text })),
            blocks: artefact.body?.blocks ?? [],
          },
        },
      });
    }
    for (const id of store.keys()) if (!kept.has(id)) store.delete(id);
    logger.debug(`${kept.size} artefacts`);
    return Promise.resolve();
  },
});
