import { describe, expect, it } from 'vitest';
import { uncheckedIn } from '../../src/evidence/counts.ts';
import { impossibleIn } from '../../src/evidence/impossible.ts';
import { parseEvidence } from '../../src/evidence/shapes/index.ts';
import type { Json } from '../../src/core/document.ts';
import { MetricsFaultError } from '../../src/exchange/metrics/fault.ts';
import { importMetrics } from '../../src/exchange/metrics/import.ts';

const nothingSaid = (): never => {
  throw new Error('said something');
};
const about = { model: 'm', model_version: '1', dataset: 'rows', provenance: 'synthetic' } as const;
const read = (json: unknown) => {
  const made = importMetrics({ file: 'm.json', json: json as Json }, about, nothingSaid);
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
    expect(made.metrics['macro_f1']).toEqual({ type: 'macro_f1', value: 0.5833333333333333, unit: 'share' });
    expect(impossibleIn(made)).toEqual([]);
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

// As scikit-learn 1.2.1 prints it for the same.
const printed = `              precision    recall  f1-score   support

           0       0.67      0.67      0.67         3
    high due       0.50      0.50      0.50         2

    accuracy                           0.60         5
   macro avg       0.58      0.58      0.58         5
weighted avg       0.60      0.60      0.60         5
`;

describe('a classification report as text', () => {
  const readText = (text: string) => {
    const made = importMetrics({ file: 'r.txt', text }, about, nothingSaid);
    if (made !== null) expect(parseEvidence(made).issues).toEqual([]);
    return made;
  };
  const faultOf = (text: string) => {
    try {
      return readText(text);
    } catch (error) {
      return (error as MetricsFaultError).fault;
    }
  };

  it('becomes what the same report as an object would, in the digits that were printed', () => {
    for (const text of [printed, `Out of time\r\n\n${printed.replaceAll('\n', '\r\n')}\nsaved`]) {
      const made = readText(text)!;
      expect([made.n, made.metrics['accuracy'], made.metrics['macro_f1']]).toEqual([
        5,
        { type: 'accuracy', value: 0.6, n: 5 },
        { type: 'macro_f1', value: 0.58, unit: 'share' },
      ]);
      expect(made.slices!['class']!['high due']).toEqual({
        n: 2,
        metrics: {
          precision: { type: 'precision', value: 0.5 },
          recall: { type: 'recall', value: 0.5, n: 2 },
          f1: { type: 'f1', value: 0.5 },
        },
      });
    }
  });

  it('holds averages for what they are: the F1 of averages is another number', () => {
    const uneven = printed
      .replace('macro avg       0.58      0.58      0.58', 'macro avg       0.79      0.72      0.74')
      .replace('weighted avg       0.60      0.60      0.60', 'weighted avg       0.83      0.83      0.82');
    expect(impossibleIn(readText(uneven)!)).toEqual([]);
  });

  it('leaves a figure that is not defined undefined', () => {
    const made = readText(printed.replace('0.50      0.50      0.50', ' nan      0.00       nan'))!;
    expect(made.slices!['class']!['high due']!.metrics['precision']!.value).toBeNull();
  });

  it('is nothing without its header', () => {
    expect(readText('accuracy 0.6\n')).toBeNull();
  });

  it.each<[string, string, object]>([
    [
      'is two',
      printed + printed,
      {
        message: 'the file holds 2 reports, and which one is meant it does not say',
        at: { file: 'r.txt', line: 9, column: 15, end_line: 9, end_column: 54 },
        detail: 'line 9',
        fix: 'keep each report in a file of its own, and register each',
      },
    ],
    [
      'has another line',
      printed.replace('0.50      0.50      0.50', '0.50      0,50      0.50'),
      {
        message: 'the line is none of a classification report',
        at: { file: 'r.txt', line: 4, column: 5, end_line: 4, end_column: 54 },
        detail: 'line 4',
        fix: 'save the report as it was printed, whole',
      },
    ],
    [
      'is cut',
      printed.slice(0, printed.indexOf('weighted')),
      {
        message: 'the report ends before its averages',
        at: { file: 'r.txt', line: 1, column: 15, end_line: 1, end_column: 54 },
        detail: 'line 1',
        fix: 'save the report as it was printed, whole',
      },
    ],
    [
      'has a class twice',
      printed.replace('high due', '       0'),
      {
        message: '`0` stands twice in the report',
        at: { file: 'r.txt', line: 4, column: 12, end_line: 4, end_column: 54 },
        detail: 'line 4',
        fix: 'save the report as it was printed',
      },
    ],
  ])('that %s is a fault at its line', (_, text, fault) => {
    expect(faultOf(text)).toEqual(fault);
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
      true_positives: { type: 'true_positives', value: 4 },
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
      expect(read(json)!.metrics).toEqual({
        auc: { type: 'roc_auc', value: 0.8 },
      });
    }
  });

  it('are read as scripts write them, and held against each other', () => {
    const flat = { auc: 0.81, Precision: 0.7, recall: 0.6, f1: 0.95, 'test/f1': 0.5 };
    for (const json of [flat, { run: 'a', metrics: flat }]) {
      const made = read(json)!;
      expect(made.producer.name).toBe('not stated');
      expect(made.metrics['Precision']).toEqual({ type: 'precision', value: 0.7 });
      expect(impossibleIn(made).map(({ message }) => message)).toEqual([
        'is 0.95, and precision 0.7 and recall 0.6 make F1 0.6462',
      ]);
    }
    expect(read({ val_loss: 0.3, val_auc: 0.8 })!.metrics['val_auc']!.type).toBe('roc_auc');
  });

  it('have the four counts of a matrix as one, by the rows and the threshold that names say', () => {
    // As MLflow 2 evaluates a binary classifier; source: mlflow `mlflow/models/evaluation/default_evaluator.py`.
    const evaluated = {
      true_negatives: 70,
      false_positives: 10,
      false_negatives: 10,
      true_positives: 10,
      example_count: 100,
      accuracy_score: 0.8,
      f1_score: 0.5,
    };
    const made = read(evaluated)!;
    expect(made.confusion).toEqual({ all: { threshold: null, tp: 10, fp: 10, tn: 70, fn: 10 } });
    expect(Object.keys(made.metrics)).toEqual(['accuracy_score', 'f1_score']);
    expect([impossibleIn(made), uncheckedIn(made)]).toEqual([[], []]);
    const named = {
      TP: 1,
      FP: 2,
      TN: 3,
      FN: 4,
      'val_tp@0.5': 1,
      'val_fp@0.5': 1,
      'val_tn@0.5': 1,
      'val_fn@0.5': 1,
    };
    expect(read({ ...named, accuracy: 0.4, 'val_recall@0.5': 0.5 })!).toMatchObject({
      confusion: { all: { threshold: null, tp: 1 }, 'val_at_0.5': { threshold: 0.5, tp: 1 } },
      metrics: { 'val_recall@0.5': { type: 'recall', threshold: 0.5 } },
    });
    expect(read({ ...evaluated, threshold: 0.3 })!).toMatchObject({
      confusion: { all: { threshold: 0.3 } },
      metrics: { accuracy_score: { threshold: 0.3 } },
    });
  });

  it('are held against the counts beside them; what cannot be known is said', () => {
    const counts = { tp: 10, fp: 10, tn: 70, fn: 10 };
    const said = (flat: object): string[] => {
      const made = read(flat)!;
      return [...impossibleIn(made), ...uncheckedIn(made)].map(
        ({ path, message }) => `${path.join('.')} ${message}`,
      );
    };
    expect(said({ ...counts, accuracy: 0.81, precision: 0.5, recall: 0.55, val_recall: 0.9 })).toEqual([
      'metrics.accuracy.value is 0.81, and the counts of `confusion.all` make accuracy 0.8',
      'metrics.recall.value is 0.55, and the counts of `confusion.all` make recall 0.5',
    ]);
    expect(said({ ...counts, 'precision_at_0.3': 0.9, accuracy: 0.8 })).toEqual([
      'confusion.all are counts at no stated threshold, and `precision_at_0.3` names its own: whether they agree cannot be known',
    ]);
    expect(said({ tp: 10, fp: 10, precision: 0.6, recall: 0.5, accuracy: 0.8 })).toEqual([
      'metrics.precision.value is 0.6, and the counts tp, fp beside it make precision 0.5',
      'metrics.tp is without `tn` and `fn`, so that `recall`, `accuracy` cannot be held against counts',
    ]);
    expect(said({ ...counts, accuracy: 0.8, example_count: 90 })).toEqual([
      'confusion.all counts 100 rows, and there are 90',
    ]);
  });

  it('of several classes are averages, which do not make each other', () => {
    const made = read({ precision_score: 0.8, recall_score: 0.8, f1_score: 0.7, example_count: 9 })!;
    expect(made.metrics['f1_score']).toEqual({ type: 'average_f1', value: 0.7, unit: 'share' });
    expect(impossibleIn(made)).toEqual([]);
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
    expect(read(json)).toBeNull();
  },
);
