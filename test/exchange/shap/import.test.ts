import { describe, expect, it } from 'vitest';
import { parseEvidence } from '../../../src/evidence/shapes/index.ts';
import type { Shap } from '../../../src/evidence/shapes/shap.ts';
import { about, contentOf, faultOf, fileOf, imported, known, written } from './support.ts';

const names = known.features;

/** Holds totals against those of numpy; eight digits survive 64-bit files, six survive 32-bit ones. */
function expectKnown(shap: Shap, digits = 8): void {
  expect(parseEvidence(shap).issues).toEqual([]);
  expect(shap.features).toEqual(names);
  expect(shap.n_total).toBe(known.n);
  shap.mean_abs.forEach((value, i) => expect(value).toBeCloseTo(known.mean_abs[i]!, digits));
  shap.mean?.forEach((value, i) => expect(value).toBeCloseTo(known.mean[i]!, digits));
}

const expectBase = (shap: Shap): void => expect(shap.base_value).toBeCloseTo(known.base, 8);

describe('arrays', () => {
  it('reads an explanation saved by numpy, stored and deflated', async () => {
    const stored = await contentOf('stored.npz');
    expectKnown(stored);
    expectBase(stored);
    expect(stored.rows![0]!.values).toEqual([3807.52, 17, 1, 0]);
    expect(stored.rows![3]!.values![0]).toBe(null);
    const deflated = await contentOf('deflated.npz');
    expectKnown(deflated, 6);
    expectBase(deflated);
    expect(deflated.rows![0]!.values).toBe(undefined);
  });

  it.each([
    ['shap_values.npy', 8],
    ['fortran.npy', 6],
    ['version-2.npy', 8],
    ['big-endian.npy', 8],
  ] as const)('reads %s, whose names the register gives', async (file, digits) => {
    expectKnown(await contentOf(file, about({ features: names })), digits);
  });

  it('takes base values and outputs from files beside', async () => {
    const source = {
      ...fileOf('shap_values.npy'),
      base: fileOf('base_values.npy'),
      predictions: fileOf('outputs.npy'),
    };
    const shap = await contentOf(source, about({ features: names }));
    expectBase(shap);
    expect(shap.additivity).toMatchObject({ n: known.n, n_beyond: 0 });
    expect(shap.additivity!.max_abs_gap).toBeCloseTo(known.gap, 12);
  });

  it('takes feature values from a file beside, by name', async () => {
    const source = { ...fileOf('shap_values.npy'), values: fileOf('values.csv') };
    const shap = await contentOf(source, about({ features: names }));
    expect(shap.rows![0]!.values).toEqual([3807.52, 17, 1, 0]);
    expect(shap.rows![17]!.values![0]).toBe(null);
  });

  it('says of feature values that are Python objects that only Python reads them, and draws without', async () => {
    const { content, gap } = await imported('objects.npz');
    expectKnown(content!);
    expect(content!.rows![0]!.values).toBe(undefined);
    expect(gap).toEqual({
      message:
        'neither file nor register states model output or feature values: additivity is not checkable and dots are grey; the array `data` holds Python objects (`dtype=object`), which only Python can read',
      detail: 'model output, feature values, data objects',
      fix: 'state `predictions_file` and `values_file` under `shap:` in the register; write numbers with `.astype("float64")` and names with `.astype(str)`',
    });
  });

  it('takes the last column of pred_contrib for the base', async () => {
    for (const layout of [{}, { layout: 'contribs' as const }]) {
      const shap = await contentOf('lightgbm-contribs.npy', about({ features: names, ...layout }));
      expectKnown(shap);
      expectBase(shap);
      expect(shap.notes).toEqual(['Base value: the last column.']);
    }
    const table = await contentOf('unnamed.csv', about({ features: names }));
    expectKnown(table);
    expectBase(table);
  });
});

