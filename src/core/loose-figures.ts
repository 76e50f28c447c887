/** Names of measures that evidence holds, as prose writes them. */
const measures =
  'ROC[- ]AUC|AUROC|AUC|Gini|KS|PSI|Brier(?: score)?|F1(?:[- ]score)?|ECE|MCE|MAE|RMSE|MAPE|MCC|log[- ]loss|R²|R2|precision|recall|accuracy|specificity|sensitivity|(?:true|false)[- ](?:positive|negative)[- ]rate|FPR|TPR|selection rate|alert rate|override rate';
/** A measured value: a fraction or a percentage. A whole number counts something, or is a version. */
const value = String.raw`[−–-]?(?:\d*\.\d+(?:[\s\u00a0]?%|[\s\u00a0]per[\s\u00a0]?cent)?|\d+(?:[\s\u00a0]?%|[\s\u00a0]per[\s\u00a0]?cent))`;
/** What may stand between a measure and its value; `above`, `below` and the like make it a limit. */
const link = String.raw`(?:\s+(?:is|was|of|to|reached|fell to|rose to|stands at|stood at|came to)|\s*[=:(])?\s*`;

const figure = new RegExp(
  `(?<![\\w.-])(?:(?:${measures})${link}${value}|${value}\\s+(?:${measures}))(?![\\w.]\\d|\\w)`,
  'giu',
);
const measure = new RegExp(measures, 'i');
/** What every value has, found in a fraction of the time that the names of the measures take. */
const valueMark = /\.\d|%|per[\s\u00a0]?cent/u;
const onlyMeasure = new RegExp(String.raw`^(?:the\s+)?(?:${measures})(?:\s*\(%\)|,?\s*%)?$`, 'iu');
const onlyValue = new RegExp(`^${value}$`, 'u');

/** A sentence that sets a value and does not report one. */
const sets =
  /\b(?:limits?|thresholds?|targets?|amber|red|tolerance|appetite|at least|at most|no (?:more|less) than)\b/i;

/** A limit that a measured value is held against: `AUC 0.71 against a limit of 0.60` reports the first number. */
const heldAgainst =
  /\b(?:against|versus|vs\.?|under|over|above|below|within|beyond|past)\s+(?:an?|the|its|our|their)\s+(?:\w+\s+)?(?:limit|threshold|target|tolerance)\s+of\s+[\d.]+/giu;

/** Whether a text may hold a measured value: what it costs little to ask first. */
export const mayHoldFigure = (text: string): boolean => valueMark.test(text) && measure.test(text);

/** A measured value in a text: its words and where they begin. */
export interface LooseFigure {
  text: string;
  index: number;
}

/**
 * Measured values in a text (`AUC 0.84`, `recall of 74 %`). A sentence that sets a limit, a target or a tolerance is
 * left alone.
 */
export const looseFiguresIn = (text: string): LooseFigure[] =>
  [...text.matchAll(figure)]
    .filter(({ index }) => !sets.test(sentenceAt(text, index).replaceAll(heldAgainst, '')))
    .map(({ 0: words, index }) => ({ text: words, index }));

/**
 * Whether a cell of a table holds a measured value: nothing but a number, in a column or a row whose name is a measure
 * and nothing else. Not in a column or a row of limits.
 */
export const isFigureCell = (cell: string, column: string, row: string): boolean =>
  onlyValue.test(cell.trim()) &&
  (onlyMeasure.test(column.trim()) || onlyMeasure.test(row.trim())) &&
  !sets.test(column) &&
  !sets.test(row);

/** The sentence of a text around a place, as far as the text has it. */
function sentenceAt(text: string, at: number): string {
  const start = Math.max(text.lastIndexOf('. ', at), text.lastIndexOf('; ', at)) + 1;
  const end = text.slice(at).search(/[.;](?:\s|$)/);
  return text.slice(start, end < 0 ? text.length : at + end);
}
