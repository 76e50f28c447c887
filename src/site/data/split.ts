/** Long registers are cut by system, so that no page grows with the portfolio. */
import { byText, compareNatural } from '../../core/compare.ts';
import type { Portfolio, System } from '../../core/portfolio.ts';
import { sortSystems } from './systems.ts';

/** Above this many rows a register shows one page for each system: a row takes up to 1 KB, and a text page 60. */
export const splitAt = 50;

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

/** One page of a register: its parameter for Astro (`undefined` is the first page) and the groups it shows. */
export interface RegisterPage<T> {
  params: { system: string | undefined };
  props: { groups: Group<T>[]; all: Group<T>[]; split: boolean };
}

/** The pages of a register: one, or a first page of counts and one for each system. */
export function registerPages<T extends Row>(rows: readonly T[], portfolio: Portfolio): RegisterPage<T>[] {
  const all = groupBySystem(rows, portfolio);
  if (!isSplit(rows)) return [{ params: { system: undefined }, props: { groups: all, all, split: false } }];
  return [
    { params: { system: undefined }, props: { groups: [], all, split: true } },
    ...all.map((group) => ({
      params: { system: group.system?.id ?? 'portfolio' },
      props: { groups: [group], all, split: true },
    })),
  ];
}

/** What a page of a register shows, from its props: sections by system, and the one system when it is cut. */
export interface RegisterView<T> {
  /** The group a cut page is about; `null` on a first or only page. */
  only: Group<T> | null;
  /** The rows its headline speaks of. */
  rows: T[];
  sections: { id: string; title: string; rows: T[] }[];
  toc: { id: string; title: string }[];
  /** The groups of the whole register, and whether it is cut. */
  all: Group<T>[];
  split: boolean;
}

/** The name of a group for people. */
export const groupName = (group: Group<unknown>): string => group.system?.title ?? 'Shared by all systems';

/** Lays out a page of a register. */
export function registerView<T>({ groups, all, split }: RegisterPage<T>['props']): RegisterView<T> {
  const only = split ? (groups[0] ?? null) : null;
  const sections = groups.map((group) => ({
    id: group.system?.id ?? 'portfolio',
    title: groupName(group),
    rows: group.rows,
  }));
  return {
    only,
    rows: (only ? groups : all).flatMap((group) => group.rows),
    sections,
    toc: split ? [] : sections.map(({ id, title }) => ({ id, title })),
    all,
    split,
  };
}
