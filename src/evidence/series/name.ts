/** Words for the same metric that people and tools use side by side. */
const synonyms: Readonly<Record<string, string>> = {
  auc: 'roc_auc',
  auroc: 'roc_auc',
  area_under_the_roc_curve: 'roc_auc',
  o_e: 'observed_to_expected',
  brier: 'brier_score',
  ece: 'expected_calibration_error',
};

/** A metric's name without case, marks and spaces: `Observed to expected` is `observed_to_expected`. */
export function metricName(text: string): string {
  const plain = text
    .toLowerCase()
    .replace(/^`(.*)`$/, '$1')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
  return synonyms[plain] ?? plain;
}
