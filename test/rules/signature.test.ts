// The signature of the model against the register, the card and the explanation.
import { expect, test } from 'vitest';
import { digestOf, found, lenient, page, portfolioOf, findingsOf, type Files } from './support.ts';

interface Case {
  inputs?: object[] | string | null;
  features?: string;
  card?: string;
  shap?: string[];
  model?: string;
  register?: string;
}

const soundInputs = [
  { name: 'income', type: 'double', required: true },
  { name: 'visits', type: 'double', required: true },
  { name: 'region_north', type: 'float', required: true },
  { name: 'region_south', type: 'float', required: true },
];
const soundFeatures = `features:
  - { name: income, logical_type: number, usage: model-input, status: approved }
  - { name: visits, logical_type: integer, usage: model-input, status: approved }
  - { name: region, logical_type: string, usage: model-input, status: approved, columns: [region_north, region_south] }
  - { name: age, logical_type: integer, usage: fairness-testing-only, status: approved }
`;

function files({
  inputs = soundInputs,
  features = soundFeatures,
  card,
  shap,
  model,
  register = '',
}: Case): Files {
  const text =
    model ??
    `flavors:\n  python_function: { loader_module: mlflow.sklearn }\nmlflow_version: 2.9.2\n${
      inputs === null
        ? ''
        : `signature:\n  inputs: '${typeof inputs === 'string' ? inputs : JSON.stringify(inputs)}'\n`
    }`;
  const values = shap && {
    schema: 'casebook/shap@1',
    producer: { name: 'test' },
    model: 'm',
    model_version: '1.0.0',
    dataset: 'd',
    provenance: 'synthetic',
    output_space: 'log-odds',
    explainer: { name: 'test', algorithm: 'TreeSHAP' },
    base_value: 0,
    n_total: 1,
    n_drawn: 0,
    features: shap,
    mean_abs: shap.map(() => 0.1),
  };
  return {
    'portfolio.yaml': lenient,
    'systems/demo/system.mdx': page(
      'title: Demo system\nrisk_tier: tier-1\nowner: own\nproduction_version: 1.0.0',
    ),
    'systems/demo/feature-register.mdx': page(`title: Features\n${features}`),
    ...(card !== undefined && { 'systems/demo/model-card.mdx': page(`title: Card\n${card}`) }),
    'systems/demo/evidence/MLmodel': text,
    'systems/demo/evidence/evidence.yaml': `evidence:
  - { id: packed, title: Model, file: MLmodel, type: model, provenance: synthetic, model_version: 1.0.0, captured_at: 2026-10-01, sha256: ${digestOf(text)}${register} }
${values ? `  - { id: shap, title: SHAP, file: shap.json, type: shap, provenance: synthetic, model_version: 1.0.0, captured_at: 2026-10-01, sha256: ${digestOf(values)} }\n` : ''}`,
    ...(values && { 'systems/demo/evidence/shap.json': values }),
  };
}

const ours = async (given: Case) =>
  (await portfolioOf(files(given))).findings
    .filter(({ rule }) => rule.startsWith('signature/'))
    .map(({ rule, message }) => `${rule} ${message}`);

const card = (...names: string[]): string =>
  `model_version: { name: 1.0.0 }\ninputs:\n${names.map((name) => `  - { name: ${name} }\n`).join('')}`;
const names = soundInputs.map(({ name }) => name);

test('a model that takes what is registered, carded and explained is left alone', async () => {
  expect(await ours({ card: card(...names), shap: names })).toEqual([]);
});