describe('several outputs', () => {
  const { classes } = known;
  const expectClass = (shap: Shap, at: number): void => {
    shap.mean_abs.forEach((value, i) => expect(value).toBeCloseTo(classes.mean_abs[at]![i]!, 8));
    expect(shap.base_value).toBeCloseTo(classes.base[at]!, 8);
  };

  it('reads the one that is named or counted', async () => {
    const named = await contentOf('classes-named.npz', about({ class: 'low' }));
    expectClass(named, classes.names.indexOf('low'));
    expect(named.class_name).toBe('low');
    const counted = await contentOf('classes.npz', about({ class: 2, class_name: 'middle risk' }));
    expectClass(counted, 2);
    expect(counted.class_name).toBe('middle risk');
  });

  it('reads classes side by side and classes as an axis, as LightGBM and XGBoost write them', async () => {
    const declared = about({ features: names, layout: 'contribs', class: 1 });
    expectClass(await contentOf('lightgbm-classes.npy', declared), 1);
    expectClass(await contentOf('rows-classes-contribs.npy', declared), 1);
  });

  it('asks which is meant', async () => {
    expect(await faultOf('classes-named.npz')).toEqual({
      message: 'the array `values` is 60 × 4 × 3: it explains 3 outputs, and nothing says which is meant',
      field: 'class',
      detail: 'which class',
      fix: 'say `class:` with one of `high`, `low`, `middle`',
    });
    expect(await faultOf('classes-named.npz', about({ class: 'lowest' }))).toEqual({
      message: '`class: lowest` is none of the 3 outputs of the file',
      field: 'class',
      detail: 'no such class',
      fix: 'say `class:` with one of `high`, `low`, `middle`',
    });
    expect(await faultOf('lightgbm-classes.npy', about({ features: names }))).toEqual({
      message:
        'the array `lightgbm-classes.npy` has 15 columns for 4 names: 3 times names and base, as LightGBM writes 3 classes',
      field: 'layout',
      detail: 'several classes',
      fix: 'say `layout: contribs`, and which `class`, counted from 0',
    });
    expect(await faultOf('rows-classes-contribs.npy', about({ features: names }))).toEqual({
      message:
        'the array `rows-classes-contribs.npy` is 60 × 3 × 5 for 4 names: 3 classes of names and base, as XGBoost writes them',
      field: 'layout',
      detail: 'several classes',
      fix: 'say `layout: contribs`, and which `class`, counted from 0',
    });
  });

  it('asks whether a cube as wide as deep holds outputs or interactions, and sums interactions', async () => {
    expect(await faultOf('interactions.npz')).toEqual({
      message: 'the array `values` is 60 × 4 × 4: 4 outputs, or interactions of 4 features with each other',
      field: 'class',
      detail: 'outputs or interactions',
      fix: 'say `class:` with the output that is explained, or `interaction: true`',
    });
    const shap = await contentOf('interactions.npz', about({ interaction: true }));
    shap.mean_abs.forEach((value, i) => expect(value).toBeCloseTo(known.interactions[i]!, 8));
    expectKnown(shap, 6);
    expect(await faultOf('classes-named.npz', about({ interaction: true }))).toEqual({
      message:
        'the array `values` is 60 × 4 × 3: interactions have as many rows as columns, feature by feature',
      field: 'interaction',
      detail: 'not square',
      fix: 'leave `interaction` out and say which `class` is explained',
    });
  });
});

describe('tables', () => {
  it('reads one column per feature, with no base value', async () => {
    const { content, gap } = await imported('wide.csv');
    expectKnown(content!);
    expect(content!.base_value).toBe(null);
    expect(gap).toEqual({
      message:
        'neither file nor register states base value, model output or feature values: additivity is not checkable and dots are grey',
      detail: 'base value, model output, feature values',
      fix: 'state `base_value`, `predictions_file` and `values_file` under `shap:` in the register',
    });
  });

  it('says what a lack of feature values means where no row is drawn', async () => {
    const { gap } = await imported('wide.csv', about({}, { provenance: 'real', rows: 'none' }));
    expect(gap?.message).toBe(
      'neither file nor register states base value, model output or feature values: additivity is not checkable and high and low values cannot be told apart',
    );
  });

  it.each(['wide-whole.csv', 'semicolons.csv', 'wide.parquet'])(
    'finds identifier, base value and output among the features of %s',
    async (file) => {
      const shap = await contentOf(file);
      expectKnown(shap);
      expectBase(shap);
      expect(shap.rows![0]).toMatchObject({
        id: 'L-0000',
        shap: known.first.map((one) => Number(one.toPrecision(9))),
      });
      expect(shap.additivity!.max_abs_gap).toBeCloseTo(known.gap, 12);
    },
  );

  it('reads values and contributions in pairs of columns', async () => {
    const shap = await contentOf('pairs.csv');
    expectKnown(shap);
    expect(shap.rows![3]).toMatchObject({ id: '3', values: [null, 54, 0, 1] });
  });

  it('reads one row per case and feature', async () => {
    const shap = await contentOf('long.csv');
    expectKnown(shap);
    expect(shap.rows![0]).toMatchObject({ id: '0', values: [3807.52, 17, 1, 0] });
  });

  it('reads rows in JSON', async () => {
    expectKnown(await contentOf('records.json'));
  });

  it.each(['means.csv', 'means.json'])(
    'reads a table of means, and asks over how many rows: %s',
    async (file) => {
      const shap = await contentOf(file, about({ n: known.n }));
      expectKnown(shap);
      expect(shap).toMatchObject({ n_drawn: 0, notes: ['A table of means: there are no rows to draw.'] });
      expect(await faultOf(file)).toEqual({
        message: 'the file holds means and does not say over how many rows',
        field: 'n',
        detail: 'no n',
        fix: 'say `n:` under `shap:` with the rows that were explained',
      });
    },
  );
});

