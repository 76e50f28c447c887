import type { WikiReference } from '../core/id.ts';
import type { Node, Portfolio } from '../core/portfolio.ts';
import { hrefOf } from './href.ts';
import type { ReferenceTarget } from './markdown.ts';

/** Whether people know a node by its title (a party, a system, a document) rather than by its id. */
export const isTitled = (node: Pick<Node, 'type' | 'kind'>): boolean =>
  node.type === 'party' ||
  node.type === 'system' ||
  (node.type === 'artefact' && node.kind !== 'decision' && node.kind !== 'control');

/** An id as shown from inside a system: local for its own things and the portfolio's, qualified for others'. */
export const shownId = (
  node: Pick<Node, 'id' | 'local' | 'system' | 'type'>,
  system: string | null,
): string =>
  node.type === 'obligation' || (node.system !== null && node.system !== system) ? node.id : node.local;

/** Looks references up as written inside a system, for prose. */
export const resolverOf =
  (portfolio: Pick<Portfolio, 'index'>, system: string | null) =>
  ({ target }: Pick<WikiReference, 'target'>): ReferenceTarget => {
    const found = portfolio.index.resolve(target.startsWith('ev:') ? target.slice(3) : target, system);
    if (found.state === 'found') {
      const { node } = found;
      const titled = isTitled(node);
      return {
        href: hrefOf(node),
        label: titled ? node.title : shownId(node, system),
        title: titled ? node.id : node.title,
        code: !titled,
      };
    }
    const title =
      found.state === 'dangling'
        ? `Nothing has the id ${target}`
        : `More than one thing has the id ${target}`;
    return { href: null, label: target, title, code: true };
  };
