import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/core/document.ts';
import { intervalName } from '../../src/evidence/format.ts';
import { impossibleIn } from '../../src/evidence/impossible.ts';
import { evidenceName } from '../../src/evidence/origin.ts';
import { parseEvidence } from '../../src/evidence/shapes/index.ts';
import type { MetricsFault, MetricsFaultError } from '../../src/exchange/metrics/fault.ts';
import { importMetrics } from '../../src/exchange/metrics/import.ts';
import { metricRows } from '../../src/site/data/metric-rows.ts';
import { absent, fixtureFolder, hasFixtures } from '../evidence/fixtures.ts';

const about = { model: 'm', model_version: 'not stated', dataset: 'title', provenance: 'real' } as const;
function read(json: unknown, said: MetricsFault[] = []) {
  const made = importMetrics({ file: 'c.json', json: json as Json }, about, (fault) => said.push(fault));
  if (made !== null) expect(parseEvidence(made).issues).toEqual([]);
  return made;
}
const faultOf = (json: unknown): Partial<MetricsFault> => {
  try {
    return { message: JSON.stringify(read(json)) };
  } catch (error) {
    const { message, at } = (error as MetricsFaultError).fault;
    return { message, at };
  }
};

describe('a card of Model Card Toolkit', () => {
  it.skipIf(!hasFixtures)(`gives its figures by slice, and the one that cannot be (${absent})`, () => {
    const file = path.join(fixtureFolder, 'google-model-card-v0.0.2-cats-vs-dogs.json');
    const made = read(JSON.parse(fs.readFileSync(file, 'utf8')))!;
    expect([made.producer.name, made.model_version, made.n]).toEqual([
      'Model Card Toolkit, schema 0.0.2',
      'v1.0',
      null,
    ]);
    expect(made.metrics).toEqual({
      accuracy: { type: 'accuracy', value: 0.9781249761581421, threshold: 0.5 },
    });
    expect(Object.keys(made.slices!['slice']!)).toEqual(['cat', 'Dog']);
    expect(made.slices!['slice']!['Dog']).toEqual({
      n: null,
      metrics: {
        accuracy: {
          type: 'accuracy',
          value: 0.9649122953414917,
          threshold: 0.5,
          ci_lower: 0.95491229534,
          ci_upper: 0.97491229534,
        },
      },
    });
    expect(
      impossibleIn(made).map(({ path: way, message }) => [
        evidenceName({ file, content: made as unknown as Json }, way),
        message,
      ]),
    ).toEqual([
      [
        '/quantitative_analysis/performance_metrics/1/confidence_interval/upper_bound',
        'is 1.0032885766, and `accuracy` is between 0 and 1',
      ],
    ]);
  });

  it('keeps thresholds apart, and says which figure stands there twice with two values', () => {
    const metrics = [
      { type: 'recall', value: '0.9', threshold: '0.3' },
      { type: 'recall', value: 0.7, threshold: 0.5 },
      { type: 'recall', value: '0.70', threshold: '0.5' },
      { type: 'recall', value: 'about 0.8', threshold: '0.5' },
    ];
    const said: MetricsFault[] = [];
    const card = { model_details: {}, quantitative_analysis: { performance_metrics: metrics } };
    const at = (index: number) => ['quantitative_analysis', 'performance_metrics', index, 'value'];
    expect(read(card, said)!.metrics).toEqual({
      recall: { type: 'recall', value: 0.9, threshold: 0.3 },
      'recall_at_0.5': { type: 'recall', value: 0.7, threshold: 0.5 },
      'recall_at_0.5_2': {
        type: 'recall',
        value: null,
        threshold: 0.5,
        note: 'the file says `about 0.8`, which is not one number',
      },
    });
    expect(said).toEqual([
      {
        contradicts: { file: 'c.json', path: at(1) },
        message: '`recall` is about 0.8 here, and 0.7 before in the same card',
        at: { file: 'c.json', path: at(3) },
        detail: '/quantitative_analysis/performance_metrics/3/value',
        fix: 'correct the one that is wrong, or say in the card what makes the two figures different',
      },
    ]);
  });

  it('without figures is a fault', () => {
    expect(faultOf({ model_details: {}, considerations: {} })).toEqual({
      message: 'the card states no figure of performance',
      at: { file: 'c.json', path: [] },
    });
  });
});

