// Columns of a `by_group` table by the names of the functions that made them.

/** Columns that hold counts of rows. */
const countColumns = ['count', 'positives'] as const;
export type CountColumn = (typeof countColumns)[number];
/** Whether a column holds a count of rows and no figure. */
export const isCountColumn = (name: string): name is CountColumn =>
  (countColumns as readonly string[]).includes(name);

/** What a figure is a share or a mean of: all rows of the group, those with the outcome, those without, others. */
export type Of = 'rows' | 'positives' | 'negatives' | 'others';

/**
 * Metrics by the names that users give them: those of Fairlearn and scikit-learn functions, and usual short ones.
 * Source: fairlearn `fairlearn/metrics/_base_metrics.py`; scikit-learn `sklearn.metrics`.
 */
const known: Readonly<Record<string, readonly [type: string, of: Of]>> = {
  selection_rate: ['selection_rate', 'rows'],
  mean_prediction: ['mean_prediction', 'rows'],
  true_positive_rate: ['true_positive_rate', 'positives'],
  tpr: ['true_positive_rate', 'positives'],
  recall: ['recall', 'positives'],
  recall_score: ['recall', 'positives'],
  false_negative_rate: ['false_negative_rate', 'positives'],
  fnr: ['false_negative_rate', 'positives'],
  false_positive_rate: ['false_positive_rate', 'negatives'],
  fpr: ['false_positive_rate', 'negatives'],
  true_negative_rate: ['true_negative_rate', 'negatives'],
  tnr: ['true_negative_rate', 'negatives'],
  precision: ['precision', 'others'],
  precision_score: ['precision', 'others'],
  accuracy: ['accuracy', 'rows'],
  accuracy_score: ['accuracy', 'rows'],
  balanced_accuracy: ['balanced_accuracy', 'others'],
  balanced_accuracy_score: ['balanced_accuracy', 'others'],
  f1: ['f1', 'others'],
  f1_score: ['f1', 'others'],
  roc_auc: ['roc_auc', 'rows'],
  roc_auc_score: ['roc_auc', 'rows'],
  brier_score_loss: ['brier', 'rows'],
  log_loss: ['log_loss', 'rows'],
  mean_absolute_error: ['mean_absolute_error', 'rows'],
  mean_squared_error: ['mean_squared_error', 'rows'],
};

/** Whether a column is one of the metrics that are known by name. */
export const isFigureName = (name: string): boolean => isCountColumn(name) || Object.hasOwn(known, name);

/** What a column holds; of a name that nobody knows only the name. */
export const figureOf = (name: string): { type: string; of: Of } => {
  const [type, of] = Object.hasOwn(known, name) ? known[name]! : ([name, 'others'] as const);
  return { type, of };
};
