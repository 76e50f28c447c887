/** One file of several batches: means by batch, however the file is laid out. */
import { describe, expect, it } from 'vitest';
import { parseEvidence } from '../../../src/evidence/shapes/index.ts';
import { about, contentOf, faultOf, written } from './support.ts';

const wide = `batch,income,region_a,region_b,base_value
2026-10,0.5,0.2,-0.2,0.1
2026-09,-0.1,0.4,0.1,0.1
2026-10,0.1,-0.4,0,0.1
`;
const register = [{ name: 'region', columns: ['region_a', 'region_b'] }];
const batches = [
  { batch: '2026-09', n: 1, mean_abs: [0.1, 0.4, 0.1], groups: { region: 0.5 } },
  { batch: '2026-10', n: 2, mean_abs: [0.3, 0.3, 0.1], groups: { region: 0.2 } },
];

describe('a column of batches', () => {
  it('is found by its name, or by that which the register gives it', async () => {
    const made = await contentOf(written('s.csv', wide), about({}, { register }));
    expect(parseEvidence(made).issues).toEqual([]);
    expect(made.features).toEqual(['income', 'region_a', 'region_b']);
    expect(made.batches).toEqual(batches);
    const named = written('s.csv', wide.replace('batch', 'scored_in'));
    expect((await contentOf(named, about({ batch_column: 'scored_in' }, { register }))).batches).toEqual(
      batches,
    );
  });

  it('is read of one row per case and feature, and of records', async () => {
    const [, ...rows] = wide
      .trim()
      .split('\n')
      .map((line) => line.split(','));
    const names = ['income', 'region_a', 'region_b'];
    const long = `case,batch,feature,shap\n${rows.flatMap(([batch, ...phi], i) => names.map((name, j) => `${i},${batch},${name},${phi[j]}`)).join('\n')}\n`;
    expect((await contentOf(written('s.csv', long), about({}, { register }))).batches).toEqual(batches);
    const records = rows.map(([batch, ...phi]) => ({
      batch,
      ...Object.fromEntries(names.map((name, j) => [name, Number(phi[j])])),
    }));
    expect(
      (await contentOf(written('s.json', JSON.stringify(records)), about({}, { register }))).batches,
    ).toEqual(batches);
  });

  it('is none that the register has another use for', async () => {
    const text = written('s.csv', wide);
    expect((await contentOf(text, about({ other_columns: ['batch'] }))).batches).toBeUndefined();
    expect((await contentOf(text, about({ id_column: 'batch' }))).rows![0]!.id).toBe('2026-10');
  });

  it('leaves batches of few people out where rows may not be kept, and says so', async () => {
    const rows = (batch: string, n: number) =>
      Array.from({ length: n }, (_, i) => `${batch},${i / 10}`).join('\n');
    const text = `batch,income\n${rows('a', 12)}\n${rows('b', 3)}\n`;
    const made = await contentOf(written('s.csv', text), about({}, { rows: 'none', provenance: 'real' }));
    expect(made.batches!.map(({ batch, n }) => [batch, n])).toEqual([['a', 12]]);
    expect(made.notes).toEqual(['1 batch of fewer than 10 rows about people left out.']);
  });

  it('is asked for, or refused at its place', async () => {
    expect(await faultOf(written('s.csv', wide), about({ batch_column: 'month' }))).toMatchObject({
      message: '`batch_column` names the column `month`, and the file has none of that name',
      field: 'batch_column',
    });
    expect(await faultOf(written('s.csv', wide.replace('2026-09', '')))).toEqual({
      message: 'row 2 names no batch, and others do (column `batch`)',
      at: { file: 's.csv', line: 3, column: 1, end_line: 3, end_column: 1 },
      detail: 'no batch',
      fix: 'write the batch on each row',
    });
    const many = `batch,income\n${Array.from({ length: 241 }, (_, i) => `${i},0.1`).join('\n')}\n`;
    expect(await faultOf(written('s.csv', many))).toEqual({
      message: 'the column `batch` names 241 batches: it rather tells rows apart',
      field: 'batch_column',
      detail: 'too many batches',
      fix: 'name the column of the batch as `batch_column`, or `batch` under `other_columns`',
    });
  });
});
