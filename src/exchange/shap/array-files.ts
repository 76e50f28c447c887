// The parts of an explanation in NPZ, NPY and JSON.
import { asRecord } from '../../core/data.ts';
import type { Arrays } from './explanation-parts.ts';
import { ShapFault } from './fault.ts';
import { fromNested, type NdArray } from './nd-array.ts';
import { ObjectArrayFault, parseNpy } from './npy.ts';
import { parseNpz } from './npz.ts';

/** What each part is called: by `shap.Explanation`, and by those who save its parts. */
const parts = {
  values: ['values', 'shap_values', 'shap', 'contribs', 'pred_contribs'],
  base: ['base_values', 'base_value', 'expected_value', 'expected_values'],
  data: ['data', 'X', 'x', 'display_data'],
  output: ['output', 'outputs', 'predictions', 'prediction', 'fx'],
  names: ['feature_names', 'features', 'columns', 'names'],
  outputNames: ['output_names', 'class_names', 'classes'],
  ids: ['ids', 'id', 'index'],
} as const;

type Part = keyof typeof parts;

/** Whether JSON has the parts of an explanation. */
export function isExplanation(json: unknown): boolean {
  const record = asRecord(json);
  return record !== null && parts.values.some((name) => Array.isArray(record[name]));
}

/** The arrays of an `.npz` file. @throws {ShapFault} when there is no array of contributions, or it cannot be read. */
export function arraysOfNpz(bytes: Uint8Array): Arrays {
  const entries = parseNpz(bytes);
  return collect([...entries.keys()], (name) => parseNpy(entries.get(name)!.bytes(), name));
}

/** One `.npy` file: contributions, and nothing else. */
export const arraysOfNpy = (bytes: Uint8Array, name: string): Arrays =>
  arraysOfValues(parseNpy(bytes, name), name);

/** Contributions with nothing beside them. */
export const arraysOfValues = (values: NdArray, name: string): Arrays => ({
  name,
  values,
  base: null,
  data: null,
  output: null,
  names: null,
  outputNames: null,
  ids: null,
  gaps: [],
});

/** The parts of an explanation in JSON, as nested lists. */
export function arraysOfJson(json: unknown): Arrays {
  const record = asRecord(json)!;
  const names = Object.keys(record).filter((name) => record[name] !== null);
  return collect(names, (name) => fromNested(record[name], name));
}

function collect(names: readonly string[], read: (name: string) => NdArray): Arrays {
  const nameOf = (part: Part): string | null => parts[part].find((name) => names.includes(name)) ?? null;
  // An array without a name is the only one.
  const valuesName = nameOf('values') ?? (names.length === 1 && names[0] === 'arr_0' ? names[0] : null);
  if (valuesName === null) {
    throw new ShapFault({
      message: `the file has no array \`values\`: it has ${names.map((name) => `\`${name}\``).join(', ') || 'none'}`,
      detail: 'no values',
      fix: 'write `numpy.savez(file, values=e.values, base_values=e.base_values, data=e.data, feature_names=names)`',
    });
  }
  const gaps: Arrays['gaps'] = [];
  /** A part that an explanation can do without: what cannot be read of it is said, and is not there. */
  const optional = (part: Part): NdArray | null => {
    const name = nameOf(part);
    if (name === null) return null;
    try {
      return read(name);
    } catch (error) {
      if (!(error instanceof ObjectArrayFault)) throw error;
      gaps.push({ message: error.fault.message, detail: error.fault.detail, fix: error.fault.fix });
      return null;
    }
  };
  const texts = (part: Part): string[] | null => {
    const array = optional(part);
    return array?.shape.length === 1
      ? Array.from({ length: array.shape[0]! }, (_, i) => String(array.data[i * array.strides[0]!]))
      : null;
  };
  return {
    name: valuesName,
    values: read(valuesName),
    base: optional('base'),
    data: optional('data'),
    output: optional('output'),
    names: texts('names'),
    outputNames: texts('outputNames'),
    ids: texts('ids'),
    gaps,
  };
}
