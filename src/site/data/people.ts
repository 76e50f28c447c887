/** What a party answers for. */
import { byText, compareNatural } from '../../core/compare.ts';
import { once } from '../../core/once.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import type { Party } from '../../core/records.ts';
import { runsOf, weigh } from '../../core/runs.ts';
import { humanise } from '../../ui/words.ts';
import { cutAddress } from './navigation.ts';

export interface Owned {
  /** The kind of thing, plural where it can be. */
  title: string;
  /** Qualified ids. */
  ids: string[];
}

/** Things a party owns, by kind. */
export function ownedBy(party: Party, portfolio: Portfolio): Owned[] {
  const kinds = new Map(portfolio.kinds.map((kind) => [kind.name, kind.plural]));
  const ids = new Set(
    (portfolio.index.linksFrom.get(party.id) ?? [])
      .filter((link) => link.type === 'owns')
      .map((link) => link.to),
  );
  const groups = Map.groupBy(
    [...ids].filter((id) => portfolio.index.nodes.has(id)),
    (id) => portfolio.index.nodes.get(id)?.kind ?? '',
  );
  return [...groups]
    .map(([kind, these]) => ({ title: kinds.get(kind) ?? humanise(kind), ids: these.sort(compareNatural) }))
    .sort(byText<Owned>((group) => group.title));
}

/** Things of one kind that a party's entry names. */
export const mostOwned = 8;

/** A page of parties. */
export interface PeoplePage {
  /** Root-relative. */
  address: string;
  /** `Data team to Legal`; `null` on a first or only page. */
  title: string | null;
  parties: readonly Party[];
}

/** The pages of parties, by name: one while they fit, else a first one that lists the others. */
export const peoplePages = once((portfolio: Portfolio): readonly PeoplePage[] => {
  const parties = [...portfolio.parties].sort(byText<Party>((party) => party.title));
  const bytesOf = (party: Party): number => partyBytes(party, portfolio);
  const first = { address: '/people/', title: null };
  if (weigh(parties, bytesOf) <= room) return [{ ...first, parties }];
  const runs = runsOf(parties, bytesOf, room);
  return [
    { ...first, parties: [] },
    ...runs.map((run, i) => ({
      address: cutAddress('people', String(i + 1)),
      title: run.length === 1 ? run[0]!.title : `${run[0]!.title} to ${run.at(-1)!.title}`,
      parties: run,
    })),
  ];
});

/** Bytes of parties on a page of text, whose budget is 60 KB; the frame and the list of pages have the rest. */
const room = 54_000;

/** About how many bytes a party takes: what it is, and a link with its title for each thing that its entry names. */
function partyBytes(party: Party, portfolio: Portfolio): number {
  const named = ownedBy(party, portfolio).flatMap(({ ids }) => ids.slice(0, mostOwned));
  const titles = named.map((id) => portfolio.index.nodes.get(id)?.title ?? id);
  return (
    420 +
    Buffer.byteLength(party.title + (party.description ?? '')) +
    3 * party.id.length +
    weigh(named, (id) => 110 + 2 * id.length) +
    weigh(titles, (title) => Buffer.byteLength(title))
  );
}
