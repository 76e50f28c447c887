/** Figures that no data can give. */
import { describe, expect, test } from 'vitest';
import { digestOf, found, lenient, system, type Files } from './support.ts';

const rule = 'evidence/impossible-value';
const filesOf = (content: object): Files => {
  const text = JSON.stringify({
    schema: 'casebook/metrics@1',
    producer: { name: 'test' },
    model: 'm',
    model_version: '1',
    dataset: 'd',
    provenance: 'synthetic',
    n: 100,
    metrics: {},
    ...content,
  });
  return {
    'portfolio.yaml': lenient,
    'systems/demo/system.mdx': system(),
    'systems/demo/evidence/evidence.yaml': `evidence:\n  - { id: perf, title: P, file: perf.json, type: metrics, sha256: ${digestOf(text)}, provenance: synthetic }\n`,
    'systems/demo/evidence/perf.json': text,
  };
};
const messages = async (content: object) => (await found(rule, filesOf(content))).map((one) => one.message);
const metric = (type: string, value: number | null, more: object = {}) => ({ type, value, ...more });

test('figures that can be are left alone, rounded ones too', async () => {
  const metrics = {
    auc: metric('roc_auc', 0.843, { ci_lower: 0.83, ci_upper: 0.85 }),
    gini: metric('gini', 0.69),
    precision: metric('precision', 0.25, { threshold: 0.1 }),
    recall: metric('recall', 0.567, { threshold: 0.1 }),
    f1: metric('f1', 0.35, { threshold: 0.1 }),
    other: metric('f1', 0.9, { threshold: 0.5 }),
    nothing: metric('recall', null),
    ratio: metric('observed_to_expected', 1.4, { unit: 'ratio' }),
    r2: metric('r2', -3.2),
  };
  const confusion = { at: { threshold: 0.1, tp: 17, fp: 51, tn: 19, fn: 13 } };
  expect(await messages({ metrics, confusion })).toEqual([]);
});

test('what is out of its range, or outside its own interval, is found', async () => {
  const metrics = {
    auc: metric('roc_auc', 1.2),
    part: metric('coverage', -0.1, { unit: 'share' }),
    loss: metric('log_loss', -0.4),
    out: metric('recall', 0.5, { ci_lower: 0.6, ci_upper: 0.7 }),
    wide: metric('Sensitivity', 0.98, { ci_lower: 0.95, ci_upper: 1.01, ci_method: 'wilson' }),
    wald: metric('recall', 0.98, { ci_lower: 0.95, ci_upper: 1.01, ci_method: 'normal approximation' }),
  };
  expect(await messages({ metrics })).toEqual([
    '`metrics.auc.value` is 1.2, and `roc_auc` is between 0 and 1',
    '`metrics.part.value` is -0.1, and a share is between 0 and 1',
    '`metrics.loss.value` is -0.4, and `log_loss` is not below 0',
    '`metrics.out.value` is 0.5, outside its own interval, 0.6 to 0.7',
    '`metrics.wide.ci_upper` is 1.01, and `Sensitivity` is between 0 and 1',
  ]);
});

test('figures that do not follow from each other are found, in slices too', async () => {
  const metrics = {
    auc: metric('roc_auc', 0.8),
    gini: metric('gini', 0.7),
    precision: metric('precision', 0.5, { threshold: 0.1 }),
    recall: metric('recall', 0.5, { threshold: 0.1 }),
    f1: metric('f1', 0.62, { threshold: 0.1 }),
    accuracy: metric('accuracy', 0.91, { threshold: 0.1 }),
    fpr: metric('FPR', 0.2, { threshold: 0.1 }),
  };
  const confusion = { at: { threshold: 0.1, tp: 10, fp: 10, tn: 70, fn: 10 } };
  const slices = { region: { north: { n: 5, positives: 9, metrics: { r: metric('recall', 2) } } } };
  expect(await messages({ metrics, confusion, slices })).toEqual([
    '`metrics.gini.value` is 0.7, and AUC 0.8 makes Gini 0.6, which is 2 · AUC − 1',
    '`metrics.f1.value` is 0.62, and precision 0.5 and recall 0.5 make F1 0.5',
    '`metrics.f1.value` is 0.62, and the counts of `confusion.at` make f1 0.5',
    '`metrics.accuracy.value` is 0.91, and the counts of `confusion.at` make accuracy 0.8',
    '`metrics.fpr.value` is 0.2, and the counts of `confusion.at` make FPR 0.125',
    '`slices.region.north.positives` is 9, and there are 5 rows',
    '`slices.region.north.metrics.r.value` is 2, and `recall` is between 0 and 1',
  ]);
});

