import Ajv from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { readFileSync, existsSync } from 'node:fs';
import { load, JSON_SCHEMA } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { kinds } from '../../src/kinds/index.ts';
import { jsonSchemas } from '../../src/kinds/json-schema.ts';

const schemas = jsonSchemas(kinds);
const ajv = new Ajv.default({ strict: false, allErrors: true });
formats.default(ajv);
const check = (name: string, data: unknown): string[] => {
  const schema = schemas[name];
  if (!schema) throw new Error(`no schema ${name}`);
  ajv.validate(schema, data);
  return (ajv.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
};

test('one schema for each kind and each of its lists, in the order of the kinds', () => {
  expect(Object.keys(schemas)).toEqual(
    kinds.flatMap((kind) => [
      `${kind.name}.schema.json`,
      ...kind.items.map(({ field }) => `${kind.name}.${field}.schema.json`),
    ]),
  );
  for (const [name, schema] of Object.entries(schemas)) {
    expect(ajv.validateSchema(schema)).toBe(true);
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: expect.stringContaining(name),
    });
  }
});

test('two generations are the same bytes', () => {
  expect(JSON.stringify(jsonSchemas(kinds))).toBe(JSON.stringify(schemas));
});

describe('an editor is told', () => {
  const card = 'model-card.schema.json';

  test('what a field is, who asks for it, and at which tier', () => {
    const { properties } = schemas[card] as { properties: Record<string, object> };
    expect(properties['overview']).toEqual({
      type: 'string',
      minLength: 1,
      description: 'One line: what it predicts, for whom, how far ahead.',
      $comment: 'Required (every tier). Source: MCT',
    });
  });

  test('of unknown fields and wrong values, at every level, but not of `x_` fields', () => {
    expect(check(card, { title: 'T', x_a: 1, metrics: [{ type: 'AUC', x_b: { c: 1 } }] })).toEqual([]);
    expect(check(card, { titel: 'T', status: 'approved', metrics: [{ typ: 'AUC' }] })).toEqual([
      ' must NOT have additional properties',
      '/status must be equal to one of the allowed values',
      '/metrics/0 must NOT have additional properties',
    ]);
  });

  test('that a number may be read from evidence', () => {
    expect(
      check(card, { metrics: [{ value: 0.7 }, { value: { from: 'ev:perf#/metrics/auc/value' } }] }),
    ).toEqual([]);
    expect(check(card, { metrics: [{ value: { from: 'perf' } }] })).not.toEqual([]);
  });

  test('that a list may stand in a file beside, and what that file holds', () => {
    expect(check('feature-register.schema.json', { features: './features.csv' })).toEqual([]);
    expect(check('feature-register.schema.json', { features: 'see the wiki' })).not.toEqual([]);
    const rows = [{ name: 'a', usage: 'model-input' }];
    expect(check('feature-register.features.schema.json', rows)).toEqual([]);
    expect(
      check('feature-register.features.schema.json', { features: rows, defaults: { owner: 'own' } }),
    ).toEqual([]);
    expect(check('feature-register.features.schema.json', [{ nmae: 'a' }])).not.toEqual([]);
  });

  test('that `decision-makers` is as good as `decision_makers`', () => {
    expect(check('decision.schema.json', { 'decision-makers': ['cro'] })).toEqual([]);
  });
});

test('what the product accepts, the schemas accept: the example’s front matter', () => {
  const root = new URL('../../content/systems/retail-credit-pd/', import.meta.url);
  for (const name of ['system', 'model-card', 'feature-register']) {
    const file = new URL(`${name}.mdx`, root);
    if (!existsSync(file)) throw new Error(`the example has no ${name}.mdx`);
    const yaml = readFileSync(file, 'utf8').split(/^---$/m)[1] ?? '';
    expect([name, check(`${name}.schema.json`, load(yaml, { schema: JSON_SCHEMA }))]).toEqual([name, []]);
  }
});
