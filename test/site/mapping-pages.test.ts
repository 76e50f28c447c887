/** The pages of a mapping: one while it fits, else its rows on pages of their own, none of them lost or said twice. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { analyse } from '../../src/cli/analyse.ts';
import { anchorIn, chaptersIn, countsOf, refOf, statesIn } from '../../src/kinds/compliance-mapping/parts.ts';
import { addressOf } from '../../src/core/address.ts';
import { placeParted } from '../../src/site/data/places.ts';
import { mappingPages } from '../../src/site/data/row-pages.ts';
import { writeLargeMatrix, type Size } from './large-matrix.ts';

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'casebook-mapping-'));
afterAll(() => fs.rmSync(home, { recursive: true, force: true }));

async function made(name: string, size: Size) {
  const folder = path.join(home, name);
  writeLargeMatrix(folder, size);
  const portfolio = await analyse(folder, { cacheDir: null });
  const pages = mappingPages(portfolio);
  const mapping = portfolio.artefacts.find((artefact) => artefact.kind === 'compliance-mapping')!;
  return { portfolio, pages, rows: mapping.items };
}

test('a mapping that fits its page has no other', async () => {
  expect((await made('small', { clauses: 100, controls: 20 })).pages).toEqual([]);
});

test('a longer one has its rows on pages cut at chapters, each row on one of them, and lists them all', async () => {
  const { portfolio, pages, rows } = await made('large', { clauses: 500, controls: 200 });
  const { layout } = pages[0]!;
  expect(pages.map(({ part }) => [part.id, part.title])).toEqual([
    ['1', '§ 1 to § 200'],
    ['2', '§ 201 to § 400'],
    ['3', '§ 401 to § 500'],
  ]);
  const shown = pages.flatMap(({ part }) => part.rows);
  expect(shown.map(({ item }) => item.id)).toEqual(rows.map(({ id }) => id));
  expect(shown.every((row) => layout.partOf.get(row)!.rows.includes(row))).toBe(true);
  expect([...layout.listed]).toEqual(layout.groups);
  for (const { part } of pages) expect(new Set(part.rows.map(anchorIn)).size).toBe(part.rows.length);
  const [first] = chaptersIn(layout.groups[0]!, portfolio);
  expect(first!.title).toBe('Ch. 1 Chapter on access to data');
  expect(statesIn(first!.rows).flatMap(({ rows: some }) => some)).toHaveLength(first!.rows.length);
  expect(refOf(first!.rows[0]!)).toBe('§ 1');
  expect(anchorIn(first!.rows[0]!)).toBe('c0001');
});

test('one whose references alone are too many is counted page by page', async () => {
  const { portfolio, pages, rows } = await made('huge', { clauses: 2400, controls: 20 });
  const { layout } = pages[0]!;
  expect(layout.listed.size).toBe(0);
  expect(pages.flatMap(({ part }) => part.rows)).toHaveLength(rows.length);
  const counted = pages.flatMap(({ part }) => Object.values(countsOf(part.rows)));
  expect(counted.reduce((sum, n) => sum + n, 0)).toBe(rows.length);
  // Its own page has no anchor of a row, so that whatever links to one has to lead to the page of full rows.
  placeParted(portfolio);
  const addresses = rows.map(({ id }) => addressOf(portfolio.index.nodes.get(id)!));
  expect(addresses[0]).toBe('/systems/large/compliance-mapping/rows/1/#c0001');
  expect(addresses).toEqual(
    pages.flatMap(({ part }) =>
      part.rows.map((row) => `/systems/large/compliance-mapping/rows/${part.id}/#${anchorIn(row)}`),
    ),
  );
});
