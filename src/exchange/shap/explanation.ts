import { count } from '../../core/words.ts';
import { checkNames, constantOf, type Contributions } from './contributions.ts';
import type { Declared } from '../../evidence/shap/declared.ts';
import { baseOf, classOf, dataOf, numeric, outputOf, type Arrays, type Slice } from './explanation-parts.ts';
import { ShapFault } from './fault.ts';
import { rowName } from './frame.ts';
import { columnsOf, shapeInWords, squeezed, takeAt, type NdArray, type Numbers } from './nd-array.ts';
import { noNames, wrongWidth } from './wide.ts';

/**
 * Arrays as contributions. Two axes are rows × features; with one column more than there are names, the last is the
 * base, as `pred_contribs` of XGBoost and `pred_contrib` of LightGBM have it. Three axes may be outputs or interactions:
 * which is asked, and never guessed.
 * @throws {ShapFault} for another number of columns than names, and for a question that the register has to answer.
 */
export function fromArrays(arrays: Arrays, declared: Declared): Contributions {
  const values = squeezed(numeric(arrays.values, arrays.name), 2);
  const names = declared.features ?? arrays.names;
  const matrix = values.shape.length === 1 ? asRow(values) : values;
  if (matrix.shape.length < 2 || matrix.shape.length > 3) throw manyAxes(arrays.name, values.shape);
  if (matrix.shape.includes(0)) {
    throw new ShapFault({
      message: `the array \`${arrays.name}\` is empty: ${shapeInWords(values.shape)}`,
      detail: 'empty',
      fix: 'write the file again with the rows that were explained',
    });
  }
  const slice =
    matrix.shape.length === 3
      ? ofThree(matrix, names, arrays, declared)
      : ofTwo(matrix, names, arrays, declared);
  if (names === null) throw noNames(slice.matrix.shape[1]!, undefined, arrays.gaps[0]?.message);
  checkNames(names);
  const [n = 0] = slice.matrix.shape;
  const columns = columnsOf(slice.matrix);
  const last = slice.hasBase ? columns.pop()! : null;
  const features = [...names];
  return {
    features,
    n,
    phi: columns,
    base: last ?? baseOf(arrays, n, slice.output, declared),
    output: outputOf(arrays.output, n, slice.output),
    values: arrays.data && dataOf(arrays.data, n, features.length),
    id: arrays.ids?.length === n ? (row) => arrays.ids![row]! : null,
    ...(slice.output && { output_of: slice.output }),
    className: slice.output?.name ?? arrays.outputNames?.[0] ?? null,
    space: null,
    notes: slice.notes,
    gaps: arrays.gaps,
    where: (row, feature) => ({
      words: `array \`${arrays.name}\`, ${rowName(row)}, \`${features[feature]}\``,
    }),
  };
}

const asRow = ({ shape, strides, data }: NdArray<Numbers>): NdArray<Numbers> => ({
  shape: [1, shape[0]!],
  strides: [shape[0]!, strides[0]!],
  data,
});

const manyAxes = (name: string, shape: readonly number[]): ShapFault =>
  new ShapFault({
    message: `the array \`${name}\` is ${shapeInWords(shape)}: contributions have two axes, or three with outputs or interactions`,
    detail: 'axes',
    fix: 'write one output of it as rows × features',
  });

/** Rows × columns: features, features and base, or those of several classes side by side. */
function ofTwo(
  matrix: NdArray<Numbers>,
  names: readonly string[] | null,
  arrays: Arrays,
  declared: Declared,
): Slice {
  const width = matrix.shape[1]!;
  const isContribs = declared.layout === 'contribs';
  if (names === null) throw noNames(width, undefined, arrays.gaps[0]?.message);
  const plain: Slice = { matrix, output: null, hasBase: false, notes: [] };
  if (width === names.length && !isContribs) return plain;
  const block = names.length + 1;
  if (width === block) {
    const last = columnsOf(matrix).at(-1)!;
    if (!isContribs && constantOf(last) === null) {
      throw new ShapFault({
        message: `the array \`${arrays.name}\` has one column more than the ${names.length} names, and the last is not one value: a base value that differs by row, or a feature without a name`,
        field: 'layout',
        detail: 'last column',
        fix: 'say `layout: contribs` when the last column is the base, or list every name as `features`',
      });
    }
    return { ...plain, hasBase: true, notes: ['Base value: the last column.'] };
  }
  if (width % block === 0) {
    const of = width / block;
    if (!isContribs) {
      throw new ShapFault({
        message: `the array \`${arrays.name}\` has ${count(width, 'column')} for ${count(names.length, 'name')}: ${of} times names and base, as LightGBM writes ${of} classes`,
        field: 'layout',
        detail: 'several classes',
        fix: 'say `layout: contribs`, and which `class`, counted from 0',
      });
    }
    const output = classOf(declared, of, arrays, shapeInWords(matrix.shape));
    const part = columnsOf(matrix).slice(output.at * block, (output.at + 1) * block);
    return { ...plain, matrix: fromColumns(part), output, hasBase: true };
  }
  throw wrongWidth(width, names.length);
}

