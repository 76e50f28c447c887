/** The pure parts of a matrix: its pages, its data, its filters and its movement. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { analyse } from '../../src/cli/analyse.ts';
import type { Portfolio } from '../../src/core/portfolio.ts';
import { cellsJson, cellsSchema, type CellsJson } from '../../src/report/cells-json.ts';
import { matrixCsv } from '../../src/report/matrix.ts';
import { cellsSource } from '../../src/site/data/matrix-cells.ts';
import { isWhole, layoutOf, proofAddress } from '../../src/site/data/matrix-parts.ts';
import { csvOf } from '../../src/site/scripts/matrix-csv.ts';
import { filter, markAt, prepare } from '../../src/site/scripts/matrix-filter.ts';
import { move } from '../../src/site/scripts/matrix-move.ts';
import { isNarrow, readView, writeView, type View } from '../../src/site/scripts/matrix-view.ts';
import { writeLargeMatrix } from './large-matrix.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'casebook-matrix-'));
let portfolio: Portfolio;
let data: CellsJson;
beforeAll(async () => {
  writeLargeMatrix(folder, { clauses: 500, controls: 200 });
  portfolio = await analyse(folder, { cacheDir: null });
  data = cellsJson(cellsSource(portfolio, portfolio.catalogues[0]!, portfolio.systems[0]!));
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
const everything = readView('');

describe('the pages of a matrix', () => {
  test('a large one is cut by chapter, and every cell has one address', () => {
    const layout = layoutOf(portfolio, portfolio.catalogues[0]!, portfolio.systems[0]!);
    expect(isWhole(layout)).toBe(false);
    expect(layout.parts.map((part) => part.slug).slice(0, 3)).toEqual(['ch-1', 'ch-2', 'ch-3']);
    expect(layout.parts.flatMap((part) => part.cells)).toHaveLength(500);
    expect(Math.max(...layout.parts.map((part) => part.weight))).toBeLessThan(131_500);
    expect(proofAddress(portfolio, { obligation: 'large:c0026', system: 'large' })).toBe(
      '/traceability/large/large/ch-2/#p-c0026',
    );
    expect(new Set(portfolio.cells.map((cell) => proofAddress(portfolio, cell))).size).toBe(500);
  });

  test('a chapter that is too long for a page has several', async () => {
    const long = path.join(folder, 'long');
    writeLargeMatrix(long, { clauses: 300, controls: 40, chapter: 300 });
    const { catalogues, systems, ...rest } = await analyse(long, { cacheDir: null });
    const layout = layoutOf({ catalogues, systems, ...rest }, catalogues[0]!, systems[0]!);
    expect(layout.parts.map((part) => part.slug)).toEqual(['ch-1', 'ch-1~2', 'ch-1~3', 'ch-1~4']);
    expect(layout.parts[1]!.title).toBe('Ch. 1 Chapter on access to data, 2 of 4');
    for (const part of layout.parts) expect(part.weight).toBeLessThan(131_500);
  });
});

describe('the data of the grid', () => {
  test('keeps its schema, says each mark of each cell, and travels light', () => {
    expect(cellsSchema.parse(data)).toEqual(data);
    expect(data.clauses.id).toHaveLength(500);
    expect(data.controls.id).toHaveLength(200);
    for (const cell of portfolio.cells) {
      const clause = data.clauses.id.indexOf(cell.obligation.slice('large:'.length));
      const marks = data.controls.id.flatMap((id, control) => {
        const state = markAt(data, clause, control);
        return state < 0 ? [] : [[id, data.states[state]]];
      });
      const paths = cell.controls.map((id, i) => [id, cell.paths[i]]);
      expect(Object.fromEntries(marks)).toEqual(Object.fromEntries(paths));
      expect(data.states[Number(data.clauses.state[clause])]).toBe(cell.state);
    }
    expect(gzipSync(JSON.stringify(data)).length).toBeLessThan(60 * 1024);
  });

  test('stays below 60 KB gzipped with a mark in every cell', () => {
    let seed = 1;
    const random = (): number => (seed = (seed * 48271) % 2147483647) / 2147483647;
    const marks = data.clauses.marks.map((row) => [...row].map(() => Math.floor(random() * 9)).join(''));
    const full = { ...data, clauses: { ...data.clauses, marks } };
    expect(gzipSync(JSON.stringify(full)).length).toBeLessThan(60 * 1024);
  });

  test('as CSV it is the matrix, line by line', () => {
    const all = data.clauses.id.map((_, i) => i);
    expect(csvOf(data, all)).toBe(matrixCsv(portfolio));
  });

  test('a text that a spreadsheet would run is made harmless in a download too', () => {
    const evil = { ...data, system: { ...data.system, id: '=HYPERLINK("x")' } };
    expect(csvOf(evil, [0]).split('\r\n')[1]).toMatch(/^"'=HYPERLINK\(""x""\)",/);
  });
});

describe('filters', () => {
  const shown = (view: Partial<View>): number[] =>
    filter(prepare(data, [...data.clauses.id.keys()]), { ...everything, ...view }).rows;
  const stateOf = (clause: number): string => data.states[Number(data.clauses.state[clause])]!;

  test('a count says what a choice leaves: choosing it leaves as many', () => {
    const prepared = prepare(data, [...data.clauses.id.keys()]);
    const before: View = { ...everything, timing: ['in-force'], q: 'data' };
    const { counts } = filter(prepared, before);
    data.states.forEach((state, i) => {
      expect(filter(prepared, { ...before, state: [state] }).rows, state).toHaveLength(counts.state[i]!);
    });
    data.owners.forEach((owner, i) => {
      expect(filter(prepared, { ...before, owner }).rows, owner).toHaveLength(counts.owner[i]!);
    });
    data.types.forEach((type, i) => {
      expect(filter(prepared, { ...before, type }).rows, type).toHaveLength(counts.type[i]!);
    });
    expect(filter(prepared, { ...before, holes: true }).rows).toHaveLength(counts.holes);
  });

  test('holes are gaps, lapsed and not assessed', () => {
    expect(new Set(shown({ holes: true }).map(stateOf))).toEqual(new Set(['gap', 'lapsed', 'not-assessed']));
  });

  test('a date leaves out what begins later', () => {
    expect(shown({ by: '2026-12-31' })).toHaveLength(375);
    expect(shown({ by: '2027-01-01' }).length).toBeGreaterThan(375);
    expect(shown({ by: '2029-01-01' })).toHaveLength(500);
  });

  test('an owner who is nobody leaves nothing', () => {
    expect(shown({ owner: 'Somebody else' })).toEqual([]);
  });

  test('controls in use carry something of what is shown, and their sums are of it', () => {
    const result = filter(prepare(data, [...data.clauses.id.keys()]), {
      ...everything,
      q: '§ 12',
      used: true,
    });
    expect(result.columns.length).toBeLessThan(200);
    for (const column of result.columns) {
      const cells = result.rows.filter((row) => markAt(data, row, column) >= 0).length;
      expect(result.carried[column]!.cells).toBe(cells);
      expect(cells).toBeGreaterThan(0);
    }
  });

  test('a view and its address say the same', () => {
    const view = fc.record<View>({
      state: fc.subarray(['evidenced', 'gap', 'lapsed']),
      timing: fc.subarray(['in-force', 'upcoming']),
      holes: fc.boolean(),
      owner: fc.string().map((text) => text.trim()),
      type: fc.constantFrom('', 'detective'),
      by: fc.constantFrom('', '2027-01-01'),
      q: fc.string().map((text) => text.trim()),
      used: fc.boolean(),
    });
    fc.assert(
      fc.property(view, (one) => {
        expect(readView(writeView(one))).toEqual(one);
      }),
    );
    expect(writeView(everything, 'state=gap&theme=dark')).toBe('theme=dark');
    expect(readView('by=tomorrow&state=').by).toBe('');
    expect(isNarrow({ ...everything, used: true })).toBe(false);
  });
});

test('every key stays in the grid, and what it leads to is one step, one page or one end away', () => {
  const reach = { lines: 30, columns: 12, page: 8 };
  const at = { line: 5, column: 3 };
  expect(move('ArrowDown', false, at, reach)).toEqual({ line: 6, column: 3 });
  expect(move('ArrowLeft', false, at, reach)).toEqual({ line: 5, column: 2 });
  expect(move('Home', false, at, reach)).toEqual({ line: 5, column: 0 });
  expect(move('End', false, at, reach)).toEqual({ line: 5, column: 11 });
  expect(move('Home', true, at, reach)).toEqual({ line: 0, column: 0 });
  expect(move('End', true, at, reach)).toEqual({ line: 29, column: 11 });
  expect(move('PageDown', false, at, reach)).toEqual({ line: 13, column: 3 });
  expect(move('PageUp', false, at, reach)).toEqual({ line: 0, column: 3 });
  expect(move('ArrowUp', false, { line: 0, column: 3 }, reach)).toEqual({ line: -1, column: 3 });
  expect(move('a', false, at, reach)).toBeNull();
  const keys = ['ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageDown', 'PageUp'];
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...keys), fc.boolean())), (pressed) => {
      let spot = at;
      for (const [key, control] of pressed) spot = move(key, control, spot, reach) ?? spot;
      expect(spot.line).toBeGreaterThanOrEqual(-1);
      expect(spot.line).toBeLessThan(30);
      expect(spot.column).toBeGreaterThanOrEqual(0);
      expect(spot.column).toBeLessThan(12);
    }),
  );
});
