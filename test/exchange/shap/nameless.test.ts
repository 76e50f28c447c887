/** Tables and arrays as people save them: with an index, without names, with a decimal comma, several classes at once. */
import { describe, expect, it } from 'vitest';
import type { Declared } from '../../../src/evidence/shap/declared.ts';
import { npyOf, npzOf } from './npy-bytes.ts';
import { about, contentOf, faultOf, fileOf, known, written } from './support.ts';

const n = 12;
const at = (i: number): [number, number] => [Math.sin(i) / 2, Math.cos(i) * 2];
const rows = Array.from({ length: n }, (_, i) => at(i));
const means = [0, 1].map((j) => rows.reduce((sum, row) => sum + Math.abs(row[j]!), 0) / n);
const csv = (head: string, line: (row: [number, number], i: number) => string): string =>
  `${head}\n${rows.map(line).join('\n')}\n`;
const near = (found: readonly number[]) => {
  expect(found.map((mean) => mean.toFixed(7))).toEqual(means.map((mean) => mean.toFixed(7)));
};
const comma = (value: number): string => String(value).replace('.', ',');
const read = (text: string, declared: Declared = {}) => contentOf(written('t.csv', text), about(declared));

describe('an index that was written with the table', () => {
  it.each([
    ['of any name, from 0', csv('customer,a,b', ([a, b], i) => `${i},${a},${b}`)],
    ['of any name, from 1', csv('Obs,a,b', ([a, b], i) => `${i + 1},${a},${b}`)],
    ['in the last column', csv('a,b,level_0', ([a, b], i) => `${a},${b},${i}`)],
    ['quoted, as R writes it', csv('"","a","b"', ([a, b], i) => `"${i + 1}",${a},${b}`)],
  ])('is no feature: %s', async (_, text) => {
    const shap = await read(text);
    expect(shap.features).toEqual(['a', 'b']);
    near(shap.mean_abs);
    expect(shap.rows![2]!.id).toMatch(/^[23]$/);
  });

  it('asks where whole numbers tell rows apart and do not count them, and takes the answer', async () => {
    const text = csv('number,a,b', ([a, b], i) => `${(i * 7919) % 1000},${a},${b}`);
    expect(await faultOf(written('t.csv', text))).toEqual({
      message:
        'column `number` has another whole number in each row: it seems to tell the rows apart, and contributions never look so',
      at: { file: 't.csv', line: 2, column: 1, end_line: 2, end_column: 2 },
      detail: 'row names number',
      fix: 'say `id_column: number` under `shap:`, or list it under `other_columns`',
    });
    near((await read(text, { id_column: 'number' })).mean_abs);
    near((await read(text, { other_columns: ['number'] })).mean_abs);
  });

  it('leaves a name of the register alone', async () => {
    const text = csv('tenure,a,b', ([a, b], i) => `${i},${a},${b}`);
    const register = [{ name: 'tenure', columns: [], sensitive: false }];
    const shap = await contentOf(written('t.csv', text), about({}, { register } as never));
    expect(shap.features).toEqual(['tenure', 'a', 'b']);
  });
});

describe('a base value', () => {
  it.each(['bias', 'BIAS', 'BiasTerm', '(Intercept)', 'expected_value'])('is known as `%s`', async (name) => {
    const shap = await read(csv(`a,b,${name}`, ([a, b]) => `${a},${b},0.5`));
    expect([shap.features, shap.base_value]).toEqual([['a', 'b'], 0.5]);
  });
});

describe('a decimal comma', () => {
  it('is read where a semicolon or a tab parts the cells', async () => {
    for (const sign of [';', '\t']) {
      near((await read(csv(`a${sign}b`, ([a, b]) => `${comma(a)}${sign}${comma(b)}`))).mean_abs);
    }
  });

  it('is asked about where each might part thousands', async () => {
    expect(await faultOf(written('t.csv', 'a;b\n1,234;0,2\n5,678;0,3\n'))).toMatchObject({
      message: '`1,234` is not a number (row 1, column `a`): contributions are numbers',
      fix: 'write numbers with a decimal point, as `to_csv` does without `decimal=`',
    });
  });
});

describe('a table without a header', () => {
  const text = rows.map(([a, b]) => `${a},${b},0.5`).join('\n');
  it('has its first row among the others, where the register names the features', async () => {
    const shap = await read(text, { features: ['a', 'b'] });
    expect([shap.n_total, shap.base_value]).toEqual([n, 0.5]);
    near(shap.mean_abs);
  });
  it('has the names of a header that `numpy.savetxt` set apart', async () => {
    near((await read(`# a,b,bias\n${text}`)).mean_abs);
  });
});