describe('a CycloneDX bill of materials', () => {
  const bill = (...components: object[]) => ({ bomFormat: 'CycloneDX', specVersion: '1.6', components });
  const model = {
    type: 'machine-learning-model',
    version: '3.2.0',
    modelCard: {
      quantitativeAnalysis: {
        performanceMetrics: [
          { type: 'AUC', value: '0.81', confidenceInterval: { lowerBound: '0.79', upperBound: '0.83' } },
        ],
      },
    },
  };

  it('gives the figures of its one model, with the version that it states', () => {
    expect(read(bill({ type: 'library', version: '1' }, model))).toMatchObject({
      producer: { name: 'CycloneDX 1.6' },
      model_version: '3.2.0',
      metrics: { AUC: { type: 'AUC', value: 0.81, ci_lower: 0.79, ci_upper: 0.83 } },
    });
  });

  it('of two models, or none, is a question or a fault', () => {
    expect([faultOf(bill(model, model)), faultOf(bill({ type: 'library' }))]).toEqual([
      {
        message: 'the bill of materials holds the cards of 2 models, and which one is meant it does not say',
        at: { file: 'c.json', path: ['components', 1] },
      },
      {
        message: 'no component of the bill of materials is a model with a `modelCard`',
        at: { file: 'c.json', path: ['components'] },
      },
    ]);
  });
});

describe('a card of the Hugging Face hub', () => {
  const result = (dataset: object | null, ...metrics: object[]) => ({
    task: { type: 'token-classification' },
    ...(dataset !== null && { dataset }),
    metrics,
  });
  const card = (...results: object[]) => ({ 'model-index': [{ name: 'm', results }] });
  const f1 = (value: unknown, more = {}) => ({ type: 'f1', name: 'F1', value, ...more });

  it('gives its figures, on one dataset over all rows, else by dataset', () => {
    const dataset = { type: 'lener_br', name: 'LeNER-Br', split: 'test' };
    expect(
      read(card(result(dataset, f1(0.88, { verified: true }), { type: 'wer', value: '20.0 ± 1.2' }))),
    ).toMatchObject({
      dataset: 'LeNER-Br, test',
      metrics: {
        f1: { value: 0.88, note: 'marked as verified by the hub, which is not checked here' },
        wer: { value: null, note: 'the file says `20.0 ± 1.2`, which is not one number' },
      },
    });
    expect(read(card(result(dataset, f1(0.88)), result({ type: 'other' }, f1(null))))).toMatchObject({
      dataset: 'title',
      metrics: {},
      slices: {
        dataset: {
          'LeNER-Br, test': { n: null, metrics: { f1: { value: 0.88 } } },
          other: { n: null, metrics: { f1: { value: null, note: 'the file has no number here' } } },
        },
      },
    });
    expect(
      read([{ dataset: { id: 'cais/hle', task_id: 'default' }, value: 20.9, date: '2026-01-05' }]),
    ).toMatchObject({
      dataset: 'cais/hle',
      metrics: { default: { value: 20.9, note: '2026-01-05' } },
    });
  });

  it('says what the hub drops without a word', () => {
    expect([
      faultOf(card(result(null, f1(1)))),
      faultOf({ model_index: [] }),
      faultOf({ 'model-index': [{}, {}] }),
    ]).toEqual([
      {
        message: 'the result names no `dataset`, for which the hub drops the whole index',
        at: { file: 'c.json', path: ['model-index', 0, 'results', 0] },
      },
      {
        message: '`model_index` is not read by the hub: it is called `model-index`',
        at: { file: 'c.json', path: ['model_index'] },
      },
      {
        message: '`model-index` is a list of one model, and this is one of 2',
        at: { file: 'c.json', path: ['model-index'] },
      },
    ]);
  });
});

it('prints the level of an interval where a file states one, and takes none for the usual one', () => {
  const figure = { type: 'accuracy', value: 0.9, ci_lower: 0.8, ci_upper: 0.95 };
  const rows = metricRows({
    schema: 'casebook/metrics@1',
    metrics: { a: figure, b: { ...figure, ci_level: 0.9 } },
  });
  expect(rows.map(({ interval }) => interval)).toEqual([
    '0.8 to 0.95 (level not stated)',
    '0.8 to 0.95 (90\u00a0%)',
  ]);
  expect([intervalName(null), intervalName(0.975)]).toEqual([
    'interval of a level not stated,',
    '97.5\u00a0% interval',
  ]);
});
