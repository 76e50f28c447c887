/** The artefacts' pages: their parameters and what each is given. */
import { pageName } from '../../core/address.ts';
import type { Artefact } from '../../core/artefact.ts';
import type { Block } from '../../core/document.ts';
import type { Portfolio } from '../../core/portfolio.ts';

/** Every artefact of every system; a system's profile stands at `profile`. */
export function systemArtefactPaths(
  portfolio: Portfolio,
): { params: { id: string; artefact: string }; props: { artefact: Artefact; blocks: Block[] } }[] {
  const kinds = new Map(portfolio.kinds.map((kind) => [kind.name, kind]));
  return portfolio.artefacts
    .filter((artefact) => artefact.system !== null && artefact.kind !== 'control')
    .filter((artefact) => kinds.get(artefact.kind)?.form === 'page')
    .map((artefact) => ({
      params: {
        id: artefact.system ?? '',
        artefact: pageName(artefact),
      },
      props: { artefact, blocks: artefact.body?.blocks ?? [] },
    }));
}

/** Every control, the library's and the systems' own. */
export function controlPaths(
  portfolio: Portfolio,
): { params: { id: string }; props: { artefact: Artefact; blocks: Block[] } }[] {
  return portfolio.artefacts
    .filter((artefact) => artefact.kind === 'control')
    .map((artefact) => ({
      params: { id: artefact.id },
      props: { artefact, blocks: artefact.body?.blocks ?? [] },
    }));
}
