import { expect, test } from 'vitest';
import type { System } from '../../src/core/portfolio.ts';
import { mostNamed, namedSystems, partedPages } from '../../src/site/data/parted.ts';

const system = (id: string): System => ({ id, title: id }) as unknown as System;
const systems = [system('b'), system('a')];
const row = (id: string, of: string | null, bytes = 10) => ({ id, system: of, bytes });
const pagesOf = (rows: ReturnType<typeof row>[]) =>
  partedPages(rows, systems, ({ bytes }) => bytes, 30).map((page) => [
    page.slug,
    page.rows.map(({ id }) => id),
    `${page.part} of ${page.of}`,
  ]);

test('rows that fit stand on one page, in the order they came', () => {
  expect(pagesOf([row('1', 'a'), row('2', null), row('3', 'b')])).toEqual([
    [undefined, ['1', '2', '3'], '1 of 1'],
  ]);
  expect(pagesOf([])).toEqual([[undefined, [], '1 of 1']]);
});

test('else each system has as many pages as its rows need, what they share first', () => {
  const rows = [row('1', 'a'), row('2', null), ...['3', '4', '5', '6'].map((id) => row(id, 'b'))];
  expect(pagesOf(rows)).toEqual([
    [undefined, [], '1 of 1'],
    ['portfolio', ['2'], '1 of 1'],
    ['b', ['3', '4', '5'], '1 of 2'],
    ['b/2', ['6'], '2 of 2'],
    ['a', ['1'], '1 of 1'],
  ]);
});

test('a row larger than a page has one to itself', () => {
  expect(pagesOf([row('1', 'a'), row('2', 'a', 99), row('3', 'a')])).toEqual([
    [undefined, [], '1 of 1'],
    ['a', ['1'], '1 of 3'],
    ['a/2', ['2'], '2 of 3'],
    ['a/3', ['3'], '3 of 3'],
  ]);
});

test('a first page names the systems of most rows, in their own order', () => {
  const few = [{ rows: 1 }, { rows: 3 }];
  expect(namedSystems(few)).toEqual({ named: few, left: 0 });
  const many = Array.from({ length: mostNamed + 2 }, (_, i) => ({ rows: i % 7 === 0 ? 1 : 2, i }));
  const { named, left } = namedSystems(many);
  expect(left).toBe(2);
  expect(named.map(({ i }) => i)).toEqual(named.map(({ i }) => i).toSorted((a, b) => a - b));
  expect(named.filter(({ rows }) => rows === 2)).toEqual(many.filter(({ rows }) => rows === 2));
});
