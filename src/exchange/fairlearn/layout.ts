// Which columns of a `by_group` table tell groups apart, and which are metrics: as the register says, else as far as
// the file itself decides it.
import { parseNumber } from '../reading-of.ts';
import { MetricsFaultError } from '../metrics/fault.ts';
import { isFigureName } from './figures.ts';

/** What the register says of a table of Fairlearn. */
export interface ByGroup {
  sensitive?: readonly string[];
  control?: readonly string[];
  comparison_group?: string;
}

/** The columns of a table by what they mean, as positions. */
export interface Layout {
  control: readonly number[];
  sensitive: readonly number[];
  figures: readonly number[];
}

type Cells = readonly (readonly string[])[];

/**
 * The layout of a table, or `null` when it is none of Fairlearn's. Its index columns stand first, control features
 * before sensitive ones, and nothing else tells them from each other.
 * Source: fairlearn `fairlearn/metrics/_metric_frame.py`, `MetricFrame.by_group`.
 * @throws {MetricsFaultError} with a question where the file leaves open which columns are which.
 */
export function layoutOf(cells: Cells, declared: ByGroup | null): Layout | null {
  const names = (cells[0] ?? []).map((name) => name.trim());
  if (declared !== null) return asDeclared(names, declared);
  const first = names.findIndex((name) => isFigureName(name));
  if (first < 1) return null;
  const rest = names.slice(first).map((_, i) => first + i);
  const index = names.slice(0, first).map((_, i) => i);
  const role = (prefix: string) => index.filter((i) => names[i]!.startsWith(prefix));
  const [control, sensitive] = [role('control_feature_'), role('sensitive_feature_')];
  if (sensitive.length > 0 && control.length + sensitive.length === index.length) {
    return { control, sensitive, figures: rest };
  }
  // Other tables hold accuracies too: of classes, of models, of thresholds.
  if (!names.some((name) => name === 'selection_rate')) return null;
  const numeric = index.filter((i) => cells.slice(1).every((row) => isNumber(row[i] ?? '')));
  const listed = index.map((i) => `\`${names[i]!}\``).join(', ');
  const ask = (message: string): never => {
    throw new MetricsFaultError({
      message,
      detail: 'by_group',
      fix: `add \`by_group: { sensitive: [${index.map((i) => names[i]!).join(', ')}] }\` to the row, with control features under \`control\` instead; or register it as \`type: report\``,
    });
  };
  if (numeric.length > 0) {
    const isCode = numeric.every((i) =>
      cells.slice(1).every((row) => /^-?\d+(?:\.0)?$/.test(row[i]!.trim())),
    );
    // A column of fractions before a metric is a threshold or a score.
    if (!isCode) return null;
    ask(
      index.length > 1
        ? `${listed} stand before the metrics, and whether their numbers are groups the file does not say`
        : `${listed} stands before the metrics, and whether its numbers are groups the file does not say`,
    );
  }
  if (index.length > 1) {
    ask(`${listed} tell the groups apart, and whether the first are control features the file does not say`);
  }
  return { control: [], sensitive: index, figures: rest };
}

const isNumber = (text: string): boolean => typeof parseNumber(text) === 'number';

function asDeclared(names: readonly string[], { sensitive = [], control = [] }: ByGroup): Layout {
  const at = (name: string): number => {
    const found = names.indexOf(name);
    if (found >= 0) return found;
    throw new MetricsFaultError({
      message: `there is no column \`${name}\`, which the register names under \`by_group\`; the columns are ${names.map((one) => `\`${one}\``).join(', ')}`,
      detail: `column ${name}`,
      fix: 'correct the name under `by_group` of the row',
    });
  };
  const index = { control: control.map(at), sensitive: sensitive.map(at) };
  const taken = [...index.control, ...index.sensitive];
  const twice = taken.find((one, i) => taken.indexOf(one) < i);
  if (twice !== undefined) {
    throw new MetricsFaultError({
      message: `\`by_group\` names the column \`${names[twice]!}\` twice`,
      detail: `twice ${names[twice]!}`,
      fix: 'name it once: under `sensitive` or under `control`',
    });
  }
  return { ...index, figures: names.map((_, i) => i).filter((i) => !taken.includes(i)) };
}
