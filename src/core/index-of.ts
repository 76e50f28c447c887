import type { Artefact } from './artefact.ts';
import type { LinkIndex } from './link-index.ts';
import { once } from './once.ts';
import type { Clause } from './obligation.ts';
import type { Index, System } from './portfolio.ts';
import type { Resolver } from './resolve.ts';

/** Builds the look-ups over a graph. */
export const indexOf = (parts: {
  nodes: Index['nodes'];
  artefacts: readonly Artefact[];
  items: Index['items'];
  evidence: Index['evidence'];
  parties: Index['parties'];
  clauses: readonly Clause[];
  systems: readonly System[];
  links: LinkIndex;
  resolver: Resolver;
  isControlUnread: Index['isControlUnread'];
}): Index => ({
  nodes: parts.nodes,
  artefacts: byId(parts.artefacts),
  items: parts.items,
  evidence: parts.evidence,
  parties: parts.parties,
  clauses: clausesById(parts.clauses),
  systems: byId(parts.systems),
  linksFrom: parts.links.from,
  linksTo: parts.links.to,
  resolve: (reference, system) => parts.resolver.resolve(reference, system),
  isControlUnread: parts.isControlUnread,
});

/** Things by their ids. */
export const byId = <T extends { id: string }>(things: readonly T[]): Map<string, T> =>
  new Map(things.map((one) => [one.id, one]));

const clausesById = once((clauses: readonly Clause[]) => byId(clauses));
