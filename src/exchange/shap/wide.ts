import { checkNames, type Contributions, type Values } from './contributions.ts';
import type { Declared } from '../../evidence/shap/declared.ts';
import { ShapFault } from './fault.ts';
import { rowName, type Column, type Frame } from './frame.ts';
import { isCount } from './nameless.ts';
import { batchIn, listed, numbersOf, rolesOf } from './roles.ts';
import { count } from '../../core/words.ts';

/**
 * A table of one row per case and one column per feature, with or without an identifier, a base value and the model's
 * output. Where columns come in pairs `income` and `shap_income` (or `income_shap`), the plain one holds the values.
 * A table whose columns have numbers for names is an array without names: `features` names them, and one column more
 * than there are names is the base, as XGBoost and LightGBM write it.
 * @param known names of the feature register.
 * @throws {ShapFault} for cells that are no numbers and for columns without names.
 */
export function fromWide(frame: Frame, declared: Declared, known: ReadonlySet<string>): Contributions {
  if (frame.n === 0) throw noRows();
  const roles = rolesOf(frame, declared, known);
  const { shap, values } = pairsOf(roles.rest, known, frame.head);
  const { columns, names, base } =
    declared.layout === 'contribs' && !roles.base
      ? lastIsBase(shap, frame, declared)
      : namesOf(shap, frame, declared);
  if (columns.length === 0) {
    throw new ShapFault({
      message: 'no column holds contributions',
      ...(frame.head && { at: frame.head }),
      detail: 'no features',
      fix: 'write one column for each feature',
    });
  }
  checkNames(names, frame.head);
  const phi = columns.map((column) => numbersOf(column, 'contributions'));
  const baseColumn = roles.base ?? base;
  return {
    features: names,
    n: frame.n,
    phi,
    base: baseColumn ? checkedColumn(baseColumn, 'base values') : null,
    output: roles.output ? checkedColumn(roles.output, 'outputs of the model') : null,
    values: values && names.map((name) => valuesOf(values.get(name), frame.n)),
    id: roles.id && ((row) => roles.id!.text(row)),
    ...(roles.batch && { batch: batchIn(roles.batch) }),
    className: null,
    space: null,
    notes: notesOf(roles.base, base, declared),
    gaps: [],
    where: (row, feature) => ({
      at: columns[feature]!.place(row),
      words: `${rowName(row)}, column \`${columns[feature]!.name}\``,
    }),
  };
}

/** What is said of a file without rows. */
export const noRows = (): ShapFault =>
  new ShapFault({
    message: 'the file has no rows',
    detail: 'no rows',
    fix: 'write the file again with the rows that were explained',
  });

function notesOf(named: Column | null, last: Column | null, declared: Declared): string[] {
  const column = named ?? last;
  if (column === null || column.name === declared.base_column) return [];
  return named ? [`Base value: column \`${column.name}\`.`] : ['Base value: the last column.'];
}

/** Contributions and values, where a table holds both; the names of the contributions are cleared of their mark. */
function pairsOf(
  rest: readonly Column[],
  known: ReadonlySet<string>,
  head: Frame['head'],
): { shap: Column[]; values: Map<string, Column> | null } {
  const byName = new Map(rest.map((column) => [column.name, column]));
  const plain = (name: string): string | null => {
    if (known.has(name)) return null;
    const match =
      /^shap(?:_values?)?[_. :](.+)$/i.exec(name) ??
      /^(.+)[_. ](?:shap(?:_values?)?|contrib(?:ution)?s?)$/i.exec(name);
    return match?.[1] ?? null;
  };
  const marked = rest.filter((column) => plain(column.name) !== null);
  const isPlain = (column: Column): boolean => plain(column.name) === null;
  if (marked.length === 0) return { shap: [...rest], values: null };
  const shap = marked.map((column) => ({ ...column, name: plain(column.name)! }));
  const names = new Set(shap.map((column) => column.name));
  const values = new Map([...byName].filter(([name]) => names.has(name)));
  const strays = rest.filter((column) => isPlain(column) && !names.has(column.name));
  // Columns of neither sort: not all is marked, so the mark is part of a name; unless each mark has its plain column.
  if (strays.length > 0) {
    if (values.size < names.size) return { shap: [...rest], values: null };
    const [{ name }] = strays as [Column];
    throw new ShapFault({
      message: `columns come in pairs such as \`${shap[0]!.name}\` and \`${marked[0]!.name}\`, and ${listed(strays.map((column) => column.name))} ${strays.length === 1 ? 'is in none' : 'are in none'}`,
      detail: 'no pair',
      ...(head && { at: head }),
      fix: `say under \`shap:\` what it is, as \`prediction_column: ${name}\`, \`base_column: ${name}\` or \`id_column: ${name}\`, or list it under \`other_columns\``,
    });
  }
  return { shap, values: values.size > 0 ? values : null };
}

