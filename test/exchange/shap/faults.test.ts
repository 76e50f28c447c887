import { describe, expect, it } from 'vitest';
import { about, faultOf, fileOf, known, written } from './support.ts';
import { npyOf, npzOf } from './npy-bytes.ts';

const names = known.features;
const at = (line: number, column: number, end: number) => ({
  file: 'a.csv',
  line,
  column,
  end_line: line,
  end_column: end,
});

describe('faults of a table', () => {
  it.each([
    [
      'a cell that is no number',
      'income,term\n0.1,0.2\n0.3,n. a.\n',
      {
        message: '`n. a.` is not a number (row 2, column `term`): contributions are numbers',
        at: at(3, 5, 10),
        detail: 'text in term',
        fix: 'write the file again: a number in each cell',
      },
    ],
    [
      'a column of texts',
      'income,segment\n0.1,retail\n0.3,retail\n',
      {
        message: '`retail` is not a number (row 1, column `segment`): contributions are numbers',
        at: at(2, 5, 11),
        detail: 'text in segment',
        fix: 'name it as `id_column` when it tells the rows apart, or under `other_columns` when it is no feature',
      },
    ],
    [
      'decimal commas in quotes, where a comma parts the cells',
      'income,term\n"0,1","0,2"\n',
      {
        message: '`0,1` is not a number (row 1, column `income`): contributions are numbers',
        at: at(2, 1, 6),
        detail: 'text in income',
        fix: 'write numbers with a decimal point, as `to_csv` does without `decimal=`',
      },
    ],
    [
      'a column beside pairs of values and contributions',
      'income,shap_income,decile\n3000,0.1,4\n',
      {
        message: 'columns come in pairs such as `income` and `shap_income`, and `decile` is in none',
        at: at(1, 1, 26),
        detail: 'no pair',
        fix: 'say under `shap:` what it is, as `prediction_column: decile`, `base_column: decile` or `id_column: decile`, or list it under `other_columns`',
      },
    ],
    [
      'NaN',
      'income,term\n0.1,0.2\n0.3,NaN\n',
      {
        message: 'row 2, column `term`: there is no number',
        at: at(3, 5, 8),
        detail: 'not finite term',
        fix: 'a contribution is a finite number for each feature and row: compute the explanation again',
      },
    ],
    [
      'an infinite contribution',
      'income,term\n0.1,inf\n',
      {
        message: 'row 1, column `term`: Infinity is no contribution',
        at: at(2, 5, 8),
        detail: 'not finite term',
        fix: 'a contribution is a finite number for each feature and row: compute the explanation again',
      },
    ],
    [
      'a ragged row',
      'income,term\n0.1,0.2\n0.3\n',
      {
        message: 'row 2 has 1 value, and the header names 2 columns',
        at: at(3, 1, 4),
        detail: 'ragged',
        fix: 'write the file again: one value per column on each row',
      },
    ],
    [
      'a header without names',
      '0,1,2\n0.1,0.2,0.3\n',
      {
        message: 'the file has 3 columns and no names of features',
        at: at(1, 1, 6),
        field: 'features',
        detail: 'no names',
        fix: 'list the names in the order of the columns as `features` under `shap:`',
      },
    ],
    [
      'two columns of one name',
      'income,income\n0.1,0.2\n',
      {
        message: '`income` is the name of two features',
        at: at(1, 1, 14),
        detail: 'twice income',
        fix: 'give each column its own name',
      },
    ],
    [
      'no rows',
      'income,term\n',
      {
        message: 'the file has no rows',
        detail: 'no rows',
        fix: 'write the file again with the rows that were explained',
      },
    ],
    [
      'a base value that is missing on a row',
      'income,base_value\n0.1,0.5\n0.2,\n',
      {
        message: 'row 2, column `base_value`: there is no number',
        at: at(3, 5, 5),
        detail: 'not finite base_value',
        fix: 'base values are finite numbers on each row: write the file again',
      },
    ],
    [
      'a quote that is never closed',
      'income,term\n0.1,"0.2\n',
      {
        message: 'a double quote is never closed',
        at: at(2, 5, 6),
        detail: 'open quote',
        fix: 'write a double quote inside a value twice (`""`)',
      },
    ],
    [
      'a signed mean',
      ',0\nincome,0.3\nterm,-0.2\n',
      {
        message: 'row 2: `-0.2` is no mean of absolute values',
        at: at(3, 6, 10),
        detail: 'negative mean',
        fix: 'write `abs(values).mean(axis=0)`: a signed mean hides what cancels out',
      },
    ],
    [
      'a case that lacks a feature',
      'id,feature,shap\n1,income,0.1\n1,term,0.2\n2,income,0.3\n',
      {
        message: 'the case `2` has no contribution of `term`, and others have one',
        detail: 'case lacks feature',
        fix: 'write a row for each case and feature; a contribution of nothing is 0',
      },
    ],
    [
      'a case that has a feature twice',
      'id,feature,shap\n1,income,0.1\n1,income,0.2\n',
      {
        message: 'row 2 states `income` of the case `1` again, after row 1',
        at: at(3, 3, 9),
        detail: 'twice',
        fix: 'write each feature of a case once; `id_column` names the column that tells cases apart',
      },
    ],
  ])('names %s', async (_, text, fault) => {
    expect(await faultOf(written('a.csv', text))).toEqual(fault);
  });

  it('asks about columns that the register names and the file has not', async () => {
    const of = about({ id_column: 'loan' });
    expect(await faultOf(written('a.csv', 'income,term\n0.1,0.2\n'), of)).toEqual({
      message: '`id_column` names the column `loan`, and the file has none of that name',
      field: 'id_column',
      detail: 'id_column loan',
      fix: 'name one that it has: `income`, `term`',
    });
    expect(await faultOf(written('a.csv', '0,1\n0.1,0.2\n'), about({ features: ['a', 'b', 'c'] }))).toEqual({
      message: 'the file has 2 columns, and `features` names 3',
      at: at(1, 1, 4),
      field: 'features',
      detail: 'wrong width',
      fix: 'list one name for each column; a last column more than names is taken for the base value',
    });
  });

  it('holds the base value of the register against that of the file', async () => {
    expect(await faultOf('wide-whole.csv', about({ base_value: 0.4 }))).toEqual({
      message: '`base_value` is 0.4, and the file has -0.0197542338',
      field: 'base_value',
      detail: 'base contradicts',
      fix: 'leave `base_value` out, or correct what writes the file',
    });
  });

  it('says of bytes that are no Parquet that they are none', async () => {
    const fault = await faultOf({ ...fileOf('wide.csv'), name: 'a.parquet' });
    expect(fault.message).toMatch(/^the file cannot be read as Parquet: /);
    expect(fault).toMatchObject({ detail: 'no parquet', fix: 'write it again with `DataFrame.to_parquet`' });
  });
});