/** Rows × features × outputs, rows × features × features, or rows × classes × (features and base). */
function ofThree(
  cube: NdArray<Numbers>,
  names: readonly string[] | null,
  arrays: Arrays,
  declared: Declared,
): Slice {
  const [, second = 0, third = 0] = cube.shape;
  const shape = shapeInWords(cube.shape);
  const isContribs = declared.layout === 'contribs';
  const width = names === null ? null : names.length + (isContribs ? 1 : 0);
  if (declared.interaction === true) {
    if (second !== third) {
      throw new ShapFault({
        message: `the array \`${arrays.name}\` is ${shape}: interactions have as many rows as columns, feature by feature`,
        field: 'interaction',
        detail: 'not square',
        fix: 'leave `interaction` out and say which `class` is explained',
      });
    }
    // `pred_interactions` of XGBoost has the base in the last row and column, which interacts with nothing.
    const hasBase = isContribs || (names !== null && second === names.length + 1);
    if (names !== null && second !== names.length + (hasBase ? 1 : 0)) throw wrongWidth(second, names.length);
    return { matrix: summed(cube), output: null, hasBase, notes: [fromInteractions] };
  }
  const isSquare = second === third;
  if (isSquare && declared.class === undefined) {
    throw new ShapFault({
      message: `the array \`${arrays.name}\` is ${shape}: ${second} outputs, or interactions of ${second} features with each other`,
      field: 'class',
      detail: 'outputs or interactions',
      fix: 'say `class:` with the output that is explained, or `interaction: true`',
    });
  }
  // Without names nothing says which axis is that of the features.
  if (names === null) {
    throw new ShapFault({
      message: `the array \`${arrays.name}\` is ${shape}, and without names of features nothing says which axis is which`,
      field: 'features',
      detail: 'no names of three axes',
      fix: 'list the names in the order of the file as `features`, and say `class:` with the output that is explained',
    });
  }
  if (isContribs && width !== null && third !== width)
    throw axisOff(arrays.name, shape, 'third', third, width);
  if (second === names.length && third === names.length + 1 && declared.layout === undefined) {
    throw new ShapFault({
      message: `the array \`${arrays.name}\` is ${shape} for ${names.length} names: ${second} classes of names and base, as XGBoost writes them, or ${third} outputs of ${second} features`,
      field: 'layout',
      detail: 'classes or outputs',
      fix: 'say `layout: contribs` when the last axis ends with the base, else `layout: wide`',
    });
  }
  if (!isContribs && width !== null && second !== width) {
    if (third === width + 1) {
      throw new ShapFault({
        message: `the array \`${arrays.name}\` is ${shape} for ${width} names: ${second} classes of names and base, as XGBoost writes them`,
        field: 'layout',
        detail: 'several classes',
        fix: 'say `layout: contribs`, and which `class`, counted from 0',
      });
    }
    throw axisOff(arrays.name, shape, 'second', second, width);
  }
  const output = classOf(declared, isContribs ? second : third, arrays, shape);
  const matrix = takeAt(cube, isContribs ? 1 : 2, output.at);
  return { matrix, output, hasBase: isContribs, notes: [] };
}

const fromInteractions = 'Contributions are interactions summed over the second feature.';

const axisOff = (name: string, shape: string, axis: string, found: number, names: number): ShapFault =>
  new ShapFault({
    message: `the array \`${name}\` is ${shape}: its ${axis} axis has ${found}, and there are ${names} names`,
    detail: 'axis',
    fix: 'write it as rows × features × outputs: `np.stack(values, axis=-1)`',
  });

/** Sums of each row of interactions: what a feature contributes in all. */
function summed({ shape, strides, data }: NdArray<Numbers>): NdArray<Numbers> {
  const [n = 0, width = 0, others = 0] = shape;
  const [down = 0, across = 0, deep = 0] = strides;
  const sums = new Float64Array(n * width);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < width; j++) {
      let sum = 0;
      for (let k = 0; k < others; k++) sum += data[i * down + j * across + k * deep]!;
      sums[i * width + j] = sum;
    }
  }
  return { shape: [n, width], strides: [width, 1], data: sums };
}

function fromColumns(columns: readonly Float64Array[]): NdArray<Numbers> {
  const n = columns[0]?.length ?? 0;
  const data = new Float64Array(n * columns.length);
  columns.forEach((column, j) => data.set(column, j * n));
  return { shape: [n, columns.length], strides: [1, n], data };
}
