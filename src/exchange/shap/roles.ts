// Which columns of a table are no features: how tools and people name them.
import type { Declared } from '../../evidence/shap/declared.ts';
import type { Contributions } from './contributions.ts';
import { ShapFault } from './fault.ts';
import { rowName, type Column, type Frame } from './frame.ts';

/** Also as H2O (`BiasTerm`) and XGBoost in R (`BIAS`, `(Intercept)`) call it. */
const baseNames = /^(base[ _]?values?|expected[ _]?values?|bias(?:[ _]?term)?|\(intercept\)|e\[f\(x\)\])$/i;
const outputNames =
  /^(predictions?|model[ _]?outputs?|output|y_?pred|pred|y_?hat|margin|raw_?score|f\(x\)|fx)$/i;
const batchNames = /^batch(?:[ _]?(?:id|name))?$/i;
const idNames =
  /^(|id|index|unnamed: 0|__index_level_0__|(.*_)?(row|case|record|sample|customer|account|loan|application|patient|user)_?id|.*_id)$/i;

/** Fields of the register that name a column. */
type DeclaredColumn = 'id_column' | 'base_column' | 'prediction_column' | 'batch_column';

/** The columns of a table by what they are for. */
export interface Roles {
  id: Column | null;
  base: Column | null;
  output: Column | null;
  batch: Column | null;
  /** The rest, in the order of the file. */
  rest: Column[];
}

/**
 * Tells identifiers, base values, outputs and batches from features: by what the register declares, else by their names. A name
 * that the feature register knows is a feature; a name such as `customer_id` is an identifier only when its cells look
 * like one, all texts or all different whole numbers, as contributions never do.
 * @throws {ShapFault} when a column that is declared is not there.
 */
export function rolesOf(frame: Frame, declared: Declared, known: ReadonlySet<string>): Roles {
  const find = (field: 'base_column' | 'prediction_column', names: RegExp): Column | null => {
    const isMeant = ({ name }: Column): boolean => names.test(name) && !known.has(name);
    return columnDeclared(frame, declared, field) ?? frame.columns.find(isMeant) ?? null;
  };
  const batch = batchColumn(frame, declared, known);
  const isId = (column: Column): boolean =>
    column !== batch && idNames.test(column.name) && !known.has(column.name);
  const stated = columnDeclared(frame, declared, 'id_column') ?? frame.columns.find(isId) ?? null;
  const id = stated && (declared.id_column !== undefined || looksLikeId(stated, frame.n)) ? stated : null;
  const base = find('base_column', baseNames);
  const output = find('prediction_column', outputNames);
  const other = new Set(declared.other_columns ?? []);
  for (const name of other) {
    if (!frame.columns.some((column) => column.name === name))
      throw missingColumn(name, 'other_columns', frame);
  }
  const taken = new Set([id, base, output, batch]);
  const left = frame.columns.filter((one) => !taken.has(one) && !other.has(one.name) && !known.has(one.name));
  const counter = declared.id_column === undefined ? left.find((one) => isCounter(one)) : undefined;
  const asked = left.find((one) => one !== counter && tellsRowsApart(one, frame.n));
  if (asked) throw rowNames(asked);
  if (counter) taken.add(counter);
  return {
    id: id ?? counter ?? null,
    base,
    output,
    batch,
    rest: frame.columns.filter((one) => !taken.has(one) && !other.has(one.name)),
  };
}

/** The column that says which batch a row is of; not one that the register has another use for. */
export function batchColumn(
  frame: Frame,
  declared: Declared,
  known: ReadonlySet<string> = new Set(),
): Column | null {
  const used = new Set([...known, ...(declared.other_columns ?? []), declared.id_column]);
  const named = ({ name }: Column): boolean => batchNames.test(name) && !used.has(name);
  return columnDeclared(frame, declared, 'batch_column') ?? frame.columns.find(named) ?? null;
}

/** The column that a field of the register names; `null` when it names none. @throws {ShapFault} when it is not there. */
export function columnDeclared(frame: Frame, declared: Declared, field: DeclaredColumn): Column | null {
  const name = declared[field];
  if (name === undefined) return null;
  const column = frame.columns.find((one) => one.name === name);
  if (column) return column;
  throw missingColumn(name, field, frame);
}

function missingColumn(name: string, field: string, frame: Frame): ShapFault {
  return new ShapFault({
    message: `\`${field}\` names the column \`${name}\`, and the file has none of that name`,
    field,
    detail: `${field} ${name}`,
    fix: `name one that it has: ${listed(frame.columns.map((column) => column.name))}`,
  });
}

/** Names in backticks, the first few. */
export function listed(names: readonly string[], most = 5): string {
  const shown = names.slice(0, most).map((name) => `\`${name}\``);
  return names.length > most ? `${shown.join(', ')} and ${names.length - most} more` : shown.join(', ');
}

function looksLikeId(column: Column, n: number): boolean {
  const numbers = column.numbers();
  if (numbers === null) return true;
  return numbers.every((value) => Number.isInteger(value)) && new Set(numbers).size === n;
}

/** Fewest rows from which a column of whole numbers is no chance. */
const fewestRows = 8;

/** Whether a column counts the rows, as an index does that was written with the table: contributions never do. */
function isCounter(column: Column): boolean {
  const numbers = column.numbers();
  if (numbers === null || numbers.length < fewestRows) return false;
  const [first] = numbers;
  return (first === 0 || first === 1) && numbers.every((value, row) => value === first + row);
}

/** Whether every row has a whole number of its own: an identifier, most likely, and no contribution. */
function tellsRowsApart(column: Column, n: number): boolean {
  const numbers = n < fewestRows ? null : column.numbers();
  return numbers !== null && looksLikeId(column, n);
}

function rowNames(column: Column): ShapFault {
  const at = column.place(0);
  return new ShapFault({
    message: `column \`${column.name}\` has another whole number in each row: it seems to tell the rows apart, and contributions never look so`,
    ...(at && { at }),
    detail: `row names ${column.name}`,
    fix: `say \`id_column: ${column.name}\` under \`shap:\`, or list it under \`other_columns\``,
  });
}

/** The numbers of a column. @throws {ShapFault} at its first text. */
export function numbersOf(column: Column, of: string): Float64Array {
  const numbers = column.numbers();
  if (numbers) return numbers;
  const row = column.firstText();
  const at = column.place(row);
  const isAll = row === 0;
  throw new ShapFault({
    message: `\`${column.text(row)}\` is not a number (${rowName(row)}, column \`${column.name}\`): ${of} are numbers`,
    ...(at && { at }),
    detail: `text in ${column.name}`,
    fix: /^[-+]?\d+,\d+(?:e[-+]?\d+)?$/i.test(column.text(row))
      ? 'write numbers with a decimal point, as `to_csv` does without `decimal=`'
      : isAll
        ? `name it as \`id_column\` when it tells the rows apart, or under \`other_columns\` when it is no feature`
        : 'write the file again: a number in each cell',
  });
}

/** A column of batches, for contributions of which row i is `rowOf(i)` of the table. */
export const batchIn = (column: Column, rowOf = (row: number): number => row): Contributions['batch'] => ({
  name: column.name,
  of: (row) => column.text(rowOf(row)).trim(),
  place: (row) => column.place(rowOf(row)),
});
