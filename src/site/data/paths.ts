/** The artefacts' pages: their parameters and what each is given. */
import type { Artefact } from '../../core/artefact.ts';
import type { Block } from '../../core/document.ts';
import type { Portfolio } from '../../core/portfolio.ts';

/** An entry as the content layer returns it. */
interface Entry {
  id: string;
  rendered?: { metadata?: Record<string, unknown> };
}

const blocksOf = (entries: readonly Entry[]): Map<string, Block[]> =>
  new Map(entries.map((entry) => [entry.id, (entry.rendered?.metadata?.['blocks'] ?? []) as Block[]]));

/** Every artefact of every system; a system's profile stands at `profile`. */
export function systemArtefactPaths(
  portfolio: Portfolio,
  entries: readonly Entry[],
): { params: { id: string; artefact: string }; props: { artefact: Artefact; blocks: Block[] } }[] {
  const blocks = blocksOf(entries);
  const kinds = new Map(portfolio.kinds.map((kind) => [kind.name, kind]));
  return portfolio.artefacts
    .filter((artefact) => artefact.system !== null && artefact.kind !== 'control')
    .filter((artefact) => kinds.get(artefact.kind)?.form === 'page')
    .map((artefact) => ({
      params: {
        id: artefact.system ?? '',
        artefact: artefact.kind === 'system' ? 'profile' : artefact.local,
      },
      props: { artefact, blocks: blocks.get(artefact.id) ?? [] },
    }));
}

/** Every control, the library's and the systems' own. */
export function controlPaths(
  portfolio: Portfolio,
  entries: readonly Entry[],
): { params: { id: string }; props: { artefact: Artefact; blocks: Block[] } }[] {
  const blocks = blocksOf(entries);
  return portfolio.artefacts
    .filter((artefact) => artefact.kind === 'control')
    .map((artefact) => ({
      params: { id: artefact.id },
      props: { artefact, blocks: blocks.get(artefact.id) ?? [] },
    }));
}
