import { describe, expect, it } from 'vitest';
import { parseEvidence } from '../../src/evidence/shapes/index.ts';
import { importMetrics } from '../../src/exchange/metrics/import.ts';

const about = { model: 'm', model_version: '1', dataset: 'rows', provenance: 'synthetic' } as const;
const read = (json: Parameters<typeof importMetrics>[0]) => {
  const made = importMetrics(json, about);
  if (made !== null) expect(parseEvidence(made).issues).toEqual([]);
  return made;
};

// As scikit-learn 1.2.1 writes it for y = [0, 0, 0, 1, 1], predictions [0, 0, 1, 1, 0].
const report = {
  '0': {
    precision: 0.6666666666666666,
    recall: 0.6666666666666666,
    'f1-score': 0.6666666666666666,
    support: 3,
  },
  '1': { precision: 0.5, recall: 0.5, 'f1-score': 0.5, support: 2 },
  accuracy: 0.6,
  'macro avg': {
    precision: 0.5833333333333333,
    recall: 0.5833333333333333,
    'f1-score': 0.5833333333333333,
    support: 5,
  },
  'weighted avg': { precision: 0.6, recall: 0.6, 'f1-score': 0.6, support: 5 },
};

describe('a classification report of scikit-learn', () => {
  it('becomes figures by class, with n where the report has it', () => {
    const made = read(report)!;
    expect([made.n, made.producer.name]).toEqual([5, 'scikit-learn classification_report']);
    expect(made.metrics['accuracy']).toEqual({ type: 'accuracy', value: 0.6, n: 5 });
    expect(made.metrics['macro_f1']).toEqual({ type: 'f1', value: 0.5833333333333333 });
    expect(made.slices!['class']!['1']).toEqual({
      n: 2,
      metrics: {
        precision: { type: 'precision', value: 0.5 },
        recall: { type: 'recall', value: 0.5, n: 2 },
        f1: { type: 'f1', value: 0.5 },
      },
    });
  });

  it('does not take the support of labels for rows', () => {
    const { accuracy: _, ...labels } = report;
    expect(read(labels)!.n).toBeNull();
  });
});

describe('metrics of MLflow', () => {
  it('are read flat, with n only where they say it', () => {
    const flat = { accuracy_score: 0.9, roc_auc: 0.85, my_score: 2, true_positives: 4 };
    const made = read(flat)!;
    expect(made.n).toBeNull();
    expect(made.metrics).toEqual({
      accuracy_score: { type: 'accuracy', value: 0.9 },
      roc_auc: { type: 'roc_auc', value: 0.85 },
      my_score: { type: 'my_score', value: 2 },
    });
    expect(read({ ...flat, example_count: 120 })!.n).toBe(120);
  });

  it('are read from the list of a run, the last step of each', () => {
    const list = [
      { key: 'auc', value: 0.7, step: 0, timestamp: 1 },
      { key: 'auc', value: 0.8, step: 2, timestamp: 2 },
      { key: 'auc', value: 0.75, step: 1, timestamp: 3 },
    ];
    for (const json of [list, { metrics: list }, { data: { metrics: list } }]) {
      expect(read(json as Parameters<typeof importMetrics>[0])!.metrics).toEqual({
        auc: { type: 'auc', value: 0.8 },
      });
    }
  });

  it('keep a figure without a number undefined', () => {
    expect(read({ roc_auc: null, log_loss: 0.3 })!.metrics['roc_auc']).toEqual({
      type: 'roc_auc',
      value: null,
      note: 'the file has no number here',
    });
  });
});

it.each([[{ a: 1, b: 2 }], [{}], [[]], ['text'], [{ metrics: [{ metric: 'x' }] }], [{ 'macro avg': 1 }]])(
  'leaves other JSON alone (%#)',
  (json) => {
    expect(read(json as Parameters<typeof importMetrics>[0])).toBeNull();
  },
);