/** The columns of `pred_contribs`: the last is the base, whatever it is called. */
function lastIsBase(columns: Column[], frame: Frame, declared: Declared): ReturnType<typeof namesOf> {
  const named = namesOf(columns, frame, {
    features: declared.features ?? columns.slice(0, -1).map(({ name }) => name),
  });
  return named.base ? named : { ...named, base: columns.at(-1)! };
}

/** Names for columns that have numbers for names; with one column more than names, the last is the base. */
function namesOf(
  columns: Column[],
  frame: Frame,
  { features }: Declared,
): { columns: Column[]; names: string[]; base: Column | null } {
  const isUnnamed = columns.every((column) => /^[-+]?\d+(\.\d+)?(e[-+]?\d+)?$/i.test(column.name));
  if (!isUnnamed && features === undefined)
    return { columns, names: columns.map((column) => column.name), base: null };
  if (features === undefined) throw noNames(columns.length, frame.head);
  if (isUnnamed && !isCount(columns)) {
    throw new ShapFault({
      message: 'the first line holds numbers: the file has no header',
      ...(frame.head && { at: frame.head }),
      detail: 'no header',
      fix: 'write it again with a header: `DataFrame(values, columns=names).to_csv(…, index=False)`',
    });
  }
  if (!isUnnamed) return chosen(columns, features);
  if (columns.length === features.length) return { columns, names: features, base: null };
  if (columns.length === features.length + 1)
    return { columns: columns.slice(0, -1), names: features, base: columns.at(-1)! };
  throw wrongWidth(columns.length, features.length, frame.head);
}

/** The columns that are declared, in that order. */
function chosen(columns: Column[], features: string[]): { columns: Column[]; names: string[]; base: null } {
  const picked = features.map((name) => {
    const column = columns.find((one) => one.name === name);
    if (column) return column;
    throw new ShapFault({
      message: `\`features\` names \`${name}\`, and the file has no column of that name`,
      field: 'features',
      detail: `features ${name}`,
      fix: 'correct the name, or leave `features` out: the header has the names',
    });
  });
  return { columns: picked, names: features, base: null };
}

/**
 * The fault of contributions without names.
 * @param why what kept the names of the file from being read, if anything did.
 */
export const noNames = (width: number, at?: Frame['head'], why?: string): ShapFault =>
  new ShapFault({
    message: `the file has ${count(width, 'column')} and no names of features${why === undefined ? '' : `: ${why}`}`,
    ...(at && { at }),
    field: 'features',
    detail: 'no names',
    fix: 'list the names in the order of the columns as `features` under `shap:`',
  });

/** The fault of another number of columns than names. */
export const wrongWidth = (width: number, names: number, at?: Frame['head']): ShapFault =>
  new ShapFault({
    message: `the file has ${count(width, 'column')}, and \`features\` names ${names}`,
    ...(at && { at }),
    field: 'features',
    detail: 'wrong width',
    fix: 'list one name for each column; a last column more than names is taken for the base value',
  });

function checkedColumn(column: Column, of: string): Float64Array {
  const numbers = numbersOf(column, of);
  const row = numbers.findIndex((value) => !Number.isFinite(value));
  if (row < 0) return numbers;
  const at = column.place(row);
  throw new ShapFault({
    message: `${rowName(row)}, column \`${column.name}\`: there is no number`,
    ...(at && { at }),
    detail: `not finite ${column.name}`,
    fix: `${of} are finite numbers on each row: write the file again`,
  });
}

/** Feature values of a column: numbers where all are, else its cells; nothing where there is none. */
export function valuesOf(column: Column | undefined, n: number): Values {
  if (!column) return new Float64Array(n).fill(NaN);
  return column.numbers() ?? Array.from({ length: n }, (_, row) => column.cell(row));
}
