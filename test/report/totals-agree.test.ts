// Console, JSON, CSV, XLSX, OSCAL and pages count the same cells: every figure is read from what is written, and
// counted again from its rows.
import { parse } from 'csv-parse/sync';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/cli/analyse.ts';
import { cellStates, timings, type CellState } from '../../src/core/cell.ts';
import { evidencedShare, formatShare, totalsOf, type CellCounts, type Share } from '../../src/core/totals.ts';
import { matrixTables } from '../../src/report/matrix-tables.ts';
import { toXlsx } from '../../src/report/xlsx.ts';
import { byFramework, coverageHeadline } from '../../src/site/data/coverage.ts';
import { runIn, temporaryFolder } from '../cli/support.ts';
import { sheetsOf } from './support.ts';

const root = path.resolve(import.meta.dirname, '../..');
const env = { CASEBOOK_CACHE: temporaryFolder() };

/** Counts rows by state, every state present. */
const countRows = (states: readonly unknown[]): CellCounts =>
  Object.fromEntries(
    cellStates.map((state) => [state, states.filter((one) => one === state).length]),
  ) as CellCounts;

const run = async (...args: string[]): Promise<string> => {
  const { code, err, out } = await runIn(root, args, { env, width: 1000 });
  expect([code === 2, err]).toEqual([false, '']);
  return out;
};

type Timed = Readonly<Record<string, CellCounts>>;
const sum = (counts: CellCounts | undefined): number =>
  Object.values(counts ?? {}).reduce((all, n) => all + n, 0);

/** `42 of 130` of counts by timing: what is evidenced, of what applies and has not ended. */
const shareOf = (timed: Timed): string => {
  const owed = ['in-force', 'upcoming'].flatMap((timing) => timed[timing] ?? []);
  return formatShare({
    part: owed.reduce((all, counts) => all + counts.evidenced, 0),
    whole: owed.reduce((all, counts) => all + sum(counts) - counts['not-applicable'], 0),
  });
};

