import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/cli/analyse.ts';
import { formatShare } from '../../src/core/totals.ts';
import { byWeight, holeLists, listOf, scopeOf } from '../../src/site/data/holes/lists.ts';
import { shareOf } from '../../src/site/data/holes/page.ts';
import { sheetsOf } from '../report/support.ts';
import { edit, folderWithStarter, runIn } from './support.ts';

describe('casebook export', () => {
  test('writes the matrix as CSV', async () => {
    expect(await runIn(folderWithStarter(), ['export', 'matrix', 'demo'])).toEqual({
      code: 0,
      err: '',
      out: [
        'system,obligation,state,timing,applies_from,controls,evidence',
        'delivery-time,house-rules:r1,planned,in-force,2026-01-05,,',
        'delivery-time,house-rules:r2,evidenced,in-force,2026-01-05,CTL-01,delivery-time/accuracy',
        'delivery-time,house-rules:r3,evidenced,in-force,2026-01-05,CTL-02,delivery-time/input-profile',
        'delivery-time,house-rules:r4,not-applicable,in-force,2026-01-05,,',
        '',
      ].join('\r\n'),
    });
  });

  test('writes the same rows as JSON', async () => {
    const { out } = await runIn(folderWithStarter(), ['export', 'matrix', 'demo', '--format', 'json']);
    const { matrix, ...about } = JSON.parse(out) as { matrix: unknown[] };
    expect(about).toEqual({
      schema: 'casebook/matrix@1',
      as_of: '2026-11-20',
      portfolio: 'A first model portfolio',
    });
    expect(matrix).toHaveLength(4);
    expect(matrix[1]).toEqual({
      system: 'delivery-time',
      obligation: 'house-rules:r2',
      state: 'evidenced',
      timing: 'in-force',
      applies_from: '2026-01-05',
      controls: ['CTL-01'],
      evidence: ['delivery-time/accuracy'],
    });
  });

  test('writes the graph, whose totals are those of the other exports', async () => {
    const { out } = await runIn(folderWithStarter(), ['export', 'portfolio', 'demo']);
    const graph = JSON.parse(out) as { schema: string; cells: unknown[]; totals: { cells: object } };
    expect(graph.schema).toBe('casebook/portfolio@1');
    expect(graph.cells).toHaveLength(4);
    expect(graph.totals.cells).toMatchObject({ planned: 1, evidenced: 2, 'not-applicable': 1, gap: 0 });
  });

  test('writes the steps of proofs, of one framework and one system', async () => {
    const { out } = await runIn(folderWithStarter(), [
      ...['export', 'proofs', 'demo', '--framework', 'house-rules', '--system', 'delivery-time'],
    ]);
    const [header, ...rows] = out.trimEnd().split('\r\n');
    expect(header).toBe(
      'system,obligation,cell_state,step,depth,type,id,title,state,note,file,sha256,captured_at,valid_until,by,date,deciding',
    );
    const files = rows.filter((row) => row.includes(',evidence,'));
    expect(files.map((row) => row.split(',').slice(0, 3).join(','))).toEqual([
      'delivery-time,house-rules:r2,evidenced',
      'delivery-time,house-rules:r3,evidenced',
    ]);
    expect(files.every((row) => /,systems\/.+,[0-9a-f]{64},\d{4}-\d\d-\d\d,/.test(row))).toBe(true);
  });

  test('writes proofs as trees', async () => {
    const { out } = await runIn(folderWithStarter(), ['export', 'proofs', 'demo', '--format', 'json']);
    const proofs = JSON.parse(out) as { cells: { steps: { type: string; steps: { type: string }[] }[] }[] };
    expect(proofs).toMatchObject({ schema: 'casebook/proofs@1', framework: null, system: null });
    expect(proofs).not.toHaveProperty('draft');
    expect(proofs.cells.map(({ steps }) => steps.map(({ type }) => type))).toEqual(
      Array(4).fill(['obligation']),
    );
    expect(proofs.cells[1]!.steps[0]!.steps.map(({ type }) => type)).toEqual(['row']);
  });

  test('writes the matrix as a workbook with totals, frameworks and proofs', async () => {
    const folder = folderWithStarter();
    await runIn(folder, ['export', 'matrix', 'demo', '--format', 'xlsx', '--out', 'matrix.xlsx']);
    const sheets = sheetsOf(fs.readFileSync(path.join(folder, 'matrix.xlsx')));
    expect([...sheets].map(([name, rows]) => [name, rows.length])).toEqual([
      ['About', 6],
      ['Totals', 9],
      ['House rules', 5],
      ['Proofs', 19],
    ]);
  });

  describe('of what is not there', () => {
    const content = path.resolve(import.meta.dirname, '../../content');
    const lists = async () => byWeight(holeLists(await analyse(content, { asOf: '2026-11-20' })));
    const write = async (...args: string[]) =>
      (await runIn(folderWithStarter(), ['export', 'holes', content, '--as-of', '2026-11-20', ...args])).out;
    interface Written {
      holes: Record<string, unknown>[];
      lists: Record<string, unknown>[];
    }

    test('writes the rows and the counts that the page shows', async () => {
      const shown = await lists();
      const written = JSON.parse(await write('--format', 'json')) as Written;
      expect(written).toMatchObject({ schema: 'casebook/holes@1', as_of: '2026-11-20' });
      expect(written.holes.map(({ list, id, state }) => [list, id, state])).toEqual(
        shown.flatMap((list) => list.rows.map(({ id, state }) => [list.id, id, state])),
      );
      expect(written.holes.length).toBeGreaterThan(20);
      expect(
        written.lists.map(({ list, open, looked_at: whole }) => [
          list,
          formatShare({ part: open as number, whole: whole as number }),
        ]),
      ).toEqual(shown.map((list) => [list.id, shareOf(list)]));
      const [header, ...rows] = (await write()).trimEnd().split('\r\n');
      expect(header).toBe('list,id,title,state,why,system,systems,owners,waiver,address');
      expect(rows).toHaveLength(written.holes.length);
    });

    test('writes those of one system as its page has them', async () => {
      const system = 'retail-credit-pd';
      const shown = byWeight((await lists()).map((list) => listOf(list, system)));
      const written = JSON.parse(await write('--format', 'json', '--system', system)) as Written;
      expect(written.holes.map(({ id }) => id)).toEqual(
        shown.flatMap((list) => list.rows.map(({ id }) => id)),
      );
      expect(written.lists.map(({ looked_at: whole }) => whole)).toEqual(shown.map((list) => scopeOf(list)));
      expect(new Set(written.holes.map((one) => one['system']))).toEqual(new Set([system]));
    });

    test('writes a workbook with a sheet of counts and one of rows', async () => {
      const folder = folderWithStarter();
      await runIn(folder, [
        ...['export', 'holes', content, '--as-of', '2026-11-20', '--format', 'xlsx', '--out', 'holes.xlsx'],
      ]);
      const sheets = sheetsOf(fs.readFileSync(path.join(folder, 'holes.xlsx')));
      const shown = await lists();
      expect([...sheets.keys()]).toEqual(['About', 'Lists', 'Holes']);
      expect(sheets.get('Lists')).toHaveLength(shown.length + 1);
      expect(sheets.get('Holes')).toHaveLength(shown.flatMap((list) => list.rows).length + 1);
    });
  });

  test('writes a system as OSCAL', async () => {
    const folder = folderWithStarter();
    const write = async (what: string) => {
      const result = await runIn(folder, ['export', what, 'demo', '--system', 'delivery-time']);
      expect([result.code, result.err]).toEqual([0, '']);
      return JSON.parse(result.out) as Record<
        string,
        { metadata: { title: string; 'oscal-version': string } }
      >;
    };
    expect(await write('oscal-results')).toMatchObject({
      'assessment-results': {
        metadata: { title: 'Assessment results: Delivery-time forecast', 'oscal-version': '1.2.1' },
      },
    });
    expect(await write('oscal-components')).toMatchObject({
      'component-definition': { metadata: { title: 'Controls of Delivery-time forecast' } },
    });
  });

  test('marks every export of a portfolio with errors as a draft', async () => {
    const folder = folderWithStarter();
    edit(path.join(folder, 'demo/systems/delivery-time/model-card.mdx'), '[[FM-01]]', '[[FM-10]]');
    const note = 'Draft: this portfolio has findings at error and is not for decisions.';
    const write = async (...args: string[]) => (await runIn(folder, ['export', ...args])).out;
    const [header, first] = (await write('matrix', 'demo')).split('\r\n');
    expect([header, first]).toEqual([
      'system,obligation,state,timing,applies_from,controls,evidence,draft',
      `delivery-time,house-rules:r1,planned,in-force,2026-01-05,,,${note}`,
    ]);
    for (const what of [
      'matrix',
      'proofs',
      'totals',
      'inventory',
      'findings',
      'holes',
      'numbers',
      'portfolio',
    ])
      expect(JSON.parse(await write(what, 'demo', '--format', 'json'))).toMatchObject({ draft: true });
    for (const what of ['oscal-results', 'oscal-components'])
      expect(await write(what, 'demo', '--system', 'delivery-time')).toContain(`"remarks": "${note} `);
    await write('inventory', 'demo', '--format', 'xlsx', '--out', 'draft.xlsx');
    const sheets = sheetsOf(fs.readFileSync(path.join(folder, 'draft.xlsx')));
    expect(sheets.get('About')![2]).toEqual(['Draft', note]);
  });

  test.each([
    ['export', 'matrix', 'demo'],
    ['check', 'demo'],
  ])('a result of %s never takes the place of a file of the portfolio', async (...command) => {
    const folder = folderWithStarter();
    const before = fs.readFileSync(path.join(folder, 'demo/portfolio.yaml'), 'utf8');
    expect(await runIn(folder, [...command, '--out', 'demo/portfolio.yaml'])).toEqual({
      code: 2,
      out: '',
      err: 'casebook: demo/portfolio.yaml is a file of the portfolio; write beside it, or remove it first\n',
    });
    expect(fs.readFileSync(path.join(folder, 'demo/portfolio.yaml'), 'utf8')).toBe(before);
    expect((await runIn(folder, [...command, '--out', 'result'])).code).toBe(0);
    expect((await runIn(folder, [...command, '--out', 'result'])).code).toBe(0);
  });

  test('writes a spreadsheet to a file, twice the same', async () => {
    const folder = folderWithStarter();
    for (const name of ['a.xlsx', 'b.xlsx']) {
      const result = await runIn(folder, ['export', 'inventory', 'demo', '--format', 'xlsx', '--out', name]);
      expect(result).toEqual({ code: 0, out: `inventory as of 2026-11-20: ${name}\n`, err: '' });
    }
    const [a, b] = ['a.xlsx', 'b.xlsx'].map((name) => fs.readFileSync(path.join(folder, name)));
    expect(a!.subarray(0, 2).toString()).toBe('PK');
    expect(a!.equals(b!)).toBe(true);
  });

  test.each([
    [
      ['portfolio', '--format', 'csv'],
      'the portfolio is a graph and has no table; export it with --format json',
    ],
    [['matrix', '--format', 'xlsx'], 'a spreadsheet needs a file: --out <file>.xlsx'],
    [['matrix', '--out', 'demo'], 'cannot write demo: it is a folder, not a file'],
    [
      ['matrix', '--framework', 'house-rule'],
      'no catalogue has the id `house-rule`; did you mean `house-rules`?',
    ],
    [['proofs', '--system', 'x'], 'no system has the id `x`; there is `delivery-time`'],
    [['inventory', '--framework', 'house-rules'], '--framework does not go with `inventory`; leave it out'],
    [['portfolio', '--system', 'delivery-time'], '--system does not go with `portfolio`; leave it out'],
    [['oscal-results'], 'OSCAL is written for one system: --system <id>'],
    [
      ['oscal-components', '--system', 'delivery-time', '--format', 'csv'],
      'OSCAL is a document and has no table; export it with --format json',
    ],
  ])('refuses %j', async ([subject, ...more], message) => {
    const folder = folderWithStarter();
    const result = await runIn(folder, ['export', subject!, 'demo', ...more]);
    expect(result).toEqual({ code: 2, out: '', err: `casebook: ${message}\n` });
    expect(fs.readdirSync(folder).sort()).toEqual(
      ['.cache', 'demo'].filter((name) => fs.existsSync(path.join(folder, name))),
    );
  });
});
