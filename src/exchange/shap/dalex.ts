/**
 * Tables of DALEX and iBreakDown: one case, taken apart along several orders of its features.
 * Source: ModelOriented/DALEX `R/predict_parts.R`, `R/shap_utils.R`; the Python package writes the same columns.
 */
import { checkNames, type Contributions } from './contributions.ts';
import { ShapFault } from './fault.ts';
import { rowName, type Cell, type Column, type Frame } from './frame.ts';
import { numbersOf } from './roles.ts';

const column = (frame: Frame, name: string): Column | null =>
  frame.columns.find((one) => one.name === name) ?? null;

/** Whether a table is what `predict_parts` gives, of any type. */
export const isDalex = (frame: Frame): boolean =>
  ['variable', 'contribution', 'variable_name'].every((name) => column(frame, name) !== null);

/**
 * The contributions of the one case: their averages over the orders, which are the rows of `B` 0.
 * @throws {ShapFault} for a break-down along one order, for no averages, and for several models.
 */
export function fromDalex(frame: Frame): Contributions {
  const [feature, shap] = [column(frame, 'variable_name')!, column(frame, 'contribution')!];
  const orders = column(frame, 'B');
  const head = frame.head && { at: frame.head };
  if (orders === null) {
    throw new ShapFault({
      message:
        'the file is a break-down along one order of the features: in another order they would contribute otherwise',
      ...head,
      detail: 'one order',
      fix: 'write `predict_parts(…, type = "shap")`, which averages over orders',
    });
  }
  const order = numbersOf(orders, 'numbers of orders');
  const rows = Array.from({ length: frame.n }, (_, row) => row).filter((row) => order[row] === 0);
  if (rows.length === 0) {
    throw new ShapFault({
      message: 'no row holds an average over the orders of the features: none has `B` 0',
      ...head,
      detail: 'no averages',
      fix: 'write the whole result of `predict_parts`, with the rows of `B` 0',
    });
  }
  const label = column(frame, 'label');
  const models = [...new Set(rows.map((row) => label?.text(row) ?? ''))];
  if (models.length > 1) {
    throw new ShapFault({
      message: `the file explains ${models.length} models: ${models.map((one) => `\`${one}\``).join(', ')}`,
      ...head,
      detail: 'several models',
      fix: 'write a file for each model',
    });
  }
  const features = rows.map((row) => feature.text(row));
  checkNames(features, frame.head);
  const phi = numbersOf(shap, 'contributions');
  const value = column(frame, 'variable_value');
  const count = new Set(order).size - 1;
  return {
    features,
    n: 1,
    phi: rows.map((row) => Float64Array.of(phi[row]!)),
    base: null,
    output: null,
    values: value && rows.map((row): Cell[] => [value.cell(row)]),
    id: null,
    className: null,
    space: null,
    notes: [
      count > 0
        ? `Averages over ${count} sampled orders of the features (DALEX): estimates of Shapley values.`
        : 'Averages over sampled orders of the features (DALEX): estimates of Shapley values.',
    ],
    gaps: [],
    where: (_, j) => ({
      at: shap.place(rows[j]!),
      words: `${rowName(rows[j]!)}, column \`contribution\``,
    }),
  };
}
