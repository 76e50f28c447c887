/** What a system is called where nothing else tells it from another. */
import { once } from '../../core/once.ts';
import type { Portfolio } from '../../core/portfolio.ts';

/** Systems by id whose title another one has too: a tab, a filter and a hit of the search need the id as well. */
const clashing = once(({ systems }: Portfolio): ReadonlyMap<string, string> => {
  const byTitle = Map.groupBy(systems, ({ title }) => title.toLowerCase());
  const same = [...byTitle.values()].filter((group) => group.length > 1).flat();
  return new Map(same.map(({ id, title }) => [id, `${title} (${id})`]));
});

/** The title of a system, with its id where two have the same; `null` when its title says it alone. */
export const systemApart = (portfolio: Portfolio, system: string | null): string | null =>
  clashing(portfolio).get(system ?? '') ?? null;
