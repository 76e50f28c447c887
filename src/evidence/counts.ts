// Figures held against the counts of decisions that stand beside them.
import type { Path } from '../core/place.ts';
import { countName, countNames, metricName, splitRows, type CountName } from './metric-name.ts';
import { round, slackOf } from './rounding.ts';
import type { Metric, Metrics } from './shapes/metrics.ts';
import { count } from '../core/words.ts';

/** A figure that cannot be, by the way to it in the file. */
export interface Impossible {
  path: Path;
  /** What is said of it: `is 1.2, and a share is between 0 and 1`. */
  message: string;
  /** The figures of the same file that it is at odds with. */
  beside?: { path: Path; message: string };
}

/** Figures that stand beside counts and cannot be held against them, by the way to the counts, and what would help. */
export interface Unchecked extends Impossible {
  fix: string;
}

/**
 * Rates that no counts of the same file are known to belong to: these say no threshold and those do, the thresholds
 * are several, or some of the counts are missing. What is compared, and what is not recognised, is not told.
 */
export const uncheckedIn = (content: Metrics): Unchecked[] => [
  ...uncheckedCounts(content),
  ...otherThresholds(content),
];

function uncheckedCounts(content: Metrics): Unchecked[] {
  return countsOf(content).flatMap(({ path, name, threshold, rows, cells, isAlone }): Unchecked[] => {
    const left = ratesBeside(content, rows).filter(([, one]) => !isHeld(one, threshold, isAlone));
    const missing = countNames.filter((cell) => cells[cell] === undefined);
    const short = ratesBeside(content, rows).filter(
      ([, one]) => isHeld(one, threshold, isAlone) && !isMade(one.type, cells),
    );
    const named = (some: readonly [string, Metric][]): string => some.map(([id]) => `\`${id}\``).join(', ');
    // Beside counts that say their threshold a rate of another one is simply another rate.
    const open = left.filter(([, one]) => threshold === null || one.threshold === undefined);
    return [
      ...(open.length === 0
        ? []
        : [
            {
              path,
              message:
                threshold === null
                  ? `are counts at no stated threshold, and ${named(open)} ${open.length === 1 ? 'names its own' : 'name their own'}: whether they agree cannot be known`
                  : `are counts at ${threshold}, one of several thresholds, and ${named(open)} ${open.length === 1 ? 'names' : 'name'} none: whether they agree cannot be known`,
              fix: 'let the file say the threshold of each: `threshold` beside the figure, or `_at_0.5` at the end of a flat name',
            },
          ]),
      ...(short.length === 0
        ? []
        : [
            {
              path,
              message: `${name === null ? 'is' : 'are'} without ${missing.map((cell) => `\`${cell}\``).join(' and ')}, so that ${named(short)} cannot be held against counts`,
              fix: 'write all four counts of the confusion matrix into the file',
            },
          ]),
    ];
  });
}

/** Figures of a part at another threshold than the same figure over all rows: the two are not of one decision. */
function otherThresholds({ metrics, slices, groups }: Metrics): Unchecked[] {
  const parts: { path: Path; metrics: Record<string, Metric> }[] = [
    ...Object.entries(slices ?? {}).flatMap(([dimension, values]) =>
      Object.entries(values).map(([value, part]) => ({
        path: ['slices', dimension, value, 'metrics'],
        metrics: part.metrics,
      })),
    ),
    ...Object.entries(groups ?? {}).flatMap(([attribute, table]) =>
      Object.entries(table.groups).map(([group, part]) => ({
        path: ['groups', attribute, 'groups', group, 'metrics'],
        metrics: part.metrics,
      })),
    ),
  ];
  return parts.flatMap(({ path, metrics: own }) =>
    Object.entries(own).flatMap(([id, { threshold }]): Unchecked[] => {
      const whole = Object.hasOwn(metrics, id) ? metrics[id]!.threshold : undefined;
      return threshold === undefined || whole === undefined || threshold === whole
        ? []
        : [
            {
              path: [...path, id, 'threshold'],
              message: `is ${threshold}, and over all rows it is ${whole}: the two are not of one decision`,
              beside: { path: ['metrics', id, 'threshold'], message: 'the threshold over all rows' },
              fix: 'compute both at one threshold, or say in `note` why this part has its own',
            },
          ];
    }),
  );
}

/** Counts of decisions by their outcome, all four of a matrix or as many as a file has. */
interface Counts {
  path: Path;
  /** Name of the matrix; `null` for counts that stand among the figures. */
  name: string | null;
  threshold: number | null;
  /** Rows that the name says the counts are of. */
  rows: string | null;
  cells: Partial<Record<CountName, number>>;
  /** Whether the file counts decisions over these rows only once, so that a rate without threshold is of them. */
  isAlone: boolean;
}

function countsOf({ metrics, confusion = {} }: Metrics): Counts[] {
  const tables = Object.entries(confusion).map(([name, { threshold, ...cells }]) => ({
    path: ['confusion', name],
    name,
    threshold,
    rows: splitRows(`${name}_`).rows,
    cells: cells as Counts['cells'],
  }));
  const loose = Object.entries(metrics).flatMap(([id, { type, value, threshold }]) => {
    const cell = countName(type);
    return cell === null || value === null
      ? []
      : [{ id, cell, value, threshold: threshold ?? null, rows: splitRows(id).rows }];
  });
  const parts = [...Map.groupBy(loose, ({ rows, threshold }) => `${rows} ${threshold}`).values()]
    // Two counts of one name are of two things.
    .filter((some) => new Set(some.map(({ cell }) => cell)).size === some.length)
    .map((some) => ({
      path: ['metrics', some[0]!.id],
      name: null,
      threshold: some[0]!.threshold,
      rows: some[0]!.rows,
      cells: Object.fromEntries(some.map(({ cell, value }) => [cell, value])),
    }));
  const all = [...tables, ...parts];
  return all.map((one) => ({ ...one, isAlone: all.filter(({ rows }) => rows === one.rows).length === 1 }));
}

/** The counts that each rate is made of, and how. */
const made: Readonly<
  Record<
    string,
    readonly [of: readonly CountName[], make: (of: Record<CountName, number>) => [number, number]]
  >
> = {
  accuracy: [countNames, ({ tp, fp, tn, fn }) => [tp + tn, tp + fp + tn + fn]],
  precision: [['tp', 'fp'], ({ tp, fp }) => [tp, tp + fp]],
  recall: [['tp', 'fn'], ({ tp, fn }) => [tp, tp + fn]],
  specificity: [['fp', 'tn'], ({ fp, tn }) => [tn, tn + fp]],
  false_positive_rate: [['fp', 'tn'], ({ fp, tn }) => [fp, tn + fp]],
  false_negative_rate: [['tp', 'fn'], ({ tp, fn }) => [fn, tp + fn]],
  f1: [['tp', 'fp', 'fn'], ({ tp, fp, fn }) => [2 * tp, 2 * tp + fp + fn]],
};

/** Whether all counts are there that a rate is made of. */
const isMade = (type: string, cells: Counts['cells']): boolean =>
  made[metricName(type)]![0].every((cell) => cells[cell] !== undefined);

/** What counts make of a rate; `null` where it is not defined or a count is missing. */
function makeRate(type: string, cells: Counts['cells']): number | null {
  if (!isMade(type, cells)) return null;
  const [part, whole] = made[metricName(type)]![1](cells as Record<CountName, number>);
  return whole === 0 ? null : part / whole;
}

/** Figures over the rows of counts that counts make. */
const ratesBeside = ({ metrics }: Metrics, rows: string | null): [string, Metric][] =>
  Object.entries(metrics).filter(
    ([id, { type, value }]) =>
      value !== null && splitRows(id).rows === rows && Object.hasOwn(made, metricName(type)),
  );

/** Whether a figure belongs to counts: their threshold is its own, or one file says none of the only two. */
const isHeld = (one: Metric, threshold: number | null, isAlone: boolean): boolean =>
  one.threshold === undefined ? threshold === null || isAlone : one.threshold === threshold;

/** Figures at the threshold of a confusion matrix, held against its counts. */
export function againstCounts(content: Metrics): Impossible[] {
  return countsOf(content).flatMap(({ path, name, threshold, rows, cells, isAlone }) =>
    ratesBeside(content, rows).flatMap(([id, one]): Impossible[] => {
      const counted = makeRate(one.type, cells);
      if (counted === null || !isHeld(one, threshold, isAlone)) return [];
      if (Math.abs(counted - one.value!) <= slackOf(one.value!) + 1e-12) return [];
      const counts =
        name === null ? countNames.filter((cell) => cells[cell] !== undefined).join(', ') : path.join('.');
      return [
        {
          path: ['metrics', id, 'value'],
          message: `is ${one.value}, and the counts ${name === null ? `${counts} beside it` : `of \`${counts}\``} make ${one.type} ${round(counted)}`,
          beside: { path, message: 'the counts' },
        },
      ];
    }),
  );
}

/** A matrix that counts more rows than there are. */
export const tooMany = ({ n, confusion = {} }: Metrics): Impossible[] =>
  Object.entries(confusion).flatMap(([name, { tp, fp, tn, fn }]) => {
    const sum = tp + fp + tn + fn;
    return n === null || sum <= n || splitRows(`${name}_`).rows !== null
      ? []
      : [
          {
            path: ['confusion', name],
            message: `counts ${count(sum, 'row')}, and there ${n === 1 ? 'is' : 'are'} ${n}`,
            beside: { path: ['n'], message: 'the rows' },
          },
        ];
  });

/** Counts of a whole that a rate may stand for as it is written; `null` where no whole number is near enough. */
export function countsFor(value: number, n: number, slack: number): [least: number, most: number] | null {
  const [least, most] = [Math.ceil((value - slack) * n - 1e-6), Math.floor((value + slack) * n + 1e-6)];
  return least > most ? null : [Math.max(0, least), Math.min(n, most)];
}
