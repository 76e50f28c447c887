/** The pages of what is not there: what each shows, and the sentence that stands over it. */
import { once } from '../../../core/once.ts';
import type { Portfolio, System } from '../../../core/portfolio.ts';
import { formatShare } from '../../../core/totals.ts';
import { uncapitalised } from '../../../core/words.ts';
import { count, spell, Spell } from '../../../ui/words.ts';
import { partedPages, slugOf, type PartedPage } from '../parted.ts';
import { sortSystems } from '../systems.ts';
import type { Hole, HoleList, HoleState } from './hole.ts';
import { byWeight, countStates, holeLists, listOf, scopeOf } from './lists.ts';

/** A row with the list it stands in: pages are cut across lists. */
interface Listed extends Hole {
  list: HoleList;
}

/** What a page shows. */
export interface HolesPage {
  /** Whose holes: `null` of what systems share, `undefined` of the whole portfolio. */
  system: System | null | undefined;
  part: number;
  of: number;
  /** The lists by weight, with all their rows, of the portfolio or of the one system. */
  lists: readonly HoleList[];
  /** The lists that have rows on this page, with these rows. */
  shown: readonly HoleList[];
}

/** A page with its address below `/holes/`. */
export interface HolesPath {
  params: { page: string | undefined };
  props: { page: HolesPage };
}

/** Every page of holes: one while its rows fit, else a first one and some for each system. */
export const holesPaths = once((portfolio: Portfolio): HolesPath[] => {
  const lists = byWeight(holeLists(portfolio));
  const rows = lists.flatMap((list) => list.rows.map((row): Listed => ({ ...row, list })));
  return partedPages(rows, sortSystems(portfolio.systems), bytesOf, 40_000).map((page) => ({
    params: { page: page.slug },
    props: { page: pageOf(page, lists) },
  }));
});

function pageOf(page: PartedPage<Listed>, all: readonly HoleList[]): HolesPage {
  const { system, part, of, rows } = page;
  const own = system === undefined ? all : byWeight(all.map((list) => listOf(list, system?.id ?? null)));
  const byList = Map.groupBy(rows, (row) => row.list.id);
  const shown = own.flatMap((list) => {
    const these = byList.get(list.id);
    return these ? [{ ...list, rows: these }] : [];
  });
  return { system, part, of, lists: own, shown };
}

/** About how many bytes a row takes, measured on built pages: the text as it is, and its markup. */
const bytesOf = ({ title, why, id, owners, address }: Hole): number =>
  420 + Buffer.byteLength(title + why) + id.length + address.length + 160 * owners.length;

/** The systems that a cut list has pages for, each with its count of open rows. */
export function holesBySystem(portfolio: Portfolio): { system: System | null; rows: number }[] {
  const systems = [null, ...sortSystems(portfolio.systems)];
  const rows = Map.groupBy(
    holeLists(portfolio).flatMap((list) => list.rows),
    (row) => row.system,
  );
  return systems.flatMap((system) => {
    const own = rows.get(system?.id ?? null);
    return own ? [{ system, rows: countStates(own).open }] : [];
  });
}

/** The root-relative address of the holes of a system; of a list that fits one page, that page narrowed to it. */
export function holesAddress(portfolio: Portfolio, system: System): string {
  return holesPaths(portfolio).length > 1 ? `/holes/${slugOf(system, 1)}/` : `/holes/?system=${system.id}`;
}

/** How many open holes a system has, in what it shares with others too. */
export const openIn = (portfolio: Portfolio, system: string): number =>
  holeLists(portfolio).reduce(
    (sum, list) =>
      sum + list.rows.filter((row) => row.state === 'open' && row.systems.includes(system)).length,
    0,
  );

/** The finding of a page: how many holes in how many lists, and where most are. */
export function holesHeadline(lists: readonly HoleList[]): string {
  const counts = lists.map((list) => ({ list, ...countStates(list.rows) }));
  const open = counts.reduce((sum, one) => sum + one.open, 0);
  const unread = counts.reduce((sum, one) => sum + one.unread, 0);
  if (open === 0) {
    if (unread > 0)
      return `No hole was found, and ${spell(unread)} ${unread === 1 ? 'place' : 'places'} could not be read`;
    return lists.every((list) => scopeOf(list) === 0)
      ? 'Nothing is in scope yet'
      : `No hole is open in ${spell(lists.length)} lists`;
  }
  const holed = counts.filter((one) => one.open > 0);
  const largest = holed.reduce((a, b) => (b.open > a.open ? b : a));
  return (
    `${count(open, 'hole')} in ${holed.length} of ${lists.length} lists; the largest: ` +
    `${uncapitalised(largest.list.title)} (${largest.open} of ${scopeOf(largest.list)})`
  );
}

/** What the headline leaves out: what is explained, waived or could not be read. */
export function holesStandfirst(lists: readonly HoleList[]): string {
  const rows = lists.flatMap((list) => list.rows);
  const { explained, waived, unread } = countStates(rows);
  const parts = [
    'What the record lacks, as far as a machine can tell from what is there.',
    explained > 0 &&
      `${Spell(explained)} more ${explained === 1 ? 'is' : 'are'} explained: the record says why, or by whom and when it comes.`,
    waived > 0 && `${Spell(waived)} ${waived === 1 ? 'is' : 'are'} accepted by a waiver.`,
    unread > 0 &&
      `${Spell(unread)} ${unread === 1 ? 'place' : 'places'} could not be read: what is missing there is not known.`,
  ];
  return parts.filter((part) => part !== false).join(' ');
}

/** `10 of 21 (48 %)`: the open rows of a list with their denominator, which is 0 of 0 where nothing was in scope. */
export const shareOf = (list: HoleList): string =>
  formatShare({ part: countStates(list.rows).open, whole: scopeOf(list) });

/** The heading of a list with rows: `Evidence that is never cited: 4 of 23`. */
export function listHeading(list: HoleList): string {
  const { open, unread } = countStates(list.rows);
  const whole = scopeOf(list);
  if (open > 0) return `${list.title}: ${open} of ${whole}`;
  return `${list.title}: ${unread > 0 ? 'not known' : `none of ${whole} unexplained`}`;
}

/** What a list without rows says: `None of 26 monitors.` */
export const nothingIn = (list: HoleList): string => {
  const whole = scopeOf(list);
  return whole === 0 ? 'Nothing in scope.' : `None of ${count(whole, ...list.unit)}.`;
};

/** The word for a row that is not simply missing. */
export const stateWords: Record<Exclude<HoleState, 'open'>, string> = {
  unread: 'Could not be read',
  explained: 'Explained',
  waived: 'Waived',
};
