/** Names of one measure, as people and files write them, without case, spaces and signs. */
const synonyms: readonly (readonly string[])[] = [
  ['roc_auc', 'auc', 'auroc', 'areaundertheroccurve', 'rocaucscore'],
  ['brier', 'brierscore', 'brierscoreloss'],
  ['f1', 'f1score'],
  ['recall', 'sensitivity', 'tpr', 'truepositiverate', 'recallscore'],
  ['precision', 'ppv', 'positivepredictivevalue', 'precisionscore'],
  ['specificity', 'tnr', 'truenegativerate'],
  ['false_positive_rate', 'fpr'],
  ['accuracy', 'accuracyscore'],
  ['gini', 'ginicoefficient'],
  ['average_precision', 'prauc', 'precisionrecallauc', 'averageprecisionscore'],
  ['expected_calibration_error', 'ece'],
  ['ks', 'kolmogorovsmirnov', 'ksstatistic', 'ksseparation'],
  ['log_loss', 'logloss', 'crossentropy'],
  ['mean_absolute_error', 'mae'],
  ['mean_squared_error', 'mse'],
  ['mean_absolute_percentage_error', 'mape'],
  ['maximum_calibration_error', 'mce'],
  ['false_negative_rate', 'fnr'],
  ['balanced_accuracy', 'balancedaccuracyscore'],
  ['mcc', 'matthewscorrcoef', 'matthewscorrelationcoefficient'],
  ['r2', 'r2score', 'rsquared'],
  ['root_mean_squared_error', 'rmse'],
  ['observed_to_expected', 'observedexpectedratio', 'oe'],
];

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');

const known = new Map(
  synonyms.flatMap(([name, ...others]) => [name!, ...others].map((one) => [plain(one), name!] as const)),
);

/** One name for a measure, however it is written: `ROC AUC`, `AUC` and `roc_auc` are `roc_auc`. */
export const metricName = (name: string): string => known.get(plain(name)) ?? plain(name);

/** Whether a name is that of a measure that is known here, in one of its spellings. */
export const isMetricName = (name: string): boolean => known.has(plain(name));

/** What scripts put before the name of a measure to say of which rows it is: `val_auc`, `test/f1`. */
const ofRows = /^(train(?:ing)?|val(?:id(?:ation)?)?|test|eval|holdout|oot)[_/. -]+(?=.)/i;

/** The rows that the name of a figure says it is of, and the rest of the name; `null` where it says none. */
export function splitRows(name: string): { rows: string | null; rest: string } {
  const [before, rows] = ofRows.exec(name) ?? [];
  return before === undefined
    ? { rows: null, rest: name }
    : { rows: rows!.toLowerCase(), rest: name.slice(before.length) };
}

/** Counts of a confusion matrix by the names that scripts and MLflow's evaluator give them. */
const counts = {
  tp: ['tp', 'truepositives', 'truepositive', 'truepositivecount'],
  fp: ['fp', 'falsepositives', 'falsepositive', 'falsepositivecount'],
  tn: ['tn', 'truenegatives', 'truenegative', 'truenegativecount'],
  fn: ['fn', 'falsenegatives', 'falsenegative', 'falsenegativecount'],
} as const;
export type CountName = keyof typeof counts;
/** The four counts of a confusion matrix. */
export const countNames = Object.keys(counts) as CountName[];

const countOf = new Map(
  countNames.flatMap((cell) => counts[cell].map((name) => [name as string, cell] as const)),
);

/** The count of a confusion matrix that a name is of, or `null`. */
export const countName = (name: string): CountName | null => countOf.get(plain(name)) ?? null;
