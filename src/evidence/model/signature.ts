// What goes into a model and what comes out, as the file says that it is packed with.
import type { Path } from '../../core/place.ts';
import type { Evidence } from '../../core/records.ts';

/** One input or output. */
export interface SignatureField {
  /** `null` where the file gives none: a matrix has a width and no names. */
  name: string | null;
  /** As the file calls it: `double`, `long`, `string` …, or a NumPy type; `unknown` where it does not say. */
  type: string;
  /** Of a tensor, `-1` for any length; `null` for a column. */
  shape: readonly number[] | null;
  required: boolean;
}

/** Columns with names and types, or tensors with shapes. */
export interface Signature {
  form: 'columns' | 'tensors';
  inputs: readonly SignatureField[];
  /** `null` where the file does not say. */
  outputs: readonly SignatureField[] | null;
}

/** Something in the file that could not be read, at its place. */
export interface ModelIssue {
  path: Path;
  message: string;
  fix: string;
}

/** The description that a model is packed with. */
export interface ModelFile {
  /** What packed it, with its version where the file says so: `MLflow 2.9.2`. */
  tool: string;
  /** Ways in which it can be loaded, sorted. */
  flavors: readonly string[];
  run_id: string | null;
  created: string | null;
  /** `null` where the model was packed without one. */
  signature: Signature | null;
  issues: readonly ModelIssue[];
}

/** The description in a registered file, once attached; `null` for every other file. */
export const modelOf = ({ model }: Pick<Evidence, 'model'>): ModelFile | null =>
  (model as ModelFile | undefined) ?? null;

/** What values of a type are, whatever a tool calls it. */
type Family = 'boolean' | 'integer' | 'real' | 'text' | 'time' | 'nested' | 'unknown';

const families: readonly [Family, RegExp][] = [
  ['boolean', /^bool(?:ean)?$/],
  ['integer', /^(?:integer|long|short|byte|u?int(?:8|16|32|64))$/],
  ['real', /^(?:float|double|float(?:16|32|64))$/],
  ['text', /^(?:string|str|<U\d+)$/],
  ['time', /^(?:datetime|date|timestamp|datetime64.*)$/],
  ['nested', /^(?:array|object|map|sparkml_vector)$/],
];

/** The family of a type as MLflow or NumPy calls it. */
const familyOf = (type: string): Family =>
  families.find(([, pattern]) => pattern.test(type))?.[0] ?? 'unknown';

/** Families that may carry values of a register's `logical_type`. */
const carriers: Readonly<Record<string, readonly Family[]>> = {
  // MLflow itself types whole numbers that may be missing as `double`: NumPy's integers hold no missing value.
  integer: ['integer', 'real'],
  number: ['real'],
  boolean: ['boolean', 'integer', 'real'],
  string: ['text'],
  date: ['time', 'text'],
  object: ['nested'],
  array: ['nested'],
};

/**
 * Whether a column of a type can hold the values of a feature of a logical type. A column made of a feature (one-hot,
 * lag) holds numbers or flags, whatever the feature itself is. What is not known fits.
 * Source: MLflow, model signature types and "Handling integers with missing values".
 */
export function typeFits(logical: string, type: string, isDerived: boolean): boolean {
  const family = familyOf(type);
  if (family === 'unknown') return true;
  if (isDerived && logical === 'string') return ['boolean', 'integer', 'real', 'text'].includes(family);
  return carriers[logical]?.includes(family) ?? true;
}