describe('JSON', () => {
  it('reads the parts of an explanation', async () => {
    const shap = await contentOf('explanation.json');
    expectKnown(shap);
    expectBase(shap);
    expect(shap.rows![3]!.values).toEqual([null, 54, 0, 1]);
  });

  it('reads force data of one row and of several', async () => {
    const one = await contentOf('force.json');
    expect(one.rows).toEqual(
      [
        {
          shap: known.first.map((value) => Number(value.toPrecision(9))),
          values: [3807.52, 17, 1, 0],
          output: -1.7624859664,
        },
      ].map((row) => ({ ...row, output: Number(row.output.toPrecision(9)) })),
    );
    expectBase(one);
    expect((await contentOf('forces.json')).n_total).toBe(20);
  });

  it('takes the link of force data for the output space', async () => {
    const json = { ...(fileOf('force.json').json as object), link: 'logit' };
    const source = { ...fileOf('force.json'), json };
    const { output_space: _, ...declared } = about().declared;
    expect((await contentOf(source, { ...about(), declared })).output_space).toBe('log-odds');
    expect((await contentOf('force.json', { ...about(), declared })).output_space).toBe('unknown');
  });
});

describe('features of several columns', () => {
  it('are summed over all rows before the absolute value', async () => {
    const register = [{ name: 'region', columns: ['region_north', 'region_south'] }];
    const { groups } = await contentOf('wide.csv', about({}, { register }));
    expect(groups!['region']!.columns).toEqual(['region_north', 'region_south']);
    expect(groups!['region']!.mean_abs).toBeCloseTo(known.region, 8);
  });
});

describe('rows about people', () => {
  it('lose their identifiers where somebody permitted them, and become bins where nobody did', async () => {
    const nameless = await contentOf('wide-whole.csv', about({}, { provenance: 'real', rows: 'nameless' }));
    expect(nameless.rows).toHaveLength(known.n);
    expect(nameless.rows!.some((row) => row.id !== undefined)).toBe(false);
    const none = await contentOf('pairs.csv', about({}, { provenance: 'real', rows: 'none' }));
    expectKnown(none);
    expect(none.rows).toBe(undefined);
    expect(none.n_drawn).toBe(0);
    expect(Object.keys(none.aggregates!)).toEqual(names);
    for (const { counts } of Object.values(none.aggregates!)) {
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(known.n);
      expect(counts.every((count) => count === 0 || count >= 10)).toBe(true);
    }
  });

  it('are not binned when they are fewer than ten', async () => {
    expect(await faultOf('force.json', about({}, { provenance: 'real', rows: 'none' }))).toEqual({
      message:
        'the file holds 1 row about people and names nobody who permitted them: too few to be kept as bins',
      field: '',
      detail: 'rows about people',
      fix: 'name the party that permitted the rows as `rows_approved_by`, or state `provenance: synthetic` where that is so',
    });
  });
});

describe('tables as others write them', () => {
  const rows = [
    { income: 0.5, term: -0.25 },
    { income: -0.1, term: 0.75 },
  ];
  const pick = (key: 'income' | 'term') => rows.map((row) => row[key]);
  const expectRows = async (name: string, text: string, declared = {}) => {
    const made = await contentOf(written(name, text), about(declared));
    expect(made.features).toEqual(['income', 'term']);
    expect(made.rows!.map(({ shap }) => shap)).toEqual(rows.map((row) => [row.income, row.term]));
  };

  it.each([
    ['by row', 'a.json', JSON.stringify({ ...rows })],
    ['as lists', 'a.json', JSON.stringify({ income: pick('income'), term: pick('term') })],
    ['line by line', 'a.jsonl', rows.map((row) => JSON.stringify(row)).join('\n')],
    [
      'with a mark behind each name',
      'a.csv',
      'income_contribution,term_contribution\n0.5,-0.25\n-0.1,0.75\n',
    ],
  ])('reads them %s', async (_, name, text) => expectRows(name, text));

  it('reads rows of numbers whose names the register gives', async () => {
    const text = JSON.stringify(rows.map((row) => [row.income, row.term]));
    await expectRows('a.json', text, { features: ['income', 'term'] });
  });

  it('reads means among other columns, and not where two could be meant', async () => {
    const table = (names: string) => written('a.csv', `feature,${names}\nincome,0.5,0.1\nterm,0.25,0.2\n`);
    const made = await contentOf(table('importance,std'), about({ n: 20 }));
    expect([made.features, made.mean_abs, made.n_total]).toEqual([['income', 'term'], [0.5, 0.25], 20]);
    expect((await imported(table('mean_abs,importance'), about({ n: 20 }))).fault?.detail).toBe(
      'text in feature',
    );
  });
});