describe('several classes', () => {
  const wide = (head: string): string => csv(head, ([a, b]) => [0, 0, 0.1, a, b, 0.5].join(','));
  it('side by side in a table are one array', async () => {
    const declared: Declared = { features: ['a', 'b'], layout: 'contribs', class: 1 };
    const shap = await read(wide('0,1,2,3,4,5'), declared);
    expect(shap.base_value).toBe(0.5);
    near(shap.mean_abs);
    expect(
      await faultOf(written('t.csv', wide('0,1,2,3,4,5')), about({ features: ['a', 'b'] })),
    ).toMatchObject({
      message:
        'the array `table` has 6 columns for 2 names: 2 times names and base, as LightGBM writes 2 classes',
      field: 'layout',
    });
  });
  it('with names ask for one of them', async () => {
    expect(await faultOf(written('t.csv', wide('a_0,b_0,bias_0,a_1,b_1,bias_1')))).toMatchObject({
      message:
        'the columns are `a`, `b`, `bias` once for each of `0`, `1`: contributions of 2 classes, each with its base value',
      fix: 'keep the columns of one class, called by the names of the features, or write one file for each class',
    });
  });
  // xgboost 1.7.4, `multi:softprob`: `predict(pred_contribs=True)` is rows × classes × (features and base).
  it('as an axis are not taken for outputs, where the numbers would allow both', async () => {
    const features = known.features.slice(0, 3);
    const cube = npyOf(
      Array.from({ length: 5 * 3 * 4 }, (_, i) => i / 7),
      { type: 'f8', shape: [5, 3, 4] },
    );
    expect(await faultOf(written('c.npy', cube), about({ features, class: 1 }))).toEqual({
      message:
        'the array `c.npy` is 5 × 3 × 4 for 3 names: 3 classes of names and base, as XGBoost writes them, or 4 outputs of 3 features',
      field: 'layout',
      detail: 'classes or outputs',
      fix: 'say `layout: contribs` when the last axis ends with the base, else `layout: wide`',
    });
    const contribs = await contentOf(
      written('c.npy', cube),
      about({ features, class: 1, layout: 'contribs' }),
    );
    const outputs = await contentOf(written('c.npy', cube), about({ features, class: 1, layout: 'wide' }));
    expect([contribs.rows![0]!.shap, outputs.rows![0]!.shap]).toEqual([
      [4, 5, 6].map((i) => Number((i / 7).toPrecision(9))),
      [1, 5, 9].map((i) => Number((i / 7).toPrecision(9))),
    ]);
  });
});

describe('arrays', () => {
  // xgboost 1.7.4, `predict(pred_interactions=True)`: the base stands alone in the last corner.
  it('of interactions may have the base in their last row and column', async () => {
    const one = [3, 0.2, 0, 0.2, 1, 0, 0, 0, 0.5];
    const bytes = npyOf([...one, ...one], { type: 'f4', shape: [2, 3, 3] });
    const shap = await contentOf(written('i.npy', bytes), about({ features: ['a', 'b'], interaction: true }));
    expect(shap.base_value).toBe(0.5);
    expect(shap.mean_abs.map((mean) => mean.toFixed(5))).toEqual(['3.20000', '1.20000']);
  });
  it('of an archive without names are the only one', async () => {
    const bytes = npzOf({ arr_0: npyOf(rows.flat(), { type: 'f8', shape: [n, 2] }) });
    near((await contentOf(written('a.npz', bytes), about({ features: ['a', 'b'] }))).mean_abs);
  });
  it('of names that are pickled say so', async () => {
    const bytes = npzOf({
      values: npyOf([1, 2], { type: 'f8', shape: [1, 2] }),
      feature_names: fileOf('named-objects.npy').bytes,
    });
    expect((await faultOf(written('o.npz', bytes))).message).toBe(
      'the file has 2 columns and no names of features: the array `feature_names` holds Python objects (`dtype=object`), which only Python can read',
    );
  });
});

describe('what is no table of contributions, or does not say so', () => {
  it('is read with the description that pandas puts before it', async () => {
    const data = rows.map(([a, b], index) => ({ index, a, b }));
    const json = JSON.stringify({ schema: { fields: [], primaryKey: ['index'] }, data });
    near((await contentOf(written('t.json', json))).mean_abs);
  });
  it('asks of long rows what `value` is', async () => {
    const text = `id,feature,value\n${rows.flatMap(([a, b], i) => [`${i},a,${a}`, `${i},b,${b}`]).join('\n')}\n`;
    expect(await faultOf(written('t.csv', text))).toMatchObject({
      message:
        'the file has a row for each case and feature, and `value` may be the value of the feature or its contribution',
      fix: 'say `layout: long` under `shap:` if it is the contribution; else write the contribution beside it as `shap`',
    });
    near((await read(text, { layout: 'long' })).mean_abs);
    expect(await faultOf(written('t.csv', 'a,b\n1,2\n'), about({ layout: 'long' }))).toMatchObject({
      message: 'the file has no column of features and of contributions, as `layout: long` says',
    });
  });
  it('refuses permutation importance of scikit-learn', async () => {
    expect(
      await faultOf(written('t.csv', 'feature,importances_mean,importances_std\na,0.2,0.01\n')),
    ).toMatchObject({ detail: 'permutation importance' });
  });
});
