/** What a party answers for. */
import { byText, compareNatural } from '../../core/compare.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import type { Party } from '../../core/records.ts';
import { humanise } from '../../ui/words.ts';

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
