import { checkNames, type Totals } from './contributions.ts';
import { ShapFault } from './fault.ts';
import { rowName, type Column, type Frame } from './frame.ts';
import { numbersOf } from './roles.ts';
import { noRows } from './wide.ts';
import { count } from '../../core/words.ts';

/**
 * Whether a table is a list of features with their mean |contribution|: two columns (pandas adds a third that counts
 * the rows), texts and numbers; or a column of features and one that is called a mean or an importance among others.
 */
export function isTable(frame: Frame): boolean {
  const [names, means] = pairOf(frame);
  return names !== undefined && means !== undefined;
}

/**
 * A table feature → mean |contribution|, as `Series.to_csv` writes it (header `,0`) or with names over its columns.
 * @throws {ShapFault} for a mean that is negative or no number.
 */
export function fromTable(frame: Frame): Totals {
  if (frame.n === 0) throw noRows();
  const [names, means] = pairOf(frame);
  if (!names || !means) {
    throw new ShapFault({
      message: `the file has ${count(frame.columns.length, 'column')}: a table of means has two, feature and mean`,
      ...(frame.head && { at: frame.head }),
      detail: 'no table',
      fix: 'correct `layout`, or write the table with two columns',
    });
  }
  const features = Array.from({ length: frame.n }, (_, row) => names.text(row));
  checkNames(features, frame.head);
  const meanAbs = [...numbersOf(means, 'means')];
  const wrong = meanAbs.findIndex((value) => !(Number.isFinite(value) && value >= 0));
  if (wrong < 0) return { features, meanAbs };
  const at = means.place(wrong);
  throw new ShapFault({
    message: `${rowName(wrong)}: \`${means.text(wrong)}\` is no mean of absolute values`,
    ...(at && { at }),
    detail: 'negative mean',
    fix: 'write `abs(values).mean(axis=0)`: a signed mean hides what cancels out',
  });
}

function pairOf(frame: Frame): Column[] {
  const columns = frame.columns.filter(
    (column, i) => !(frame.columns.length === 3 && i === 0 && /^(|index|unnamed: 0)$/i.test(column.name)),
  );
  if (columns.length !== 2) return namedPairOf(columns);
  const [names, means] = columns;
  if (names!.firstText() < 0 || means!.firstText() >= 0) return [];
  if (!/^(|feature.*|variable|name|column|col_name|index|unnamed: 0)$/i.test(names!.name)) return [];
  return meanName.test(means!.name) ? [names!, means!] : [];
}

const meanName = /^(0|shap|.*(mean|importance|abs).*)$/i;

/** Features and their means among other columns, such as a standard deviation; not where two could be the mean. */
function namedPairOf(columns: readonly Column[]): Column[] {
  const [names, ...others] = columns;
  if (names === undefined || !/^(features?|feature_names?|variable|col_name)$/i.test(names.name)) return [];
  const means = others.filter((column) => meanName.test(column.name));
  if (names.firstText() < 0 || means.length !== 1 || others.some((column) => column.firstText() >= 0))
    return [];
  return [names, means[0]!];
}
