/** Long registers are cut by system, and within a system into pages, so that no page grows with the portfolio. */
import { byText, compareNatural } from '../../core/compare.ts';
import type { Portfolio, System } from '../../core/portfolio.ts';
import { slugOf } from './parted.ts';
import { sortSystems } from './systems.ts';

/** Rows that a page of a register shows at most: a row takes up to 1 KB, and a text page 60. */
export const splitAt = 50;

/** Rows of a register up to which a page has room to link what points at each. */
export const linkedUpTo = 24;

interface Row {
  id: string;
  system: string | null;
}

/** The rows of one system in a register, or of the portfolio itself (`system` is `null`). */
export interface Group<T> {
  system: System | null;
  rows: T[];
}

/** Rows by system, in the order systems are listed; the portfolio's own first. */
export function groupBySystem<T extends Row>(rows: readonly T[], portfolio: Portfolio): Group<T>[] {
  const groups = Map.groupBy(rows, (row) => row.system);
  const sorted = (these: readonly T[]): T[] =>
    [...these].sort((a, b) => compareNatural(a.id, b.id) || byText<T>((row) => row.id)(a, b));
  const own = groups.get(null);
  return [
    ...(own ? [{ system: null, rows: sorted(own) }] : []),
    ...sortSystems(portfolio.systems).flatMap((system) => {
      const these = groups.get(system.id);
      return these ? [{ system, rows: sorted(these) }] : [];
    }),
  ];
}

/** Whether a register is too long for one page. */
export const isSplit = (rows: readonly unknown[]): boolean => rows.length > splitAt;

/** A page of a register that is cut: some rows of one system, or of what systems share. */
export interface Cut {
  /** Below the address of the register: `retail-credit-pd`, `retail-credit-pd/2`. */
  slug: string;
  /** Whose rows they are, for people. */
  name: string;
  system: System | null;
  part: number;
  /** How many pages the system has. */
  of: number;
  /** How many rows it has on all of them. */
  count: number;
}

/** One page of a register: its parameter for Astro (`undefined` is the first page) and the groups it shows. */
export interface RegisterPage<T> {
  params: { system: string | undefined };
  props: { groups: Group<T>[]; all: Group<T>[]; cuts: readonly Cut[]; only: Cut | null };
}

/** The pages of a register: one, or a first page of counts and for each system as many as its rows need. */
export function registerPages<T extends Row>(rows: readonly T[], portfolio: Portfolio): RegisterPage<T>[] {
  const all = groupBySystem(rows, portfolio);
  if (!isSplit(rows))
    return [{ params: { system: undefined }, props: { groups: all, all, cuts: [], only: null } }];
  const parts = all.flatMap((group) => {
    const of = Math.ceil(group.rows.length / splitAt);
    return Array.from({ length: of }, (_, i) => ({
      cut: {
        slug: slugOf(group.system, i + 1),
        name: groupName(group),
        system: group.system,
        part: i + 1,
        of,
        count: group.rows.length,
      },
      rows: group.rows.slice(i * splitAt, (i + 1) * splitAt),
    }));
  });
  const cuts = parts.map(({ cut }) => cut);
  return [
    { params: { system: undefined }, props: { groups: [], all, cuts, only: null } },
    ...parts.map(({ cut, rows: own }) => ({
      params: { system: cut.slug },
      props: { groups: [{ system: cut.system, rows: own }], all, cuts, only: cut },
    })),
  ];
}

/** What a page of a register shows, from its props: sections by system, and the one system when it is cut. */
export interface RegisterView<T> {
  /** What a cut page shows; `null` on a first or only page. */
  only: Cut | null;
  /** The rows its headline speaks of: all of its system, or of the register. */
  rows: T[];
  sections: { id: string; title: string; rows: T[] }[];
  toc: { id: string; title: string }[];
  /** The pages of a register that is cut; none of one that is not. */
  cuts: readonly Cut[];
}

/** The name of a group for people. */
export const groupName = (group: Group<unknown>): string => group.system?.title ?? 'Shared by all systems';

/** Lays out a page of a register. */
export function registerView<T>({ groups, all, cuts, only }: RegisterPage<T>['props']): RegisterView<T> {
  const sections = groups.map((group) => ({
    id: group.system?.id ?? 'portfolio',
    title: groupName(group),
    rows: group.rows,
  }));
  const told = only === null ? all : all.filter(({ system }) => system?.id === only.system?.id);
  return {
    only,
    rows: told.flatMap((group) => group.rows),
    sections,
    toc: cuts.length > 0 ? [] : sections.map(({ id, title }) => ({ id, title })),
    cuts,
  };
}

/** The page of a register that is cut on which the first row stands that fits; `null` without one. */
export function cutWith<T>(
  { all, cuts }: Pick<RegisterPage<T>['props'], 'all' | 'cuts'>,
  fits: (row: T) => boolean,
): Cut | null {
  for (const { system, rows } of all) {
    const at = rows.findIndex(fits);
    const part = Math.floor(at / splitAt) + 1;
    const cut = at < 0 ? undefined : cuts.find((one) => one.system === system && one.part === part);
    if (cut) return cut;
  }
  return null;
}

/** The name of a page of a register that is cut: `Retail credit PD, part 2 of 3`. */
export const cutName = ({ name, part, of }: Cut): string =>
  of === 1 ? name : `${name}, part ${part} of ${of}`;
