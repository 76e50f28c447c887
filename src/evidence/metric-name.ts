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
