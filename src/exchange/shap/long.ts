import { checkNames, type Contributions } from './contributions.ts';
import type { Declared } from '../../evidence/shap/declared.ts';
import { ShapFault } from './fault.ts';
import { rowName, type Cell, type Column, type Frame } from './frame.ts';
import { batchColumn, batchIn, columnDeclared, numbersOf } from './roles.ts';
import { noRows } from './wide.ts';

const names = {
  feature: /^(feature|feature_name|variable|col_name)$/i,
  shap: /^(shap|shap_value|contribution|phi|effect)$/i,
  value: /^(value|feature_value|data)$/i,
  base: /^(base_value|expected_value)$/i,
  output: /^(prediction|output|model_output|f\(x\))$/i,
};

/** Whether a table has one row per case and feature. */
export const isLong = (frame: Frame): boolean =>
  [names.feature, names.shap].every((name) => frame.columns.some((column) => name.test(column.name)));

/**
 * Refuses long rows that do not say what their numbers are: `value` is the feature's value to some and its contribution
 * to others.
 * @throws {ShapFault} for rows of a feature and a value, and no contribution.
 */
export function checkLong(frame: Frame): void {
  const [feature, value] = [find(frame, names.feature), find(frame, names.value)];
  if (feature === null || value === null || feature.numbers() !== null) return;
  throw new ShapFault({
    message: `the file has a row for each case and feature, and \`${value.name}\` may be the value of the feature or its contribution`,
    ...(frame.head && { at: frame.head }),
    detail: 'value or contribution',
    fix: 'say `layout: long` under `shap:` if it is the contribution; else write the contribution beside it as `shap`',
  });
}

const notLong = (frame: Frame): ShapFault =>
  new ShapFault({
    message: 'the file has no column of features and of contributions, as `layout: long` says',
    ...(frame.head && { at: frame.head }),
    detail: 'not long',
    fix: 'call them `feature` and `shap`, or take `layout` out',
  });

/**
 * A table of one row per case and feature: identifier, feature, value (where there is one) and contribution. Features
 * and cases are in the order in which they first appear.
 * @throws {ShapFault} when a case lacks a feature or has it twice, and when no column tells the cases apart.
 */
export function fromLong(frame: Frame, declared: Declared): Contributions {
  if (frame.n === 0) throw noRows();
  const feature = find(frame, names.feature);
  const shap = find(frame, names.shap) ?? (declared.layout === 'long' ? find(frame, names.value) : null);
  if (shap === null || feature === null) throw notLong(frame);
  const value = find(frame, names.value) === shap ? null : find(frame, names.value);
  const base = columnDeclared(frame, declared, 'base_column') ?? find(frame, names.base);
  const output = columnDeclared(frame, declared, 'prediction_column') ?? find(frame, names.output);
  const batch = batchColumn(frame, declared);
  const taken = new Set([feature, shap, value, base, output, batch]);
  const id =
    columnDeclared(frame, declared, 'id_column') ?? frame.columns.find((column) => !taken.has(column));
  if (!id) {
    throw new ShapFault({
      message: 'no column tells which rows belong to one case',
      ...(frame.head && { at: frame.head }),
      detail: 'no id',
      fix: 'write an identifier on each row: a number will do',
    });
  }
  const phiCells = numbersOf(shap, 'contributions');
  const features = new Map<string, number>();
  const cases = new Map<string, number>();
  const at = (map: Map<string, number>, key: string): number => {
    const found = map.get(key) ?? map.size;
    map.set(key, found);
    return found;
  };
  for (let row = 0; row < frame.n; row++) {
    at(features, feature.text(row));
    at(cases, id.text(row));
  }
  const [width, n] = [features.size, cases.size];
  checkNames([...features.keys()]);
  const rowOf = new Int32Array(width * n).fill(-1);
  for (let row = 0; row < frame.n; row++) {
    const spot = features.get(feature.text(row))! * n + cases.get(id.text(row))!;
    if (rowOf[spot]! >= 0) throw twice(feature, id, row, rowOf[spot]!);
    rowOf[spot] = row;
  }
  const lacking = rowOf.indexOf(-1);
  if (lacking >= 0) {
    const [lost, one] = [[...features.keys()][Math.floor(lacking / n)]!, [...cases.keys()][lacking % n]!];
    throw new ShapFault({
      message: `the case \`${one}\` has no contribution of \`${lost}\`, and others have one`,
      detail: 'case lacks feature',
      fix: 'write a row for each case and feature; a contribution of nothing is 0',
    });
  }
  const pick = <T>(j: number, of: (row: number) => T): T[] =>
    Array.from({ length: n }, (_, i) => of(rowOf[j * n + i]!));
  const ofCase = (column: Column | null, what: string): Float64Array | null => {
    if (!column) return null;
    const cells = numbersOf(column, what);
    return Float64Array.from(pick(0, (row) => cells[row]!));
  };
  return {
    features: [...features.keys()],
    n,
    phi: Array.from({ length: width }, (_, j) => Float64Array.from(pick(j, (row) => phiCells[row]!))),
    base: ofCase(base, 'base values'),
    output: ofCase(output, 'outputs of the model'),
    values: value && Array.from({ length: width }, (_, j) => pick(j, (row): Cell => value.cell(row))),
    id: (
      (ids) => (row) =>
        ids[row]!
    )([...cases.keys()]),
    ...(batch && { batch: batchIn(batch, (row) => rowOf[row]!) }),
    className: null,
    space: null,
    notes: [],
    gaps: [],
    where: (row, j) => {
      const line = rowOf[j * n + row]!;
      return { at: shap.place(line), words: `${rowName(line)}, column \`${shap.name}\`` };
    },
  };
}

const find = (frame: Frame, name: RegExp): Column | null =>
  frame.columns.find((column) => name.test(column.name)) ?? null;

function twice(feature: Column, id: Column, row: number, before: number): ShapFault {
  const at = feature.place(row);
  return new ShapFault({
    message: `${rowName(row)} states \`${feature.text(row)}\` of the case \`${id.text(row)}\` again, after ${rowName(before)}`,
    ...(at && { at }),
    detail: 'twice',
    fix: 'write each feature of a case once; `id_column` names the column that tells cases apart',
  });
}