test('the whole finding stands at the figure in the file', async () => {
  expect(await found(rule, filesOf({ metrics: { auc: metric('roc_auc', 1.2) } }))).toMatchInlineSnapshot(`
    [
      {
        "column": 181,
        "end_column": 184,
        "end_line": 1,
        "file": "systems/demo/evidence/perf.json",
        "fix": "compute the file anew from its source, then register it with \`casebook evidence refresh\`",
        "key": "ae198814f0951ac8",
        "line": 1,
        "message": "\`metrics.auc.value\` is 1.2, and \`roc_auc\` is between 0 and 1",
        "owner": "own",
        "related": [
          {
            "column": 5,
            "file": "systems/demo/evidence/evidence.yaml",
            "line": 2,
            "message": "registered as \`perf\`",
          },
        ],
        "rule": "evidence/impossible-value",
        "severity": "error",
        "subject": "demo/perf",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

describe('in a file of another tool', () => {
  const places = async (name: string, text: string, row = ''): Promise<string[]> =>
    (
      await found(rule, {
        'portfolio.yaml': lenient,
        'systems/demo/system.mdx': system(),
        'systems/demo/evidence/evidence.yaml': `evidence:\n  - { id: perf, title: P, file: ${name}, type: metrics, sha256: ${digestOf(text)}, provenance: synthetic${row} }\n`,
        [`systems/demo/evidence/${name}`]: text,
      })
    ).map(({ line, column, end_column: end, message, severity, related }) => {
      const seen = text.split('\n')[line - 1]!.slice(column - 1, end - 1);
      return [severity, line, seen, message, related[0]!.line].join(' | ');
    });

  test('the finding stands at the number of MLflow’s metrics, by its pointer', async () => {
    const flat =
      '{\n  "accuracy_score": 0.9,\n  "true_positives": 1, "false_positives": 1,\n  "true_negatives": 1, "false_negatives": 1\n}\n';
    expect(await places('m.json', flat)).toEqual([
      'error | 2 | 0.9 | `/accuracy_score` is 0.9, and the counts of `confusion.all` make accuracy 0.5 | 3',
    ]);
    const list =
      '{"data": {"metrics": [\n {"key": "auc", "value": 0.7, "step": 0},\n {"key": "auc", "value": 1.7, "step": 1}]}}\n';
    expect(await places('m.json', list)).toEqual([
      'error | 3 | 1.7 | `/data/metrics/1/value` is 1.7, and `roc_auc` is between 0 and 1 | 2',
    ]);
    expect(await places('m.json', '{"tp": 1, "accuracy": 0.5}')).toEqual([
      'info | 1 | 1 | `/tp` is without `fp` and `tn` and `fn`, so that `accuracy` cannot be held against counts | 2',
    ]);
  });

  test('the finding stands at the number of a report of scikit-learn, in JSON and in text', async () => {
    const row = (recall: number): object => ({ precision: 0.5, recall, 'f1-score': 0.5, support: 2 });
    const json = JSON.stringify({ yes: row(1.5), 'macro avg': row(0.5), 'weighted avg': row(0.5) }, null, 1);
    expect(await places('r.json', json)).toEqual([
      'error | 4 | 1.5 | `/yes/recall` is 1.5, and `recall` is between 0 and 1 | 2',
      'error | 5 | 0.5 | `/yes/f1-score` is 0.5, and precision 0.5 and recall 1.5 make F1 0.75 | 2',
    ]);
    const text = `              precision    recall  f1-score   support

    high due       0.50      1.50      0.75         2

    accuracy                           1.20         2
   macro avg       0.50      1.50      0.75         2
weighted avg       0.50      1.50      0.75         2
`;
    expect(await places('r.txt', text)).toEqual([
      'error | 3 | 1.50 | `slices.class.high due.metrics.recall.value` is 1.5, and `recall` is between 0 and 1 | 2',
      'error | 5 | 1.20 | `metrics.accuracy.value` is 1.2, and `accuracy` is between 0 and 1 | 2',
      'error | 6 | 1.50 | `metrics.macro_recall.value` is 1.5, and a share is between 0 and 1 | 2',
      'error | 7 | 1.50 | `metrics.weighted_recall.value` is 1.5, and a share is between 0 and 1 | 2',
    ]);
  });

  test('the finding stands at the cell of a table by group', async () => {
    expect(await places('g.csv', 'sex,count,selection_rate,recall\nf,10,0.2,0.5\nm,12,0.3,1.5\n')).toEqual([
      'error | 3 | 1.5 | `groups.sex.groups.m.metrics.recall.value` is 1.5, and `recall` is between 0 and 1 | 2',
    ]);
  });
});
