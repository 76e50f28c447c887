import type { Breach } from './breach.ts';
import { ChangedMap } from './changed-map.ts';
import { isResolved, type Link } from './link.ts';
import { acceptedBy, isAccepted } from './link-state.ts';
import { linksFor } from './links-for.ts';
import { grouping, once } from './once.ts';
import type { Index, Node, Portfolio, System } from './portfolio.ts';
import type { Waiver } from './records.ts';
import { reopenedWithout, restingOn, suspectLink } from './suspect.ts';

/** What a proof says of evidence that was taken back. */
const why = 'it is withdrawn';

/** The ids that leave the graph when one does. */
export interface Withdrawn {
  /** Ids that nothing answers to any more: references to them dangle. */
  gone: ReadonlySet<string>;
  /** The file that proves nothing any more: it stays registered, and links to it are broken. */
  broken: string | null;
  /** Ids that lose a link with it. */
  pointing: ReadonlySet<string>;
  /** Breaches that are settled no more, because what decided them is gone. */
  reopened: readonly Breach[];
  /** Links that rest on these, and hold so far. */
  suspect: ReadonlyMap<Link, Breach>;
  /** Lapsed links that a waiver accepts so far, and none does any more. */
  unaccepted: ReadonlySet<Link>;
}

const nodesBySystem = grouping((node: Node) => node.system);
const nodesByArtefact = grouping((node: Node) => node.artefact);
const allNodes = once((index: Index): readonly Node[] => [...index.nodes.values()]);

/** A thing with what is inside it: a system with all its things, an artefact with its items. */
export function withdrawnWith(
  node: Node,
  portfolio: Pick<Portfolio, 'index' | 'breaches' | 'links' | 'waivers'>,
): Withdrawn {
  const { index } = portfolio;
  const broken = node.type === 'evidence' ? node.id : null;
  const gone = broken === null ? goneWith(node, index) : new Set<string>();
  const lost = broken === null ? [...gone] : [broken];
  const reopened = reopenedWithout(gone, portfolio);
  const suspect = new Map(
    reopened.flatMap((breach) =>
      restingOn(breach, index)
        .filter((link) => link.state === 'valid')
        .map((link) => [link, breach] as const),
    ),
  );
  const unaccepted = unacceptedWithout(gone, portfolio);
  const pointing = new Set([
    ...lost.flatMap((id) => (index.linksTo.get(id) ?? []).map((link) => link.from)),
    ...[...suspect.keys(), ...unaccepted].map((link) => link.from),
  ]);
  return { gone, broken, pointing, reopened, suspect, unaccepted };
}

/** The lapsed links that only waivers accept which are gone, or whose approver is. */
function unacceptedWithout(
  gone: ReadonlySet<string>,
  { index, links, waivers }: Pick<Portfolio, 'index' | 'links' | 'waivers'>,
): ReadonlySet<Link> {
  const isLost = (one: Waiver): boolean => gone.has(one.id) || gone.has(one.approved_by);
  if (!waivers.some((one) => one.findings.length > 0 && isLost(one))) return new Set();
  const accepts = acceptedBy(
    waivers.filter((one) => !isLost(one)),
    index,
  );
  return new Set(links.filter((link) => link.lapse !== undefined && !isAccepted(link, index, accepts)));
}

function goneWith(node: Node, index: Index): ReadonlySet<string> {
  switch (node.type) {
    case 'system':
      return idsOf(node, nodesBySystem(allNodes(index), node.id));
    case 'artefact':
    case 'control':
      return idsOf(node, nodesByArtefact(allNodes(index), node.id));
    default:
      return new Set([node.id]);
  }
}

const idsOf = (node: Node, inside: readonly Node[]): ReadonlySet<string> =>
  new Set([node.id, ...inside.map((one) => one.id)]);

/**
 * The graph with things taken out, for computing cells again: its systems and look-ups are changed, its lists are
 * not. References to what is gone lead nowhere, also where another thing of the same local id would take its place:
 * the record names the one that is gone.
 * @param scope the one system whose cells are wanted; links of shared controls are then those that concern it, so
 * that a library used by a thousand systems is not copied for each of them.
 */
export function withdraw(
  portfolio: Portfolio,
  { gone, broken, pointing, suspect, unaccepted }: Withdrawn,
  scope?: string,
): Portfolio {
  const { index } = portfolio;
  const without = <V extends object>(map: ReadonlyMap<string, V>): ReadonlyMap<string, V> =>
    gone.size === 0 ? map : new ChangedMap(map, (value, id) => (gone.has(id) ? undefined : value));
  const lost = broken === null ? gone : new Set([broken]);
  const changed = (link: Link): Link => {
    if (lost.has(link.to) && isResolved(link.state))
      return { ...link, state: broken === null ? 'dangling' : 'broken' };
    if (unaccepted.has(link)) return { ...link, state: link.lapse!, lapse: undefined };
    const breach = suspect.get(link);
    return breach === undefined ? link : suspectLink(link, breach);
  };
  const doubted = new Set([...suspect.keys(), ...unaccepted].map((link) => link.to));
  const concerning = (links: Link[], from: string): Link[] =>
    scope !== undefined && index.nodes.get(from)?.type === 'control' ? linksFor(links, scope) : links;
  return {
    ...portfolio,
    systems: systemsWithout(portfolio.systems, gone, index),
    waivers: gone.size === 0 ? portfolio.waivers : portfolio.waivers.filter((one) => !gone.has(one.id)),
    index: {
      nodes: without(index.nodes),
      artefacts: without(index.artefacts),
      items: without(index.items),
      parties: without(index.parties),
      clauses: without(index.clauses),
      systems: without(index.systems),
      evidence:
        broken === null
          ? without(index.evidence)
          : new ChangedMap(index.evidence, (record, id) =>
              id === broken ? { ...record, state: 'broken' as const, why } : record,
            ),
      linksFrom: new ChangedMap(index.linksFrom, (links, from) => {
        if (gone.has(from)) return undefined;
        return pointing.has(from) ? concerning(links, from).map(changed) : links;
      }),
      linksTo: new ChangedMap(index.linksTo, (links, to) => {
        const kept = gone.size === 0 ? links : links.filter((link) => !gone.has(link.from));
        return lost.has(to) || doubted.has(to)
          ? kept.map(changed)
          : kept.length === links.length
            ? links
            : kept;
      }),
      resolve: (reference, system) => {
        const found = index.resolve(reference, system);
        return found.state === 'found' && gone.has(found.node.id)
          ? { state: 'dangling', suggestion: null }
          : found;
      },
      isControlUnread: (reference, system) =>
        index.resolve(reference, system).state !== 'found' && index.isControlUnread(reference, system),
    },
  };
}

/** Systems without what is gone from their files; those that lose nothing are the same objects. */
function systemsWithout(
  systems: readonly System[],
  gone: ReadonlySet<string>,
  index: Index,
): Portfolio['systems'] {
  const losing = new Set([...gone].map((id) => index.nodes.get(id)?.system ?? null));
  return systems
    .filter((system) => !gone.has(system.id))
    .map((system) =>
      !losing.has(system.id)
        ? system
        : {
            ...system,
            artefacts: system.artefacts
              .filter((artefact) => !gone.has(artefact.id))
              .map((artefact) => ({
                ...artefact,
                items: artefact.items.filter((item) => !gone.has(item.id)),
              })),
          },
    );
}
