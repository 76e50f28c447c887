import type { Artefact } from './artefact.ts';
import { compareNatural } from './compare.ts';
import type { Link } from './link.ts';
import type { Index, Portfolio, System } from './portfolio.ts';
import type { Resolver } from './resolve.ts';

/** Builds the look-ups over a graph. */
export function indexOf(parts: {
  nodes: Index['nodes'];
  artefacts: readonly Artefact[];
  evidence: Portfolio['evidence'];
  parties: Portfolio['parties'];
  clauses: Portfolio['clauses'];
  systems: readonly System[];
  links: readonly Link[];
  resolver: Resolver;
}): Index {
  const linksFrom = new Map<string, Link[]>();
  const linksTo = new Map<string, Link[]>();
  for (const link of parts.links) {
    push(linksFrom, link.from, link);
    push(linksTo, link.to, link);
  }
  const items = parts.artefacts.flatMap((one) => one.items).filter((item) => item.kind !== 'evidence');
  return {
    nodes: parts.nodes,
    artefacts: new Map(parts.artefacts.map((one) => [one.id, one])),
    items: new Map(items.sort((a, b) => compareNatural(a.id, b.id)).map((one) => [one.id, one])),
    evidence: new Map(parts.evidence.map((one) => [one.id, one])),
    parties: new Map(parts.parties.map((one) => [one.id, one])),
    clauses: new Map(parts.clauses.map((one) => [one.id, one])),
    systems: new Map(parts.systems.map((one) => [one.id, one])),
    linksFrom,
    linksTo,
    resolve: (reference, system) => parts.resolver.resolve(reference, system),
  };
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
