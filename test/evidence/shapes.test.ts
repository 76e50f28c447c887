import fs from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toPointer, valueAt } from '../../src/core/place.ts';
import { evidenceSchemas, parseEvidence, shapeNames } from '../../src/evidence/shapes/index.ts';
import { feature, moved, profileOf, quiet } from './profiles.ts';

const systems = path.resolve(import.meta.dirname, '../../content/systems');
const examples = ['retail-credit-pd', 'hospital-bed-demand'].flatMap((system) => {
  const folder = path.join(systems, system, 'evidence');
  return fs
    .readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => ({ name, json: JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8')) as Json }))
    .filter(({ json }) => typeof json['schema'] === 'string');
});
type Json = Record<string, unknown>;

const said = (json: unknown): string[] =>
  parseEvidence(json).issues.map(({ path: at, message }) => `${toPointer(at)} ${message}`);

const metrics = (): Json => ({
  schema: 'casebook/metrics@1',
  producer: { name: 'test' },
  model: 'm',
  model_version: '1',
  dataset: 'rows',
  provenance: 'synthetic',
  n: 100,
  metrics: { auc: { type: 'roc_auc', value: 0.8, ci_lower: 0.7, ci_upper: 0.9 } },
});

const shap = (): Json => ({
  schema: 'casebook/shap@1',
  producer: { name: 'test' },
  model: 'm',
  model_version: '1',
  dataset: 'rows',
  provenance: 'synthetic',
  explainer: { name: 'test' },
  output_space: 'log-odds',
  base_value: -1,
  n_total: 2,
  n_drawn: 1,
  features: ['a', 'b'],
  mean_abs: [0.5, 0.25],
  rows: [{ shap: [0.5, -0.25], values: [1, null], output: -0.75 }],
});

describe('evidence shapes', () => {
  it('read the evidence of the example', () => {
    expect(examples.map(({ name }) => name)).toHaveLength(13);
    for (const { name, json } of examples) expect([name, said(json)]).toEqual([name, []]);
  });

  it('publish JSON Schemas that accept and refuse the same files', () => {
    const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, formats: { date: true } });
    const schemas = evidenceSchemas();
    expect(Object.keys(schemas)).toEqual([...shapeNames]);
    for (const { name, json } of examples) {
      const schema = schemas[json['schema'] as keyof typeof schemas];
      const validate = ajv.getSchema(schema['$id'] as string) ?? ajv.compile(schema);
      expect([name, validate(json), validate.errors]).toEqual([name, true, null]);
      expect(validate({ ...json, surplus: 1 })).toBe(false);
      const { model: _, ...without } = json;
      expect(validate(without)).toBe(false);
    }
  });

  it('describe every field of their own', () => {
    for (const schema of Object.values(evidenceSchemas())) {
      const fields = schema['properties'] as Record<string, { description?: string; const?: string }>;
      const silent = Object.entries(fields).filter(([, one]) => !one.description && !one.const);
      expect(silent.map(([name]) => name).sort()).toEqual(
        schema['title'] === 'Metrics of a model'
          ? []
          : schema['title'] === 'SHAP values of a model'
            ? ['additivity', 'explainer', 'rows']
            : ['features', 'reference'],
      );
    }
  });

  it('name the shapes they know', () => {
    expect(said({ schema: 'casebook/metric@1' })).toEqual([
      '/schema `casebook/metric@1` is not a shape that Casebook knows; did you mean `casebook/metrics@1`?',
    ]);
    expect(said({})).toEqual([
      '/schema must name a shape: `casebook/metrics@1`, `casebook/profile@1`, `casebook/shap@1`',
    ]);
    expect(said([])).toEqual([' must be an object']);
    expect(said({ schema: 'constructor' })).toEqual([
      '/schema `constructor` is not a shape that Casebook knows',
    ]);
  });

  it('name each fault of metrics at its path', () => {
    const broken = metrics();
    delete broken['n'];
    Object.assign(broken, {
      model: 3,
      provenance: 'invented',
      slices: [],
      metrics: {
        a: { type: 'roc_auc', value: Number('1e999') },
        b: { type: 'roc_auc', value: '0.8' },
        c: { type: 'roc_auc', value: 0.8, ci_uper: 0.9 },
        d: { type: 'roc_auc' },
        e: { type: 'recall', value: 0.5, n: 1.5 },
        f: { type: 'recall', value: 0.5, n: -1 },
      },
    });
    expect(said(broken)).toEqual([
      '/model must be text',
      '/provenance must be one of real, anonymised, synthetic, illustrative',
      '/n is missing',
      '/metrics/a/value must be a finite number, not NaN or infinite',
      '/metrics/b/value must be a number',
      '/metrics/c/ci_uper is not a field of this shape',
      '/metrics/d/value is missing',
      '/metrics/e/n must be a whole number',
      '/metrics/f/n must be zero or more',
      '/slices must be an object',
    ]);
  });

  it('name a misspelt field once, with the field that is missing beside it', () => {
    const { n, ...rest } = metrics();
    const misspelt = { ...rest, N: n, metrics: { a: { type: 'roc_auc', valeu: 0.8 } }, dataste: 'twice' };
    expect(parseEvidence(misspelt).issues).toEqual([
      {
        path: ['metrics', 'a', 'valeu'],
        message: 'is not a field of this shape',
        fix: 'did you mean `value`?',
      },
      { path: ['N'], message: 'is not a field of this shape', fix: 'did you mean `n`?' },
      { path: ['dataste'], message: 'is not a field of this shape' },
    ]);
  });

  it('name what does not hold together in metrics', () => {
    const bin = { lower: 0, upper: 1, n: 4, predicted: 0.5, observed: 0.5 };
    expect(
      said({
        ...metrics(),
        metrics: {
          a: { type: 'x', value: 1, ci_lower: 2, ci_upper: 1 },
          b: { type: 'x', value: 1, ci_upper: 1 },
        },
        slices: { region: { north: { n: 101, metrics: {} } } },
        groups: { sex: { comparison_group: 'male', n: 5, groups: { female: { n: 5, metrics: {} } } } },
        calibration: {
          c: { strategy: 'quantile', bins_requested: 2, n: 9, bins: [bin, { ...bin, lower: 2 }] },
        },
      }),
    ).toEqual([
      '/metrics/a/ci_lower is above `ci_upper` (2 > 1)',
      '/metrics/b/ci_upper stands without `ci_lower`',
      '/slices/region/north/n the slice has 101 rows and the whole file 100',
      '/groups/sex/comparison_group `male` is not one of the groups',
      '/calibration/c/n is 9, the bins add up to 8',
      '/calibration/c/bins/1/lower is above the upper end (2 > 1)',
    ]);
  });

  it('name what does not hold together in a profile', () => {
    const sound = profileOf({ a: feature([quiet, moved]) }, ['2026-01', '2026-02']);
    expect(said(sound)).toEqual([]);
    const a = feature([quiet, [1, 2, 3]], { edges: [1, 1, 3] });
    a.batches.missing = [0];
    a.reference.counts = [1, 2, 3, 4];
    const { edges: _, ...unbinned } = feature([quiet, null]);
    expect(said(profileOf({ a, b: unbinned }, ['2026-01', '2026-01']))).toEqual([
      '/batches/1/id `2026-01` is there twice',
      '/features/a/edges/1 does not ascend (1, then 1)',
      '/features/a/reference/counts adds up to 10, `n` is 4000',
      '/features/a/batches/missing has 1 value, the batches are 2',
      '/features/a/batches/counts/1 has 3 counts, the feature has 4 bins',
      '/features/b must have exactly one of `edges`, `categories` and `constant`',
    ]);
  });

  it('name what does not hold together in SHAP values', () => {
    expect(said(shap())).toEqual([]);
    expect(
      said({
        ...shap(),
        n_drawn: 3,
        features: ['a', 'a'],
        mean_abs: [0.5],
        rows: [{ shap: [1], values: [1, 2] }],
        groups: { g: { columns: ['a', 'z'], mean_abs: 1 } },
        aggregates: { z: { edges: [0, 1], counts: [1, 2] } },
      }),
    ).toEqual([
      '/mean_abs has 1 value, the features are 2',
      '/features/1 `a` is there twice',
      '/rows/0/shap has 1 value, the features are 2',
      '/rows has 1 value, `n_drawn` is 3',
      '/n_drawn is above `n_total` (3 > 2)',
      '/groups/g/columns/1 `z` is not one of the features',
      '/aggregates/z is not one of the features',
      '/aggregates/z/counts has 2 values, the bins are 1',
    ]);
  });

  it('never throw and point at something, or at something missing from an existing parent', () => {
    fc.assert(
      fc.property(fc.constantFrom(...shapeNames), fc.dictionary(fc.string(), fc.json()), (schema, extra) => {
        const json = { ...extra, schema };
        for (const { path: at } of parseEvidence(json).issues) {
          expect(at.length === 0 || valueAt(json, at.slice(0, -1)) !== undefined).toBe(true);
        }
      }),
    );
  });

  it('read 200 features over 36 months quickly and in half a megabyte', () => {
    const counts = Array.from({ length: 10 }, () => 100);
    const one = feature(
      Array.from({ length: 36 }, () => counts),
      {
        edges: counts.slice(1).map((_, i) => i),
        reference: { n: 1000, missing: 0, counts },
      },
    );
    const features = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`feature_${i}`, one]));
    const ids = Array.from(
      { length: 36 },
      (_, i) => `${2024 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`,
    );
    const json = JSON.stringify(profileOf(features, ids));
    expect(json.length).toBeLessThan(500_000);
    const start = performance.now();
    expect(said(JSON.parse(json))).toEqual([]);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