test('a column that no feature has is found at the signature', async () => {
  const inputs = [...soundInputs, { name: 'incom', type: 'double' }];
  expect(await found('signature/unregistered-column', files({ inputs }))).toMatchInlineSnapshot(`
    [
      {
        "column": 11,
        "end_column": 257,
        "end_line": 5,
        "file": "systems/demo/evidence/MLmodel",
        "fix": "did you mean \`income\`?",
        "key": "f4fae06b642606bc",
        "line": 5,
        "message": "\`incom\` is an input in the signature of \`demo/packed\`, and is not in the feature register of \`demo\`",
        "owner": "own",
        "related": [
          {
            "column": 5,
            "file": "systems/demo/evidence/evidence.yaml",
            "line": 2,
            "message": "registered as \`packed\`",
          },
        ],
        "rule": "signature/unregistered-column",
        "severity": "error",
        "subject": "demo/packed",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

test('a registered input that the model does not take is found at the register, with the signature', async () => {
  const inputs = soundInputs.filter(({ name }) => name !== 'region_south' && name !== 'visits');
  const [one, two] = await found('signature/missing-feature', files({ inputs }));
  expect(one).toMatchInlineSnapshot(`
    {
      "column": 5,
      "end_column": 82,
      "end_line": 5,
      "file": "systems/demo/feature-register.mdx",
      "fix": "correct the register, or register the \`MLmodel\` of the model that runs",
      "key": "4686a94a69b0a291",
      "line": 5,
      "message": "\`demo/visits\` is an approved model input, and the signature of \`demo/packed\` does not take it",
      "owner": "own",
      "related": [
        {
          "column": 11,
          "file": "systems/demo/evidence/MLmodel",
          "line": 5,
          "message": "the inputs of \`demo/packed\`",
        },
      ],
      "rule": "signature/missing-feature",
      "severity": "error",
      "subject": "demo/visits",
      "system": "demo",
      "waived_by": null,
    }
  `);
  expect(two?.message).toMatchInlineSnapshot(
    `"\`demo/region\` is an approved model input, and the signature of \`demo/packed\` does not take it as \`region_south\`"`,
  );
});

test('a type that cannot hold the values is found in both places', async () => {
  const inputs = soundInputs.map((one) => (one.name === 'income' ? { ...one, type: 'long' } : one));
  expect(await found('signature/type-differs', files({ inputs }))).toMatchInlineSnapshot(`
    [
      {
        "column": 35,
        "end_column": 41,
        "end_line": 4,
        "file": "systems/demo/feature-register.mdx",
        "fix": "correct \`logical_type\`, or the type that the model is logged with",
        "key": "9f5a8cc791586745",
        "line": 4,
        "message": "\`demo/income\` is registered as \`number\`, and the signature of \`demo/packed\` takes it as \`long\`",
        "owner": "own",
        "related": [
          {
            "column": 11,
            "file": "systems/demo/evidence/MLmodel",
            "line": 5,
            "message": "the inputs of \`demo/packed\`",
          },
        ],
        "rule": "signature/type-differs",
        "severity": "error",
        "subject": "demo/income",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

test('a matrix without names is held against the number of columns alone', async () => {
  const matrix = (...shape: number[]) => [{ type: 'tensor', 'tensor-spec': { dtype: 'float64', shape } }];
  expect(await ours({ inputs: matrix(-1, 4) })).toEqual([]);
  expect(await ours({ inputs: matrix(-1, -1) })).toEqual([]);
  expect(await found('signature/width-differs', files({ inputs: matrix(-1, 3) }))).toMatchInlineSnapshot(`
    [
      {
        "column": 11,
        "end_column": 81,
        "end_line": 5,
        "file": "systems/demo/evidence/MLmodel",
        "fix": "log the model with a signature that has names, or correct the register",
        "key": "176939406648c065",
        "line": 5,
        "message": "the signature of \`demo/packed\` takes 3 columns without names, and the register of \`demo\` has 4 columns of approved model inputs",
        "owner": "own",
        "related": [
          {
            "column": 5,
            "file": "systems/demo/evidence/evidence.yaml",
            "line": 2,
            "message": "registered as \`packed\`",
          },
        ],
        "rule": "signature/width-differs",
        "severity": "error",
        "subject": "demo/packed",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

test('named tensors are columns by name', async () => {
  const inputs = soundInputs.map(({ name }) => ({
    name,
    type: 'tensor',
    'tensor-spec': { dtype: 'float64', shape: [-1] },
  }));
  expect(await ours({ inputs: inputs.slice(1) })).toEqual([
    'signature/missing-feature `demo/income` is an approved model input, and the signature of `demo/packed` does not take it',
  ]);
});

test('an explanation of other columns is found', async () => {
  const shap = [...names.slice(1), 'age'];
  expect(await found('signature/explained-otherwise', files({ shap }))).toMatchInlineSnapshot(`
    [
      {
        "column": 258,
        "end_column": 304,
        "end_line": 1,
        "file": "systems/demo/evidence/shap.json",
        "fix": "explain the model that is registered, or register the one that was explained",
        "key": "091551f11b3a2da1",
        "line": 1,
        "message": "\`demo/shap\` has no values for \`income\`, which the signature of \`demo/packed\` takes, and has values for \`age\`, which it does not take",
        "owner": "own",
        "related": [
          {
            "column": 11,
            "file": "systems/demo/evidence/MLmodel",
            "line": 5,
            "message": "the inputs of \`demo/packed\`",
          },
          {
            "column": 5,
            "file": "systems/demo/evidence/evidence.yaml",
            "line": 3,
            "message": "registered as \`shap\`",
          },
        ],
        "rule": "signature/explained-otherwise",
        "severity": "error",
        "subject": "demo/shap",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

test('a card with other inputs is found', async () => {
  const stated = card(...names.slice(0, 3), 'postcode');
  expect(await found('signature/card-differs', files({ card: stated }))).toMatchInlineSnapshot(`
    [
      {
        "column": 3,
        "end_column": 23,
        "end_line": 8,
        "file": "systems/demo/model-card.mdx",
        "fix": "list the inputs by the names of the signature",
        "key": "af0bc23712926c8d",
        "line": 5,
        "message": "\`demo/model-card\` leaves out \`region_south\`, which the signature of \`demo/packed\` takes, and lists \`postcode\`, which it does not take",
        "owner": "own",
        "related": [
          {
            "column": 11,
            "file": "systems/demo/evidence/MLmodel",
            "line": 5,
            "message": "the inputs of \`demo/packed\`",
          },
        ],
        "rule": "signature/card-differs",
        "severity": "error",
        "subject": "demo/model-card",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

test('a model without a signature is worth knowing', async () => {
  expect(await found('signature/absent', files({ inputs: null }))).toMatchInlineSnapshot(`
    [
      {
        "column": 1,
        "end_column": 22,
        "end_line": 3,
        "file": "systems/demo/evidence/MLmodel",
        "fix": "log the model with a signature, and register its \`MLmodel\` anew",
        "key": "e8ced91477b2d72d",
        "line": 1,
        "message": "the model in \`demo/packed\` was packed without a signature of its inputs: they cannot be held against the register",
        "owner": "own",
        "related": [
          {
            "column": 5,
            "file": "systems/demo/evidence/evidence.yaml",
            "line": 2,
            "message": "registered as \`packed\`",
          },
        ],
        "rule": "signature/absent",
        "severity": "info",
        "subject": "demo/packed",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

test('what cannot be read is one finding at its place', async () => {
  expect(await ours({ inputs: '[{"name": ' })).toEqual([
    'signature/unread `signature.inputs` is not a list of fields in JSON',
  ]);
  expect(await found('signature/unread', files({ model: 'name: something else\n' }))).toMatchInlineSnapshot(`
    [
      {
        "column": 1,
        "end_column": 21,
        "end_line": 1,
        "file": "systems/demo/evidence/MLmodel",
        "fix": "register the file \`MLmodel\` of the packed model, or give this one another \`type\`",
        "key": "2a0c1a7e6368227f",
        "line": 1,
        "message": "\`systems/demo/evidence/MLmodel\` is registered as a model, and is not MLflow's description of one: it names no \`flavors\`",
        "owner": "own",
        "related": [
          {
            "column": 5,
            "file": "systems/demo/evidence/evidence.yaml",
            "line": 2,
            "message": "registered as \`packed\`",
          },
        ],
        "rule": "signature/unread",
        "severity": "error",
        "subject": "demo/packed",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
  const broken = await portfolioOf(files({ model: 'flavors: [\n' }));
  const said = broken.findings.filter(({ rule }) => /^(?:syntax|signature)\//.test(rule));
  expect(said.map(({ rule, file, line }) => `${rule} ${file}:${line}`)).toEqual([
    'syntax/yaml systems/demo/evidence/MLmodel:1',
  ]);
});

test('a file of another version than the one in production, or not the one registered, says nothing of it', async () => {
  const inputs = [{ name: 'other', type: 'double' }];
  const older = files({});
  const text = `flavors: {}\nsignature: { inputs: '${JSON.stringify(inputs)}' }\n`;
  older['systems/demo/evidence/old/MLmodel'] = text;
  older['systems/demo/evidence/evidence.yaml'] +=
    `  - { id: old, title: Old, file: old/MLmodel, type: model, provenance: synthetic, model_version: 0.9.0, captured_at: 2026-11-01, sha256: ${digestOf(text)} }\n`;
  const portfolio = await portfolioOf(older);
  expect(portfolio.findings.filter(({ rule }) => rule.startsWith('signature/'))).toEqual([]);
  const altered = files({ inputs });
  altered['systems/demo/evidence/MLmodel'] += '# more\n';
  const rest = await portfolioOf(altered);
  expect(findingsOf(rest, 'signature/unregistered-column')).toEqual([]);
  expect(findingsOf(rest, 'evidence/digest')).toHaveLength(1);
});