describe.each(['content', 'test/input/sound', 'test/input/broken'])('the totals of `%s`', (content) => {
  const portfolio = analyse(path.join(root, content), { asOf: '2026-11-20', cacheDir: null, blocks: false });
  const totals = portfolio.then(totalsOf);

  test('on the console', async () => {
    const out = await run('check', content, '--as-of', '2026-11-20');
    const { cells, cells_by_timing } = await totals;
    const [shares = '', states = ''] = out.trimEnd().split('\n').slice(-3);
    expect(shares.startsWith(`evidenced: ${shareOf(cells_by_timing)}; `)).toBe(true);
    const present = timings.filter((timing) => Object.values(cells_by_timing[timing]).some((n) => n > 0));
    if (present.length === 1) expect(shares).toContain(`; all ${present[0]!.replace('-', ' ')}`);
    else
      for (const timing of present)
        expect(`${shares};`).toContain(
          timing === 'ended'
            ? `; ${sum(cells_by_timing.ended)} ended;`
            : `; ${timing.replace('-', ' ')} ${shareOf({ [timing]: cells_by_timing[timing] })};`,
        );
    const said = [...states.matchAll(/(\d+) ([a-z-]+)(?=,|$)/g)].map(([, n, state]) => [state, Number(n)]);
    expect({ ...countRows([]), ...Object.fromEntries(said) }).toEqual(cells);
  });

  test('in JSON, as told and as counted', async () => {
    const graph = JSON.parse(await run('export', 'portfolio', content, '--as-of', '2026-11-20')) as {
      totals: { cells: CellCounts; cells_by_timing: Timed; evidenced_cells: Share };
      cells: { state: CellState; timing: string }[];
    };
    const { cells, cells_by_timing } = await totals;
    expect(graph.totals.cells).toEqual(cells);
    expect(graph.totals.cells_by_timing).toEqual(cells_by_timing);
    expect(formatShare(graph.totals.evidenced_cells)).toBe(shareOf(cells_by_timing));
    expect(countRows(graph.cells.map(({ state }) => state))).toEqual(cells);
    for (const timing of timings) {
      const own = graph.cells.filter((cell) => cell.timing === timing);
      expect(countRows(own.map(({ state }) => state))).toEqual(cells_by_timing[timing]);
    }
  });

  test('in CSV: the rows of the matrix, the cells of the proofs, the table of totals', async () => {
    const { cells, cells_by_timing } = await totals;
    const read = async (what: string) =>
      parse(await run('export', what, content, '--as-of', '2026-11-20'), { columns: true }) as Record<
        string,
        string
      >[];
    expect(countRows((await read('matrix')).map((row) => row['state']))).toEqual(cells);
    const proofs = (await read('proofs')).filter((row) => row['step'] === '1');
    expect(countRows(proofs.map((row) => row['cell_state']))).toEqual(cells);
    const whole = (await read('totals'))[0]!;
    expect([whole['framework'], whole['system'], whole['timing']]).toEqual(['all', 'all', 'all']);
    expect(Object.fromEntries(cellStates.map((state) => [state, Number(whole[state])]))).toEqual(cells);
    expect(whole['evidenced_in_words']).toBe(shareOf(cells_by_timing));
    const systems = await read('inventory');
    const added = (name: string): number => systems.reduce((all, row) => all + Number(row[name]), 0);
    expect(formatShare({ part: added('obligations_evidenced'), whole: added('obligations_in_scope') })).toBe(
      shareOf(cells_by_timing),
    );
  });

  test('in XLSX: the sheet of totals, and the rows of the sheets of frameworks', async () => {
    const { cells, cells_by_timing } = await totals;
    const whole = await portfolio;
    const about = { portfolio: whole.title, as_of: whole.as_of, draft: false };
    const sheets = sheetsOf(await toXlsx(matrixTables(whole), about));
    const [header = [], ...rows] = sheets.get('Totals')!;
    const column = (name: string) => header.indexOf(name);
    const countsIn = (row: (string | number | null)[]) =>
      Object.fromEntries(cellStates.map((state) => [state, row[column(state)]]));
    const rowOf = (framework: string, system: string, timing: string) =>
      rows.find((row) => row[0] === framework && row[1] === system && row[2] === timing)!;
    expect(countsIn(rowOf('all', 'all', 'all'))).toEqual(cells);
    expect(rowOf('all', 'all', 'all')[column('evidenced_in_words')]).toBe(shareOf(cells_by_timing));
    for (const timing of timings.filter((one) => Object.values(cells_by_timing[one]).some((n) => n > 0)))
      expect(countsIn(rowOf('all', 'all', timing))).toEqual(cells_by_timing[timing]);
    const states = [...sheets].flatMap(([, [head = [], ...body]]) =>
      head.includes('deciding_step') ? body.map((row) => row[head.indexOf('state')]) : [],
    );
    expect(countRows(states)).toEqual(cells);
    // Every division adds up to the whole.
    const parts = rows.filter((row) => row[0] !== 'all' && row[1] !== 'all' && row[2] !== 'all');
    for (const state of cellStates)
      expect(parts.reduce((sum, row) => sum + Number(row[column(state)]), 0)).toBe(cells[state]);
  });

  test('on pages: the headline and the bars of every framework', async () => {
    const { cells, cells_by_timing } = await totals;
    const whole = await portfolio;
    const frameworks = byFramework(whole, whole.cells);
    for (const state of cellStates)
      expect(frameworks.reduce((sum, { counts }) => sum + counts[state], 0)).toBe(cells[state]);
    const { part, whole: scope } = evidencedShare(whole.cells);
    expect(shareOf(cells_by_timing).startsWith(`${part} of ${scope}`)).toBe(true);
    expect(coverageHeadline(whole.cells)).toMatch(new RegExp(`^${part} of ${scope} clauses? `));
  });
});
