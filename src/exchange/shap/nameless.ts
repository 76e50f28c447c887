// Tables without names of features: arrays that were saved as a table.
import type { Declared } from '../../evidence/shap/declared.ts';
import { arraysOfValues } from './array-files.ts';
import type { Arrays } from './explanation-parts.ts';
import { ShapFault } from './fault.ts';
import type { Column, Frame } from './frame.ts';
import { listed, rolesOf } from './roles.ts';

const number = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i;

/** Whether names count the columns from 0 or 1, as tools name what has no name. */
export const isCount = (columns: readonly Column[]): boolean => {
  const first = Number(columns[0]?.name);
  return (first === 0 || first === 1) && columns.every((column, i) => Number(column.name) === first + i);
};

/**
 * A table whose first line is a row, as `numpy.savetxt` writes one, with that row among the others; only where the
 * register names the features, since nothing else tells a header of numbers from a row.
 */
export function headed(frame: Frame, { features }: Declared): Frame {
  const { columns } = frame;
  const isRow = columns.every(({ name }) => number.test(name)) && !isCount(columns);
  if (features === undefined || !isRow) return frame;
  return {
    ...frame,
    n: frame.n + 1,
    columns: columns.map((column, at) => below(column, String(at), frame.head)),
  };
}

/** A column with its header as its first cell. */
function below(column: Column, name: string, head: Frame['head']): Column {
  const first = Number(column.name);
  let known: Float64Array | null | undefined;
  return {
    name,
    numbers: () => {
      if (known !== undefined) return known;
      const rest = column.numbers();
      return (known = rest && Float64Array.from([first, ...rest]));
    },
    firstText: () => (column.firstText() < 0 ? -1 : column.firstText() + 1),
    cell: (row) => (row === 0 ? first : column.cell(row - 1)),
    text: (row) => (row === 0 ? column.name : column.text(row - 1)),
    place: (row) => (row === 0 ? head : column.place(row - 1)),
  };
}

/**
 * The columns of several classes side by side, names and base for each, as LightGBM writes them, as one array; `null`
 * for any other table.
 * @throws {ShapFault} where the blocks have names: which class is meant has to be chosen in the file.
 */
export function blocksOf(frame: Frame, declared: Declared, known: ReadonlySet<string>): Arrays | null {
  const whole = headed(frame, declared);
  const { rest } = rolesOf(whole, declared, known);
  const names = declared.features;
  if (names === undefined || !rest.every(({ name }) => number.test(name))) {
    if (names === undefined) checkNamedBlocks(rest, known, frame);
    return null;
  }
  const block = names.length + 1;
  if (rest.length === 0 || rest.length % block !== 0 || rest.length === block) return null;
  const columns = rest.map((column) => column.numbers());
  // A text has its finding where the table is read by column.
  if (columns.some((column) => column === null)) return null;
  const data = new Float64Array(whole.n * columns.length);
  columns.forEach((column, at) => data.set(column!, at * whole.n));
  return arraysOfValues({ shape: [whole.n, columns.length], strides: [1, whole.n], data }, 'table');
}

/** Names that end with what tells classes apart: `income_0`, `income_1`. */
function checkNamedBlocks(columns: readonly Column[], known: ReadonlySet<string>, { head }: Frame): void {
  const parts = columns.map(({ name }) => /^(.+?)[_.:\- ]+([^_.:\- ]+)$/.exec(name));
  if (columns.some(({ name }) => known.has(name)) || !parts.every((part) => part !== null)) return;
  const [stems, ends] = [1, 2].map((at) => [...new Set(parts.map((part) => part[at]!))]) as [
    string[],
    string[],
  ];
  const isWhole = ends.length > 1 && stems.length > 1 && stems.length * ends.length === columns.length;
  if (!isWhole || !stems.some((stem) => /^(?:base|bias|expected)/i.test(stem))) return;
  throw new ShapFault({
    message: `the columns are ${listed(stems)} once for each of ${listed(ends)}: contributions of ${ends.length} classes, each with its base value`,
    ...(head && { at: head }),
    detail: 'classes side by side',
    fix: 'keep the columns of one class, called by the names of the features, or write one file for each class',
  });
}
