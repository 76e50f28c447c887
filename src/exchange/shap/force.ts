// Force data, as `shap` writes it into its plots. Source: `shap/plots/_force.py` (0.51), AdditiveForceVisualizer.data.
import { asRecord } from '../../core/data.ts';
import { checkNames, type Contributions } from './contributions.ts';
import { ShapFault } from './fault.ts';
import { rowName, type Cell } from './frame.ts';

/** Whether JSON is the data of a force plot, of one row or of several. */
export function isForce(json: unknown): boolean {
  const record = asRecord(json);
  return record !== null && 'featureNames' in record && 'baseValue' in record;
}

/**
 * The data of a force plot: a feature that is not listed moved nothing. `link: logit` says that contributions are in
 * log-odds; `identity` says nothing of the space.
 * @throws {ShapFault} when a part of it is missing.
 */
export function fromForce(json: unknown): Contributions {
  const record = asRecord(json) ?? {};
  const names = record['featureNames'];
  if (!Array.isArray(names) || !names.every((name) => typeof name === 'string'))
    throw lacks('/featureNames', 'a list of texts');
  const base = record['baseValue'];
  if (typeof base !== 'number') throw lacks('/baseValue', 'a number');
  const several = record['explanations'];
  const rows = Array.isArray(several) ? several.map(asRecord) : [record];
  if (rows.length === 0) throw lacks('/explanations', 'a list with at least one row');
  checkNames(names);
  const phi = names.map(() => new Float64Array(rows.length));
  const values = names.map((): Cell[] => rows.map(() => null));
  const output = new Float64Array(rows.length);
  rows.forEach((row, i) => {
    const way = Array.isArray(several) ? `/explanations/${i}` : '';
    const features = asRecord(row?.['features']);
    if (!features) throw lacks(`${way}/features`, 'the effects by feature');
    for (const [key, one] of Object.entries(features)) {
      const effect = asRecord(one)?.['effect'];
      if (typeof effect !== 'number' || !phi[Number(key)])
        throw lacks(`${way}/features/${key}/effect`, 'a number of a feature there is');
      phi[Number(key)]![i] = effect;
      const value = asRecord(one)?.['value'];
      if (typeof value === 'number' || typeof value === 'string') values[Number(key)]![i] = value;
    }
    const out = row?.['outValue'];
    output[i] = typeof out === 'number' ? out : NaN;
  });
  const [named] = Array.isArray(record['outNames']) ? (record['outNames'] as unknown[]) : [];
  return {
    features: names,
    n: rows.length,
    phi,
    base,
    output: output.every(Number.isFinite) ? output : null,
    values: values.some((column) => column.some((value) => value !== null && value !== '')) ? values : null,
    id: null,
    className: typeof named === 'string' && named !== 'f(x)' && named !== '' ? named : null,
    space: record['link'] === 'logit' ? 'log-odds' : null,
    notes: ['Features that the force plot does not list moved nothing.'],
    gaps: [],
    where: (row, feature) => ({ words: `${rowName(row)}, \`${names[feature]}\`` }),
  };
}

const lacks = (pointer: string, what: string): ShapFault =>
  new ShapFault({
    message: `\`${pointer}\` is not ${what}, as force data have it`,
    pointer,
    detail: `force ${pointer}`,
    fix: 'write `force_plot(…).data` whole',
  });
