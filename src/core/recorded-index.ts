import type { Index, Resolution } from './portfolio.ts';
import { RecordedMap } from './recorded-map.ts';

/** What was looked up in an index, and what was found. It holds on to that alone, not to the index. */
export interface Answers {
  /** By look-up; `null` of one that somebody went through as a whole. */
  maps: [name: MapName, answers: ReadonlyMap<string, unknown> | null][];
  /** By system, what references in it led to. */
  resolved: ReadonlyMap<string | null, ReadonlyMap<string, Resolution>>;
}

type MapName = Exclude<keyof Index, 'resolve' | 'isControlUnread'>;

/** Wraps an index so that whatever is looked up in it is remembered. */
export function recordedIndex(base: Index): { index: Index; answers: () => Answers } {
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
  } satisfies Record<MapName, unknown>;
  const resolved = new Map<string | null, Map<string, Resolution>>();
  const resolve: Index['resolve'] = (reference, system) => {
    const found = base.resolve(reference, system);
    let known = resolved.get(system);
    if (!known) resolved.set(system, (known = new Map<string, Resolution>()));
    known.set(reference, found);
    return found;
  };
  return {
    index: { ...maps, resolve, isControlUnread: base.isControlUnread },
    answers: () => ({
      maps: Object.entries(maps).map(([name, { answers }]) => [name as MapName, answers]),
      resolved,
    }),
  };
}

/** Whether an index gives the same objects for everything that was looked up in another. */
export const isAnsweredBy = ({ maps, resolved }: Answers, index: Index): boolean =>
  maps.every(([name, answers]) => answers !== null && hasAll(index[name], answers)) &&
  [...resolved].every(([system, known]) =>
    [...known].every(([reference, was]) => isSameResolution(was, index.resolve(reference, system))),
  );

function hasAll(map: ReadonlyMap<string, unknown>, answers: ReadonlyMap<string, unknown>): boolean {
  for (const [key, answer] of answers) if (map.get(key) !== answer) return false;
  return true;
}

/** What is ambiguous or leads nowhere counts as changed: that is rare, and worked out again. */
const isSameResolution = (a: Resolution, b: Resolution): boolean =>
  a.state === 'found' && b.state === 'found' && a.node === b.node;
