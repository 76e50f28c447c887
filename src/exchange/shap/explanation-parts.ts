// What the arrays of an explanation are, and those beside its contributions as they belong to rows and outputs.
import { count } from '../../core/words.ts';
import type { Declared } from '../../evidence/shap/declared.ts';
import type { Gap, Values } from './contributions.ts';
import { ShapFault } from './fault.ts';
import {
  columnsOf,
  isNumeric,
  shapeInWords,
  squeezed,
  takeAt,
  type NdArray,
  type Numbers,
} from './nd-array.ts';
import { listed } from './roles.ts';

/** The parts of an `Explanation`, wherever they were kept. Source: `shap/_explanation.py` (0.51). */
export interface Arrays {
  /** What the array of contributions is called in the file. */
  name: string;
  values: NdArray;
  base: NdArray | null;
  data: NdArray | null;
  output: NdArray | null;
  names: readonly string[] | null;
  outputNames: readonly string[] | null;
  ids: readonly string[] | null;
  gaps: Gap[];
}

/** Contributions of one output: rows × features, with what its base values are a part of. */
export interface Slice {
  matrix: NdArray<Numbers>;
  /** The output among several, and how many there are. */
  output: { at: number; of: number; name: string } | null;
  /** Whether the last column is the base. */
  hasBase: boolean;
  notes: string[];
}

/** An array of numbers as it is. @throws {ShapFault} for one of texts. */
export function numeric(array: NdArray, name: string): NdArray<Numbers> {
  if (isNumeric(array)) return array;
  throw new ShapFault({
    message: `the array \`${name}\` holds texts, not numbers`,
    detail: `${name} texts`,
    fix: 'write it as numbers: `values.astype("float64")`',
  });
}

/** Which output is meant. @throws {ShapFault} when nothing says so, with the outputs there are. */
export function classOf(
  declared: Declared,
  of: number,
  { name, outputNames }: Pick<Arrays, 'name' | 'outputNames'>,
  shape: string,
): NonNullable<Slice['output']> {
  const stated = declared.class;
  const outputs =
    outputNames?.length === of ? `one of ${listed(outputNames)}` : `a position from 0 to ${of - 1}`;
  if (stated === undefined) {
    throw new ShapFault({
      message: `the array \`${name}\` is ${shape}: it explains ${of} outputs, and nothing says which is meant`,
      field: 'class',
      detail: 'which class',
      fix: `say \`class:\` with ${outputs}`,
    });
  }
  const at = typeof stated === 'number' ? stated : (outputNames?.indexOf(stated) ?? -1);
  if (!Number.isInteger(at) || at < 0 || at >= of) {
    throw new ShapFault({
      message: `\`class: ${stated}\` is none of the ${of} outputs of the file`,
      field: 'class',
      detail: 'no such class',
      fix: `say \`class:\` with ${outputs}`,
    });
  }
  return { at, of, name: outputNames?.[at] ?? `output ${at}` };
}

/** Base values as they belong to the rows: one, one per row, or those of one output among several. */
export function baseOf(
  { base: found, name, outputNames }: Pick<Arrays, 'base' | 'name' | 'outputNames'>,
  n: number,
  output: Slice['output'],
  declared: Declared,
): number | Float64Array | null {
  if (found === null) return null;
  const base = squeezed(numeric(found, 'base_values'), found.shape.length > 1 ? 1 : 0);
  const [first = 1, second] = base.shape;
  const wrong = (): ShapFault =>
    new ShapFault({
      message: `base values are ${shapeInWords(found.shape)}, and there ${n === 1 ? 'is' : 'are'} ${count(n, 'row')}${output ? ` and ${count(output.of, 'output')}` : ''}`,
      detail: 'base shape',
      fix: 'write one base value, one per row, or rows × outputs',
    });
  if (base.shape.length === 0) return base.data[0]!;
  if (base.shape.length > 2 || (second !== undefined && first !== n)) throw wrong();
  if (second !== undefined) {
    const at = output ?? classOf(declared, second, { name, outputNames }, shapeInWords(found.shape));
    if (at.of !== second) throw wrong();
    return Float64Array.from(takeAt(base, 1, at.at).data);
  }
  if (output !== null && first === output.of && first === n) {
    throw new ShapFault({
      message: `base values are ${first}: of ${count(n, 'row')}, or of ${count(output.of, 'output')}`,
      field: 'base_value',
      detail: 'base ambiguous',
      fix: 'state the base value of this output as `base_value`, or write them as rows × outputs',
    });
  }
  if (first === n)
    return Float64Array.from(columnsOf({ ...base, shape: [n, 1], strides: [base.strides[0]!, 0] })[0]!);
  const at = output ?? classOf(declared, first, { name, outputNames }, shapeInWords(found.shape));
  if (at.of !== first) throw wrong();
  return base.data[at.at * base.strides[0]!]!;
}

/** The model's outputs by row, of the output that is explained. */
export function outputOf(found: NdArray | null, n: number, output: Slice['output']): Float64Array | null {
  if (found === null) return null;
  const array = squeezed(numeric(found, 'output'), 1);
  const [rows = 1, width] = array.shape;
  if (rows !== n || array.shape.length > 2 || (width !== undefined && width !== output?.of)) {
    throw new ShapFault({
      message: `outputs of the model are ${shapeInWords(found.shape)}, and there ${n === 1 ? 'is' : 'are'} ${count(n, 'row')}`,
      detail: 'output shape',
      fix: 'write one output for each row',
    });
  }
  if (width !== undefined) return Float64Array.from(takeAt(array, 1, output!.at).data);
  return columnsOf({ ...array, shape: [n, 1], strides: [array.strides[0]!, 0] })[0]!;
}

/** Feature values as columns. */
export function dataOf(data: NdArray, n: number, width: number): Values[] {
  const matrix =
    data.shape.length === 1 && n === 1 ? { ...data, shape: [1, ...data.shape], strides: [0, 1] } : data;
  const [rows = 0, columns = 0] = matrix.shape;
  if (matrix.shape.length !== 2 || rows !== n || columns !== width) {
    throw new ShapFault({
      message: `feature values are ${shapeInWords(data.shape)}, and contributions ${n} × ${width}`,
      detail: 'data shape',
      fix: 'write the values of the rows that are explained, in the same order',
    });
  }
  if (isNumeric(matrix) && !Array.isArray(matrix.data)) return columnsOf(matrix);
  const [down = 1, across = 1] = matrix.strides;
  return Array.from({ length: width }, (_, j) =>
    Array.from({ length: n }, (_, i) => {
      const value = matrix.data[i * down + j * across]!;
      return typeof value === 'number' && Number.isNaN(value) ? null : value;
    }),
  );
}
