import { describe, expect, test } from 'vitest';
import type { Portfolio, System } from '../../src/core/portfolio.ts';
import {
  cutName,
  groupBySystem,
  groupName,
  isSplit,
  registerPages,
  registerView,
  splitAt,
} from '../../src/site/data/split.ts';

const system = (id: string, risk_tier: System['risk_tier']): System =>
  ({ id, title: `The ${id}`, risk_tier, lifecycle_stage: 'in-use' }) as unknown as System;
const portfolio = { systems: [system('late', 'tier-3'), system('early', 'tier-1')] } as unknown as Portfolio;

const rowsOf = (system: string | null, n: number): { id: string; system: string | null }[] =>
  Array.from({ length: n }, (_, i) => ({ id: `${system ?? 'own'}/FM-${n - i}`, system }));

/** Rows in an order that no page shows them in: 2 shared, `n` of each system. */
const rows = (n: number) => [...rowsOf('late', n), ...rowsOf(null, 2), ...rowsOf('early', n)];

describe('the rows of a register', () => {
  test('stand by system, the portfolio’s own first, in the order of their numbers', () => {
    const groups = groupBySystem(rows(10), portfolio);
    expect(groups.map((group) => [groupName(group), group.rows.length])).toEqual([
      ['Shared by all systems', 2],
      ['The early', 10],
      ['The late', 10],
    ]);
    expect(groups[1]!.rows.map(({ id }) => id).slice(0, 3)).toEqual([
      'early/FM-1',
      'early/FM-2',
      'early/FM-3',
    ]);
    expect(groups[1]!.rows.at(-1)!.id).toBe('early/FM-10');
  });

  test('make no group of a system that has none', () => {
    expect(groupBySystem(rowsOf('late', 1), portfolio).map(groupName)).toEqual(['The late']);
    expect(groupBySystem([], portfolio)).toEqual([]);
  });
});

describe('a register that fits one page', () => {
  const [page, ...more] = registerPages(rows((splitAt - 2) / 2), portfolio);

  test(`has one page up to ${splitAt} rows, with a section for each system`, () => {
    expect(more).toEqual([]);
    expect(page!.params).toEqual({ system: undefined });
    const view = registerView(page!.props);
    expect(view.only).toBeNull();
    expect(view.rows).toHaveLength(splitAt);
    expect(view.sections.map(({ id, title, rows: these }) => [id, title, these.length])).toEqual([
      ['portfolio', 'Shared by all systems', 2],
      ['early', 'The early', splitAt / 2 - 1],
      ['late', 'The late', splitAt / 2 - 1],
    ]);
    expect(view.toc).toEqual(view.sections.map(({ id, title }) => ({ id, title })));
  });
});

describe('a register that is too long for one page', () => {
  const all = rows(splitAt / 2);
  const pages = registerPages(all, portfolio);

  test('is cut from one row over the limit on', () => {
    expect([isSplit(all.slice(0, splitAt)), isSplit(all.slice(0, splitAt + 1))]).toEqual([false, true]);
  });

  test('has a first page of counts, and one for each system and for what is shared', () => {
    expect(pages.map(({ params }) => params.system)).toEqual([undefined, 'portfolio', 'early', 'late']);
  });

  test('speaks of all rows on its first page, and lists none there', () => {
    const view = registerView(pages[0]!.props);
    expect(view).toMatchObject({ only: null, sections: [], toc: [] });
    expect(view.cuts.map(({ slug, count }) => [slug, count])).toEqual([
      ['portfolio', 2],
      ['early', splitAt / 2],
      ['late', splitAt / 2],
    ]);
    expect(view.rows).toHaveLength(all.length);
    expect(pages[0]!.props.all.map((group) => group.rows.length)).toEqual([2, splitAt / 2, splitAt / 2]);
  });

  test('cuts a system of more rows than a page holds, and speaks on each of its pages of all of them', () => {
    const many = registerPages(rows(splitAt + 1), portfolio).slice(1);
    expect(many.map(({ params }) => params.system)).toEqual([
      'portfolio',
      'early',
      'early/2',
      'late',
      'late/2',
    ]);
    const second = registerView(many[2]!.props);
    expect(second.sections.map((section) => section.rows.map(({ id }) => id))).toEqual([
      [`early/FM-${splitAt + 1}`],
    ]);
    expect(second.rows).toHaveLength(splitAt + 1);
    expect(cutName(second.only!)).toBe('The early, part 2 of 2');
  });

  test('speaks on a page of a system of its rows alone, and every row stands on exactly one page', () => {
    const views = pages.slice(1).map(({ props }) => registerView(props));
    expect(views.map(({ only }) => only?.system?.id ?? null)).toEqual([null, 'early', 'late']);
    expect(views.map((view) => view.rows.length)).toEqual([2, splitAt / 2, splitAt / 2]);
    expect(views.every(({ sections, toc }) => sections.length === 1 && toc.length === 0)).toBe(true);
    const listed = views.flatMap(({ sections }) => sections.flatMap((section) => section.rows));
    expect(listed.map(({ id }) => id).sort()).toEqual(all.map(({ id }) => id).sort());
  });
});
