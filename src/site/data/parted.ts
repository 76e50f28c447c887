/** Long lists are cut by system, and within a system into parts, so that no page grows with the portfolio. */
import type { System } from '../../core/portfolio.ts';
import { runsOf, weigh } from '../../core/runs.ts';

/** A list of rows on one page: all of them, those of a system, or one of several parts of these. */
export interface PartedPage<T> {
  /** Below the address of the list: none, `retail-credit-pd`, `retail-credit-pd/2`. */
  slug: string | undefined;
  /** Whose rows a cut page shows: `null` is what systems share; `undefined` on a first or only page. */
  system: System | null | undefined;
  rows: readonly T[];
  part: number;
  of: number;
}

/**
 * The pages of a list: one that holds everything; or a first one that holds no row, and for each system as many as
 * its rows need.
 * @param rows in the order they are shown in.
 * @param systems in the order they are listed in.
 * @param bytesOf about how many bytes of HTML a row takes.
 * @param most bytes of rows that a page may hold: the budget of a page of text is 60 KB, and its frame has the rest.
 */
export function partedPages<T extends { system: string | null }>(
  rows: readonly T[],
  systems: readonly System[],
  bytesOf: (row: T) => number,
  most: number,
): PartedPage<T>[] {
  if (weigh(rows, bytesOf) <= most) return [{ slug: undefined, system: undefined, rows, part: 1, of: 1 }];
  const groups = Map.groupBy(rows, (row) => row.system);
  return [
    { slug: undefined, system: undefined, rows: [], part: 1, of: 1 },
    ...[null, ...systems].flatMap((system) => {
      const runs = runsOf(groups.get(system?.id ?? null) ?? [], bytesOf, most);
      return runs.map((run, i) => ({
        slug: slugOf(system, i + 1),
        system,
        rows: run,
        part: i + 1,
        of: runs.length,
      }));
    }),
  ];
}

/** The address of a part below that of its list. */
export const slugOf = (system: Pick<System, 'id'> | null, part: number): string =>
  (system?.id ?? 'portfolio') + (part === 1 ? '' : `/${part}`);

/** Systems that a first page names; a portfolio may have a thousand. */
export const mostNamed = 300;

/** The systems of most rows that a first page names, in their order, and how many it leaves to their own pages. */
export function namedSystems<T extends { rows: number }>(
  systems: readonly T[],
): { named: T[]; left: number } {
  const first = new Set(systems.toSorted((a, b) => b.rows - a.rows).slice(0, mostNamed));
  return { named: systems.filter((one) => first.has(one)), left: systems.length - first.size };
}
