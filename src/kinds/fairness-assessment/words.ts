import type { FairnessMeasure, FairnessVerdict } from '../../evidence/fairness/measure.ts';
import type { FairnessRate } from '../../evidence/fairness/rates.ts';

/** Measures as a page names them. */
export const measureWords: Record<FairnessMeasure, string> = {
  'selection-rate-ratio': 'Four-fifths ratio of favourable rates',
  'demographic-parity-difference': 'Demographic parity difference',
  'demographic-parity-ratio': 'Demographic parity ratio',
  'equalised-odds-difference': 'Equalised odds difference',
  'equalised-odds-ratio': 'Equalised odds ratio',
  'equal-opportunity-difference': 'Equal opportunity difference',
  'false-positive-rate-difference': 'False positive rate difference',
  'predictive-parity-difference': 'Predictive parity difference',
  'calibration-by-group': 'Spread of observed to expected',
};

/** Rates as a page names them. */
export const rateWords: Record<FairnessRate, string> = {
  selection_rate: 'Selected',
  true_positive_rate: 'True positive rate',
  false_positive_rate: 'False positive rate',
  positive_predictive_value: 'Positive predictive value',
};

/** What a rate is a share of. */
export const rateOfWords: Record<FairnessRate, string> = {
  selection_rate: 'of all rows of the group',
  true_positive_rate: 'of rows with the outcome',
  false_positive_rate: 'of rows without the outcome',
  positive_predictive_value: 'of selected rows',
};

/** What became of a limit. */
export const verdictWords: Record<FairnessVerdict, string> = {
  holds: 'within its limit',
  breach: 'beyond its limit',
  'too-few': 'too few rows to judge',
  uncounted: 'rows not counted, not judged',
  undefined: 'not defined',
  'no-limit': 'no limit set',
};

/** A group as a page names it: crossed attributes, `female|18-24` in a file, with a comma between. */
export const groupWords = (name: string): string => name.replaceAll('|', ', ');
