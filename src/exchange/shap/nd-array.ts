import { ShapFault } from './fault.ts';

/** An array of any number of axes, as NumPy keeps it: one run of elements and how far apart neighbours are. */
export interface NdArray<T extends ArrayLike<number | string> = ArrayLike<number | string>> {
  shape: readonly number[];
  /** Elements between neighbours, by axis. */
  strides: readonly number[];
  data: T;
}

export type Numbers = ArrayLike<number>;

/** How far apart neighbours are: the last axis is next to itself (C order), or the first one (Fortran order). */
export function stridesOf(shape: readonly number[], isFortran: boolean): number[] {
  const strides = shape.map(() => 1);
  const axes = shape.map((_, axis) => axis);
  let step = 1;
  for (const axis of isFortran ? axes : axes.reverse()) {
    strides[axis] = step;
    step *= shape[axis]!;
  }
  return strides;
}

/** `100 × 12 × 3`, as shapes are told to people. */
export const shapeInWords = (shape: readonly number[]): string =>
  shape.length === 0 ? 'a single number' : shape.map(String).join(' × ');

/** Whether an array holds numbers. */
export const isNumeric = (array: NdArray): array is NdArray<Numbers> => typeof array.data[0] !== 'string';

/** The array without its axes of length 1 behind the first `keep`. */
export function squeezed<T extends NdArray>(array: T, keep: number): T {
  const axes = array.shape.map((_, axis) => axis).filter((axis) => axis < keep || array.shape[axis] !== 1);
  const pick = (list: readonly number[]) => axes.map((axis) => list[axis]!);
  return { ...array, shape: pick(array.shape), strides: pick(array.strides) };
}

/** The part of an array at one position of an axis, which it then lacks. */
export function takeAt(array: NdArray<Numbers>, axis: number, position: number): NdArray<Numbers> {
  const without = (list: readonly number[]) => list.filter((_, at) => at !== axis);
  const { shape, strides, data } = array;
  const from = strides[axis]! * position;
  const moved = new Float64Array(shape.length === 0 ? 1 : without(shape).reduce((a, b) => a * b, 1));
  const rest = without(shape);
  const steps = without(strides);
  copy(data, from, rest, steps, moved, 0, stridesOf(rest, false), 0);
  return { shape: rest, strides: stridesOf(rest, false), data: moved };
}

function copy(
  from: Numbers,
  at: number,
  shape: readonly number[],
  steps: readonly number[],
  to: Float64Array,
  start: number,
  into: readonly number[],
  axis: number,
): void {
  if (axis === shape.length) {
    to[start] = from[at]!;
    return;
  }
  for (let i = 0; i < shape[axis]!; i++) {
    copy(from, at + i * steps[axis]!, shape, steps, to, start + i * into[axis]!, into, axis + 1);
  }
}

/** The columns of a matrix (rows × columns), each a list of its own. */
export function columnsOf({ shape, strides, data }: NdArray<Numbers>): Float64Array[] {
  const [rows = 0, width = 0] = shape;
  const [down = 1, across = 1] = strides;
  const columns = Array.from({ length: width }, () => new Float64Array(rows));
  for (let i = 0; i < rows; i++) {
    for (let j = 0, at = i * down; j < width; j++, at += across) columns[j]![i] = data[at]!;
  }
  return columns;
}

/** Nested lists, as JSON writes an array, as one; ragged lists and elements of two sorts are a fault. */
export function fromNested(nested: unknown, name: string): NdArray {
  const shape: number[] = [];
  for (let at: unknown = nested; Array.isArray(at); at = (at as unknown[])[0]) shape.push(at.length);
  const flat: (number | string)[] = [];
  const walk = (value: unknown, axis: number, path: readonly number[]): void => {
    if (axis < shape.length) {
      if (!Array.isArray(value) || value.length !== shape[axis])
        throw ragged(name, value, shape[axis]!, path);
      value.forEach((one, i) => walk(one, axis + 1, [...path, i]));
      return;
    }
    if (Array.isArray(value)) throw ragged(name, value, 1, path);
    if (value === null) flat.push(NaN);
    else if (typeof value === 'number' || typeof value === 'string') flat.push(value);
    else if (typeof value === 'boolean') flat.push(Number(value));
    else throw ragged(name, value, 1, path);
  };
  walk(nested, 0, []);
  return { shape, strides: stridesOf(shape, false), data: flat };
}

function ragged(name: string, value: unknown, expected: number, path: readonly number[]): ShapFault {
  const at = path.length === 0 ? `\`${name}\`` : `\`/${name}/${path.join('/')}\``;
  const found = Array.isArray(value) ? `${value.length} elements` : 'no list';
  const first = expected === 1 && !Array.isArray(value) ? 'is neither a number nor a text' : null;
  return new ShapFault({
    message: `${at} ${first ?? `has ${found} where the first has ${expected}`}: an array has one length for each axis`,
    pointer: `/${[name, ...path].join('/')}`,
    detail: `ragged ${name}`,
    fix: 'write the array whole: `values.tolist()`',
  });
}
