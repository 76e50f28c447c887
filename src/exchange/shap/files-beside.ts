// Files of SHAP that hold a part each: feature values, base values or outputs, beside the file of contributions.
import { count } from '../../core/words.ts';
import type { Declared } from '../../evidence/shap/declared.ts';
import type { Contributions, Values } from './contributions.ts';
import { baseOf, dataOf, outputOf } from './explanation-parts.ts';
import { ShapFault } from './fault.ts';
import type { Frame } from './frame.ts';
import { open, type ShapFile } from './open-file.ts';
import { listed, rolesOf } from './roles.ts';
import { noRows, valuesOf } from './wide.ts';

/** A file of SHAP values with the files beside it that the register names. */
export interface ShapSource extends ShapFile {
  values?: ShapFile;
  base?: ShapFile;
  predictions?: ShapFile;
}

/** Adds what lies in files of their own: feature values, base values, outputs of the model. */
export async function addFilesBeside(
  found: Contributions,
  source: ShapSource,
  declared: Declared,
): Promise<void> {
  const { n, output_of: of = null } = found;
  const asked = { name: 'base_values', outputNames: null };
  if (source.base && found.base === null) {
    found.base = baseOf({ ...asked, base: await arrayOf(source.base) }, n, of, declared);
  }
  if (source.predictions && found.output === null) {
    found.output = outputOf(await arrayOf(source.predictions), n, of);
  }
  if (source.values) found.values = await valuesBeside(source.values, found, declared);
}

/** A file that is one array: NPY, or a table of numbers. */
async function arrayOf(file: ShapFile) {
  const opened = await open(file);
  if ('arrays' in opened) return opened.arrays.values;
  if ('frame' in opened) {
    const { id, rest, base, output } = rolesOf(opened.frame, {}, new Set());
    const columns = [...(base ? [base] : []), ...(output ? [output] : []), ...rest];
    const [only] = columns;
    const numbers = only?.numbers();
    if (columns.length === 1 && numbers) return { shape: [opened.frame.n], strides: [1], data: numbers };
    const names = listed([...(id ? [id] : []), ...columns].map((column) => column.name));
    throw new ShapFault({
      message: `\`${file.name}\` has to hold one column of numbers beside an identifier, and holds ${names}`,
      detail: `${file.name} columns`,
      fix: 'write one number for each row',
    });
  }
  throw new ShapFault({
    message: `\`${file.name}\` is neither an array nor a table`,
    detail: `${file.name} unread`,
    fix: 'write it with `numpy.save` or as CSV',
  });
}

async function valuesBeside(file: ShapFile, found: Contributions, declared: Declared): Promise<Values[]> {
  const opened = await open(file);
  if ('arrays' in opened) return dataOf(opened.arrays.values, found.n, found.features.length);
  if (!('frame' in opened)) {
    throw new ShapFault({
      message: `\`${file.name}\` is neither an array nor a table`,
      field: 'values_file',
      detail: 'values unread',
      fix: 'write the feature values as CSV, Parquet or NPY',
    });
  }
  const { frame } = opened;
  if (frame.n === 0) throw noRows();
  const lacking = found.features.filter((name) => !frame.columns.some((column) => column.name === name));
  if (lacking.length > 0) {
    throw new ShapFault({
      message: `\`${file.name}\` has no values of ${listed(lacking)}`,
      field: 'values_file',
      detail: 'values columns',
      fix: 'write one column for each feature, under the names of the contributions',
    });
  }
  const order = rowsInOrder(frame, file, found, declared);
  return found.features.map((name) => {
    const values = valuesOf(
      frame.columns.find((column) => column.name === name),
      frame.n,
    );
    if (order === null) return values;
    return values instanceof Float64Array
      ? Float64Array.from(order, (row) => values[row]!)
      : order.map((row) => values[row]!);
  });
}

/** Rows of the values by rows of the contributions: by identifier where both have one, else as they stand (`null`). */
function rowsInOrder(
  frame: Frame,
  file: ShapFile,
  found: Contributions,
  declared: Declared,
): number[] | null {
  const known = new Set(found.features);
  const name = declared.id_column;
  const own =
    name === undefined ? rolesOf(frame, {}, known).id : frame.columns.find((column) => column.name === name);
  if (own && found.id) {
    const rows = new Map(Array.from({ length: frame.n }, (_, row) => [own.text(row), row]));
    return Array.from({ length: found.n }, (_, row) => {
      const at = rows.get(found.id!(row));
      if (at !== undefined) return at;
      throw new ShapFault({
        message: `\`${file.name}\` has no row of \`${found.id!(row)}\`, which is explained`,
        field: 'values_file',
        detail: 'values rows',
        fix: 'write the values of all rows that are explained',
      });
    });
  }
  if (frame.n === found.n) return null;
  throw new ShapFault({
    message: `\`${file.name}\` has ${count(frame.n, 'row')}, and ${found.n} are explained`,
    field: 'values_file',
    detail: 'values rows',
    fix: 'write the values of the rows that are explained, in the same order',
  });
}
