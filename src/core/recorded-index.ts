import type { Index, Resolution } from './portfolio.ts';
import { RecordedMap } from './recorded-map.ts';

/** An index that remembers what was looked up in it. */
export interface RecordedIndex {
  index: Index;
  /** Whether another index gives the same for everything that was looked up. */
  isAnsweredBy: (other: Index) => boolean;
}

/** Wraps an index so that whatever is looked up in it is remembered. */
export function recordedIndex(base: Index): RecordedIndex {
  const maps = {
    nodes: new RecordedMap(base.nodes),
    artefacts: new RecordedMap(base.artefacts),
    items: new RecordedMap(base.items),
    evidence: new RecordedMap(base.evidence),
    parties: new RecordedMap(base.parties),
    clauses: new RecordedMap(base.clauses),
    systems: new RecordedMap(base.systems),
    linksFrom: new RecordedMap(base.linksFrom),
    linksTo: new RecordedMap(base.linksTo),
  };
  /** By system, and by reference in it. */
  const resolved = new Map<string | null, Map<string, Resolution>>();
  const resolve: Index['resolve'] = (reference, system) => {
    const found = base.resolve(reference, system);
    let known = resolved.get(system);
    if (!known) resolved.set(system, (known = new Map<string, Resolution>()));
    known.set(reference, found);
    return found;
  };
  return {
    index: { ...maps, resolve },
    isAnsweredBy: (other) =>
      maps.nodes.isAnsweredBy(other.nodes) &&
      maps.artefacts.isAnsweredBy(other.artefacts) &&
      maps.items.isAnsweredBy(other.items) &&
      maps.evidence.isAnsweredBy(other.evidence) &&
      maps.parties.isAnsweredBy(other.parties) &&
      maps.clauses.isAnsweredBy(other.clauses) &&
      maps.systems.isAnsweredBy(other.systems) &&
      maps.linksFrom.isAnsweredBy(other.linksFrom) &&
      maps.linksTo.isAnsweredBy(other.linksTo) &&
      [...resolved].every(([system, known]) =>
        [...known].every(([reference, was]) => isSameResolution(was, other.resolve(reference, system))),
      ),
  };
}

/** What is ambiguous, or leads nowhere with something near, counts as changed: that is rare, and worked out again. */
const isSameResolution = (a: Resolution, b: Resolution): boolean =>
  a.state === 'found' ? b.state === 'found' && a.node === b.node : false;
