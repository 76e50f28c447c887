// `MetricFrame.by_group.to_csv()` of Fairlearn as the groups of `casebook/metrics@1`.
import { toPointer, type Path } from '../../core/place.ts';
import { withOrigins } from '../../evidence/origin.ts';
import type { Metric, Metrics } from '../../evidence/shapes/metrics.ts';
import { MetricsFaultError } from '../metrics/fault.ts';
import type { About } from '../metrics/about.ts';
import { parseNumber } from '../reading-of.ts';
import { figureOf, isCountColumn, type CountColumn, type Of } from './figures.ts';
import { layoutOf, type ByGroup, type Layout } from './layout.ts';
import { count } from '../../core/words.ts';

type Table = NonNullable<Metrics['groups']>[string];
type Slice = Table['groups'][string];

/** A table of Fairlearn: its cells, header first, and what the register says of it. */
export interface GroupSource {
  file: string;
  cells: readonly (readonly string[])[];
  declared: ByGroup | null;
}

/**
 * Reads a table of metrics by group: one block of groups for the sensitive features together (`sex|race`, its groups
 * `female|black`), or one for each combination of control features (`sex given product=card`), since groups are only
 * compared within it. `null` when the table is none of Fairlearn's.
 * Rows are known only by a column `count`, rows with the outcome only by one called `positives`.
 * @throws {MetricsFaultError} for a question that the register has to answer, or a cell that cannot be.
 */
export function readByGroup({ file, cells, declared }: GroupSource, about: About): Metrics | null {
  const layout = layoutOf(cells, declared);
  if (layout === null) return null;
  const names = cells[0]!.map((name) => name.trim());
  const fail = (row: number, column: number, message: string, fix: string): never => {
    throw new MetricsFaultError({
      message,
      at: { file, path: row < 0 ? [] : [row, column] },
      detail: `${names[column] ?? ''} ${row}`,
      fix,
    });
  };
  const repeated = names.find((name, i) => names.indexOf(name) < i);
  if (repeated !== undefined) fail(-1, 0, `the column \`${repeated}\` stands twice`, 'keep one of the two');
  if (layout.figures.length === 0) {
    fail(-1, 0, 'every column tells groups apart, and none is a metric', 'correct `by_group` of the row');
  }
  const found = new Map<string, Map<string, Slice>>();
  const origins = new Map<string, Path>();
  for (const [row, record] of cells.slice(1).entries()) {
    if (record.length !== names.length) {
      fail(
        row,
        0,
        `the row has ${count(record.length, 'value')}, and the header names ${count(names.length, 'column')}`,
        'write the file again with `mf.by_group.to_csv()`',
      );
    }
    const label = (column: number): string => {
      const text = record[column]!.trim();
      return text === ''
        ? fail(row, column, `the row names no \`${names[column]!}\``, 'name the group, or take the row out')
        : text;
    };
    const control = layout.control.map((column) => `${names[column]!}=${label(column)}`);
    const attribute = layout.sensitive.map((column) => names[column]!).join('|');
    const key = control.length === 0 ? attribute : `${attribute} given ${control.join(', ')}`;
    const group = layout.sensitive.map(label).join('|');
    const groups = found.get(key) ?? new Map<string, Slice>();
    if (groups.has(group)) {
      fail(
        row,
        layout.sensitive[0]!,
        `\`${group}\` stands twice${control.length === 0 ? '' : ` for ${control.join(', ')}`}`,
        'keep one row for each group; a column that tells the two apart belongs under `by_group`',
      );
    }
    found.set(key, groups.set(group, sliceOf({ record, row, names, layout, fail })));
    const at = ['groups', key, 'groups', group];
    if (!origins.has(toPointer(['groups', key]))) origins.set(toPointer(['groups', key]), [row]);
    origins.set(toPointer(at), [row]);
    for (const column of layout.figures) {
      const name = names[column]!;
      const field = isCountColumn(name) ? [name === 'count' ? 'n' : name] : ['metrics', name, 'value'];
      origins.set(toPointer([...at, ...field]), [row, column]);
    }
  }
  const comparison = declared?.comparison_group;
  if (comparison !== undefined && ![...found.values()].some((groups) => groups.has(comparison))) {
    const all = [...new Set([...found.values()].flatMap((groups) => [...groups.keys()]))];
    throw new MetricsFaultError({
      message: `\`${comparison}\`, which the register names as comparison group, is not one of the groups`,
      detail: 'comparison_group',
      fix: `name one of ${all.map((name) => `\`${name}\``).join(', ')}`,
    });
  }
  const made: Metrics = {
    schema: 'casebook/metrics@1',
    producer: { name: 'fairlearn MetricFrame.by_group' },
    ...about,
    // A row that has no value of a sensitive feature is in no group, so that their sum need not be all rows.
    n: null,
    metrics: {},
    groups: Object.fromEntries(
      [...found].map(([key, groups]) => [key, tableOf(Object.fromEntries(groups), comparison)]),
    ),
  };
  return withOrigins(made, origins);
}

interface Row {
  record: readonly string[];
  row: number;
  names: readonly string[];
  layout: Layout;
  fail: (row: number, column: number, message: string, fix: string) => never;
}

function sliceOf({ record, row, names, layout, fail }: Row): Slice {
  const number = (column: number): number | null => {
    const text = record[column]!;
    const parsed = parseNumber(text);
    return parsed === undefined
      ? fail(
          row,
          column,
          `\`${text.trim()}\` under \`${names[column]!}\` is no number`,
          'correct it in the file; where a metric is not defined, leave the cell empty',
        )
      : parsed;
  };
  const values = new Map(layout.figures.map((column) => [names[column]!, number(column)]));
  const countOf = (name: CountColumn): number | null => {
    const value = values.get(name) ?? null;
    if (value === null || (Number.isSafeInteger(value) && value >= 0)) return value;
    return fail(row, names.indexOf(name), `\`${value}\` under \`${name}\` is no count of rows`, 'correct it');
  };
  // A combination that no row has is in the file with every cell empty.
  const isEmpty = [...values.values()].every((value) => value === null);
  const n = isEmpty && values.has('count') ? 0 : countOf('count');
  const positives = countOf('positives');
  if (n !== null && positives !== null && positives > n) {
    const message = `\`positives\` is ${positives}, and the group has ${count(n, 'row')}`;
    fail(row, names.indexOf('positives'), message, 'count rows with the outcome within the group');
  }
  const rows: Record<Of, number | null> = {
    rows: n,
    positives,
    negatives: n === null || positives === null ? null : n - positives,
    others: null,
  };
  return {
    n,
    ...(positives !== null && { positives }),
    metrics: Object.fromEntries(
      [...values]
        .filter(([name]) => !isCountColumn(name))
        .map(([name, value]): [string, Metric] => {
          const { type, of } = figureOf(name);
          const below = rows[of];
          return [
            name,
            {
              type,
              value,
              ...(below !== null && { n: below }),
              ...(value === null && { note: n === 0 ? 'no rows' : 'not defined in the evidence' }),
            },
          ];
        }),
    ),
  };
}

/** Groups with the sum of their rows, which is known where every group says how many it has. */
function tableOf(groups: Table['groups'], comparison: string | undefined): Table {
  const counts = Object.values(groups).map(({ n }) => n);
  return {
    ...(comparison !== undefined && Object.hasOwn(groups, comparison) && { comparison_group: comparison }),
    n: counts.includes(null) ? null : counts.reduce<number>((sum, n) => sum + n!, 0),
    groups,
  };
}
