import type { Link, LinkDraft } from './link.ts';
import type { Node } from './portfolio.ts';

/**
 * Links that were looked up for an earlier portfolio. As long as the same ids mean things of the same kind, the links
 * that an unchanged artefact states lead where they led; those that led nowhere are looked up again, because what they
 * might mean is said with places that may have moved.
 */
export class ResolvedLinks {
  #nodes: ReadonlyMap<string, Node> = new Map();
  #links = new WeakMap<readonly LinkDraft[], readonly Link[]>();

  /** Begins with the things of another portfolio. */
  among(nodes: ReadonlyMap<string, Node>): void {
    if (!haveSameIds(this.#nodes, nodes)) this.#links = new WeakMap();
    this.#nodes = nodes;
  }

  /** The links of an artefact’s drafts as they were found before. They are not to be changed. */
  of(drafts: readonly LinkDraft[]): readonly Link[] | undefined {
    return this.#links.get(drafts);
  }

  /** Keeps the links of an artefact’s drafts, none of which has a finding. */
  keep(drafts: readonly LinkDraft[], links: readonly Link[]): void {
    this.#links.set(drafts, links);
  }
}

function haveSameIds(before: ReadonlyMap<string, Node>, now: ReadonlyMap<string, Node>): boolean {
  if (before.size !== now.size) return false;
  for (const [id, node] of now) {
    const other = before.get(id);
    if (other === node) continue;
    if (other?.type !== node.type || other.kind !== node.kind || other.system !== node.system) return false;
  }
  return true;
}
