/** Signatures as MLflow writes them, and as it does not. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { typeFits } from '../../src/evidence/model/signature.ts';
import { readMlmodel } from '../../src/exchange/mlflow-model/import.ts';

const column = (name: string | null, type: string, required = true) => ({
  name,
  type,
  shape: null,
  required,
});

test('columns are read with their types, whether they may be missing, and what made the file', () => {
  expect(
    readMlmodel({
      artifact_path: 'model',
      flavors: { sklearn: { code: null }, python_function: { loader_module: 'mlflow.sklearn' } },
      mlflow_version: '2.9.2',
      run_id: '8c2f',
      utc_time_created: '2025-05-12 09:14:02.551204',
      signature: {
        inputs:
          '[{"type": "double", "name": "income", "required": true}, {"type": "long", "name": "age", "required": false}, {"type": "string", "name": "region", "optional": true}]',
        outputs: '[{"type": "tensor", "tensor-spec": {"dtype": "int64", "shape": [-1]}}]',
        params: null,
      },
    }),
  ).toEqual({
    tool: 'MLflow 2.9.2',
    flavors: ['python_function', 'sklearn'],
    run_id: '8c2f',
    created: '2025-05-12 09:14:02.551204',
    signature: {
      form: 'columns',
      inputs: [column('income', 'double'), column('age', 'long', false), column('region', 'string', false)],
      outputs: [{ name: null, type: 'int64', shape: [-1], required: true }],
    },
    issues: [],
  });
});

test('a tensor has a type and a shape, and a name where there are several', () => {
  const inputs = [
    { name: 'numbers', type: 'tensor', 'tensor-spec': { dtype: 'float64', shape: [-1, 13] } },
    { name: 'words', type: 'tensor', 'tensor-spec': { dtype: 'str', shape: [-1] } },
  ];
  expect(readMlmodel({ flavors: {}, signature: { inputs: JSON.stringify(inputs) } })?.signature).toEqual({
    form: 'tensors',
    inputs: [
      { name: 'numbers', type: 'float64', shape: [-1, 13], required: true },
      { name: 'words', type: 'str', shape: [-1], required: true },
    ],
    outputs: null,
  });
});

test('what is no description is none, and one without a signature has none', () => {
  expect(readMlmodel({ name: 'model' })).toBeNull();
  expect(readMlmodel(null)).toBeNull();
  expect(readMlmodel({ flavors: {} })).toMatchObject({ tool: 'MLflow', signature: null, issues: [] });
  expect(readMlmodel({ flavors: {}, signature: { outputs: '[]' } })?.signature).toBeNull();
});

test.each([
  [{ inputs: '[{"name": ' }, ['signature', 'inputs'], '`signature.inputs` is not a list of fields in JSON'],
  [{ inputs: 'income, age' }, ['signature', 'inputs'], '`signature.inputs` is not a list of fields in JSON'],
  [{ inputs: '["income"]' }, ['signature', 'inputs'], '`signature.inputs` is not a list of fields in JSON'],
  ['income', ['signature'], '`signature` is not a mapping of inputs and outputs'],
])('a signature that cannot be read is said at its place: %j', (signature, path, message) => {
  const { issues, signature: read } = readMlmodel({ flavors: {}, signature })!;
  expect(read).toBeNull();
  expect(issues).toEqual([
    {
      path,
      message,
      fix: 'register the file as MLflow wrote it: `signature.inputs` holds JSON such as `[{"name": "income", "type": "double"}]`',
    },
  ]);
});

test('anything at all is read without an exception', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), fc.string(), (data, field, text) => {
      readMlmodel(data);
      readMlmodel({ flavors: {}, signature: { inputs: JSON.stringify([field]), outputs: text } });
      readMlmodel({ flavors: {}, signature: { inputs: [{ type: 'tensor', 'tensor-spec': field }] } });
    }),
  );
});

test('a type holds the values of a feature, or does not', () => {
  const fits = (logical: string, type: string, derived = false) => typeFits(logical, type, derived);
  expect(fits('integer', 'long')).toBe(true);
  // Whole numbers that may be missing.
  expect(fits('integer', 'double')).toBe(true);
  expect(fits('number', 'long')).toBe(false);
  expect(fits('number', 'float32')).toBe(true);
  expect(fits('string', 'double')).toBe(false);
  expect(fits('string', 'float', true)).toBe(true);
  expect(fits('date', 'datetime')).toBe(true);
  expect(fits('boolean', 'string')).toBe(false);
  expect(fits('array', 'array')).toBe(true);
  expect(fits('string', 'unknown')).toBe(true);
});
