import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWithStarter, runIn } from './support.ts';

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
  ])('refuses %j', async ([subject, ...more], message) => {
    const folder = folderWithStarter();
    const result = await runIn(folder, ['export', subject!, 'demo', ...more]);
    expect(result).toEqual({ code: 2, out: '', err: `casebook: ${message}\n` });
    expect(fs.readdirSync(folder).sort()).toEqual(
      ['.cache', 'demo'].filter((name) => fs.existsSync(path.join(folder, name))),
    );
  });
});