describe('faults of arrays', () => {
  it('names objects, cut archives, arrays without names and arrays that are not there', async () => {
    expect(await faultOf('named-objects.npy', about({ features: names }))).toEqual({
      message:
        'the array `named-objects.npy` holds Python objects (`dtype=object`), which only Python can read',
      detail: 'named-objects.npy objects',
      fix: 'write numbers with `.astype("float64")` and names with `.astype(str)`',
    });
    const cut = written('cut.npz', fileOf('stored.npz').bytes.subarray(0, 3000));
    expect(await faultOf(cut)).toEqual({
      message: 'the archive is cut short or broken: its list of arrays cannot be found',
      detail: 'archive cut short',
      fix: 'write or copy the file again',
    });
    expect(await faultOf('shap_values.npy')).toEqual({
      message: 'the file has 4 columns and no names of features',
      field: 'features',
      detail: 'no names',
      fix: 'list the names in the order of the columns as `features` under `shap:`',
    });
    const other = written('other.npz', npzOf({ phi: npyOf([1], { type: 'f8', shape: [1, 1] }) }));
    expect(await faultOf(other)).toEqual({
      message: 'the file has no array `values`: it has `phi`',
      detail: 'no values',
      fix: 'write `numpy.savez(file, values=e.values, base_values=e.base_values, data=e.data, feature_names=names)`',
    });
  });

  it('names NaN by array, row and feature', async () => {
    const bytes = npyOf([1, 2, 3, NaN], { type: 'f8', shape: [2, 2] });
    expect(await faultOf(written('a.npy', bytes), about({ features: ['x', 'y'] }))).toEqual({
      message: 'array `a.npy`, row 2, `y`: there is no number',
      detail: 'not finite y',
      fix: 'a contribution is a finite number for each feature and row: compute the explanation again',
    });
  });

  it('asks what a last column is that changes, and refuses other widths', async () => {
    const bytes = npyOf([1, 2, 3, 4, 5, 6], { type: 'f4', shape: [2, 3] });
    expect(await faultOf(written('a.npy', bytes), about({ features: ['x', 'y'] }))).toEqual({
      message:
        'the array `a.npy` has one column more than the 2 names, and the last is not one value: a base value that differs by row, or a feature without a name',
      field: 'layout',
      detail: 'last column',
      fix: 'say `layout: contribs` when the last column is the base, or list every name as `features`',
    });
    expect(await faultOf(written('a.npy', bytes), about({ features: ['x', 'y', 'z', 'w'] }))).toEqual({
      message: 'the file has 3 columns, and `features` names 4',
      field: 'features',
      detail: 'wrong width',
      fix: 'list one name for each column; a last column more than names is taken for the base value',
    });
  });

  it('asks whose base values are, when rows and outputs are as many', async () => {
    const values = npyOf(
      Array.from({ length: 12 }, (_, i) => i),
      { type: 'f8', shape: [2, 3, 2] },
    );
    const base = npyOf([0.1, 0.2], { type: 'f8', shape: [2] });
    const file = written('a.npz', npzOf({ values, base_values: base }));
    expect(await faultOf(file, about({ features: ['x', 'y', 'z'], class: 0 }))).toEqual({
      message: 'base values are 2: of 2 rows, or of 2 outputs',
      field: 'base_value',
      detail: 'base ambiguous',
      fix: 'state the base value of this output as `base_value`, or write them as rows × outputs',
    });
  });

  it('names ragged lists by their pointer', async () => {
    const json = JSON.stringify({ values: [[1, 2], [3]], feature_names: ['x', 'y'] });
    expect(await faultOf(written('a.json', json))).toEqual({
      message: '`/values/1` has 1 elements where the first has 2: an array has one length for each axis',
      pointer: '/values/1',
      detail: 'ragged values',
      fix: 'write the array whole: `values.tolist()`',
    });
  });

  it('takes rows for each of several outputs for an array of three axes', async () => {
    const json = JSON.stringify([
      [
        [1, 2],
        [3, 4],
      ],
      [
        [5, 6],
        [7, 8],
      ],
    ]);
    expect((await faultOf(written('a.json', json), about({ features: ['x', 'y'] }))).message).toBe(
      'the array `values` is 2 × 2 × 2: 2 outputs, or interactions of 2 features with each other',
    );
  });

  it('says of other JSON that it is no explanation', async () => {
    expect(await faultOf(written('a.json', '{"metrics": {"auc": 0.8}, "n": 3}'))).toEqual({
      message: 'the JSON is none of the layouts that hold SHAP values',
      detail: 'no layout',
      fix: 'write an `Explanation` as `{values, base_values, data, feature_names}`, force data, or rows',
    });
  });

  it.each<[string, string | Uint8Array, object]>([
    [
      'lines.jsonl',
      '{"a": 1}\n{"a": }\n',
      {
        message: 'line 2 is no JSON',
        at: { file: 'lines.jsonl', line: 2, column: 1, end_line: 2, end_column: 8 },
        detail: 'no json line',
        fix: 'write one JSON object on each line',
      },
    ],
    [
      'wide.csv.gz',
      new Uint8Array([0x1f, 0x8b, 8, 0]),
      {
        message: 'the file is packed with gzip, which is not unpacked here',
        detail: 'gzip',
        fix: 'unpack it, and register the file that was inside; Parquet and NPZ are small by themselves',
      },
    ],
    [
      'explanation.pkl',
      new Uint8Array([0x80, 4]),
      {
        message: 'the file is a Python pickle, which only the Python that wrote it reads',
        detail: 'pickle',
        fix: 'write `numpy.savez(file, values=e.values, base_values=e.base_values, data=e.data, feature_names=names)`',
      },
    ],
    [
      'lists.json',
      '{"a": [1, 2], "b": [1]}',
      {
        message: '`/b` has 1 value, and `/a` has 2',
        pointer: '/b',
        detail: 'ragged',
        fix: 'write one value for each row in every column',
      },
    ],
    [
      'rows.json',
      '[[1, 2], [3, 4]]',
      {
        message: 'the file has 2 columns and no names of features',
        field: 'features',
        detail: 'no names',
        fix: 'list the names in the order of the columns as `features` under `shap:`',
      },
    ],
  ])('asks or says of %s what it lacks', async (name, content, fault) => {
    expect(await faultOf(written(name, content))).toEqual(fault);
  });
});

it('asks for names before classes of an array of three axes, which may be classes first', async () => {
  const array = written('list.npy', npyOf(Array<number>(30).fill(0.1), { type: 'f8', shape: [2, 5, 3] }));
  expect(await faultOf(array)).toEqual({
    message:
      'the array `list.npy` is 2 × 5 × 3, and without names of features nothing says which axis is which',
    field: 'features',
    detail: 'no names of three axes',
    fix: 'list the names in the order of the file as `features`, and say `class:` with the output that is explained',
  });
  expect((await faultOf(array, about({ features: ['a', 'b', 'c'] })))!.fix).toBe(
    'write it as rows × features × outputs: `np.stack(values, axis=-1)`',
  );
});
