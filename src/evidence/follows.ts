// Figures of a file of metrics that follow from others of it: intervals from counts, errors from bins, totals from parts.
import { count } from '../core/words.ts';
import type { Path } from '../core/place.ts';
import type { Impossible } from './counts.ts';
import { metricName } from './metric-name.ts';
import { pointsOf, ratesOf, sharesOf } from './performance/follows.ts';
import { observedToExpected, rateIn, rateOf, type Part } from './rates-follow.ts';
import { round, slackAmong } from './rounding.ts';
import type { Metric, Metrics } from './shapes/metrics.ts';

/**
 * Every figure that is not what others of the file make it. What no rule makes, such as a bootstrap interval, is left
 * alone; figures are allowed the rounding of the digits they are written with.
 */
export const unfollowed = (content: Metrics): Impossible[] => [
  ...metricTables(content).flatMap(({ path, part, metrics }) =>
    Object.entries(metrics).flatMap(([id, one]) => [
      ...rateOf(one, part, [...path, id]),
      ...observedToExpected(one, part, [...path, id]),
      ...rowsOf(id, one, part, path),
    ]),
  ),
  ...gainsOver(content),
  ...Object.entries(content.groups ?? {}).flatMap(([name, table]) => sumOfGroups(table, ['groups', name])),
  ...calibrations(content).flatMap(({ path, table }) => binsOf(table, path)),
  ...Object.entries(content.curves ?? {}).flatMap(([id, curve]) => pointsOf(curve, ['curves', id])),
  ...Object.entries(content.thresholds ?? {}).flatMap(([id, one]) => ratesOf(one, ['thresholds', id])),
  ...Object.entries(content.gains ?? {}).flatMap(([id, one]) => sharesOf(one, ['gains', id])),
];

type Bins = NonNullable<Metrics['calibration']>[string];

interface MetricTable {
  /** The way to the metrics. */
  path: Path;
  part: Part;
  metrics: Record<string, Metric>;
}

function* partsOf({ slices, groups }: Metrics): Generator<{
  path: Path;
  part: MetricTable['part'] & { metrics: Record<string, Metric>; calibration?: Bins | undefined };
}> {
  for (const [dimension, values] of Object.entries(slices ?? {}))
    for (const [value, part] of Object.entries(values)) yield { path: ['slices', dimension, value], part };
  for (const [attribute, table] of Object.entries(groups ?? {}))
    for (const [group, part] of Object.entries(table.groups))
      yield { path: ['groups', attribute, 'groups', group], part };
}

const metricTables = (content: Metrics): MetricTable[] => [
  { path: ['metrics'], part: { n: content.n }, metrics: content.metrics },
  ...[...partsOf(content)].map(({ path, part }) => ({
    path: [...path, 'metrics'],
    part,
    metrics: part.metrics,
  })),
  ...Object.entries(content.groups ?? {}).map(([attribute, { n, disparities }]) => ({
    path: ['groups', attribute, 'disparities'],
    part: { n },
    metrics: disparities ?? {},
  })),
];

const calibrations = (content: Metrics): { path: Path; table: Bins }[] => [
  ...Object.entries(content.calibration ?? {}).map(([id, table]) => ({ path: ['calibration', id], table })),
  ...[...partsOf(content)].flatMap(({ path, part }) =>
    part.calibration ? [{ path: [...path, 'calibration'], table: part.calibration }] : [],
  ),
];

/** Rows of a figure that are more than the rows of its part, or other than those with the outcome of which it is a share. */
function rowsOf(id: string, { type, n: rows }: Metric, { n, positives }: Part, path: Path): Impossible[] {
  if (rows === undefined || n === null) return [];
  const part = path.slice(0, -1);
  if (rows > n)
    return [
      {
        path: [...path, id, 'n'],
        message: `is ${rows}, and there ${n === 1 ? 'is' : 'are'} ${count(n, 'row')}`,
        beside: { path: [...part, 'n'], message: 'the rows' },
      },
    ];
  return metricName(type) === 'recall' && positives !== undefined && rows !== positives && rows !== n
    ? [
        {
          path: [...path, id, 'n'],
          message: `is ${rows}, and ${count(positives, 'row')} ${positives === 1 ? 'has' : 'have'} the outcome, of which recall is a share`,
          beside: { path: [...part, 'positives'], message: 'rows with the outcome' },
        },
      ]
    : [];
}

/** A gain over a challenger, by the names that `casebook profile --metrics` writes, that is not the difference of the two. */
function gainsOver({ metrics }: Metrics): Impossible[] {
  const valueOf = (id: string): number | null => (Object.hasOwn(metrics, id) ? metrics[id]!.value : null);
  return Object.entries(metrics).flatMap(([id, { value }]): Impossible[] => {
    const measure = /^(.+)_gain$/.exec(id)?.[1];
    if (measure === undefined || value === null) return [];
    const [own, other] = [
      valueOf(`champion_${measure}`) ?? valueOf(measure),
      valueOf(`challenger_${measure}`),
    ];
    if (own === null || other === null) return [];
    const slack = 3 * slackAmong(own, other, value);
    // Of an error, less is a gain.
    return Math.abs(Math.abs(own - other) - Math.abs(value)) <= slack + 1e-9
      ? []
      : [
          {
            path: ['metrics', id, 'value'],
            message: `is ${value}, and ${own} less ${other} is ${round(own - other)}`,
            beside: { path: ['metrics', `challenger_${measure}`, 'value'], message: 'the challenger' },
          },
        ];
  });
}

/** Groups that do not add up to their table, or whose share is another. */
function sumOfGroups({ n, groups }: NonNullable<Metrics['groups']>[string], path: Path): Impossible[] {
  const counts = Object.values(groups).map((group) => group.n);
  if (n === null || counts.includes(null)) return [];
  const sum = counts.reduce<number>((all, one) => all + one!, 0);
  const found: Impossible[] =
    sum === n ? [] : [{ path: [...path, 'n'], message: `is ${n}, and the groups add up to ${sum}` }];
  for (const [name, { n: rows, share }] of Object.entries(groups)) {
    if (share === undefined || n === 0 || Math.abs(share - rows! / n) <= slackAmong(share) + 1e-9) continue;
    const message = `is ${share}, and ${rows} of ${count(n, 'row')} make ${round(rows! / n)}`;
    found.push({
      path: [...path, 'groups', name, 'share'],
      message,
      beside: { path: [...path, 'groups', name, 'n'], message: 'the rows' },
    });
  }
  return found;
}

/** Bins whose mean is not in them, whose interval is another, or that make other errors than are stated. */
function binsOf({ bins, n, ece, mce, ci_method: method }: Bins, path: Path): Impossible[] {
  const found = bins.flatMap((bin, i): Impossible[] => {
    const at = [...path, 'bins', i];
    const slack = slackAmong(bin.lower, bin.upper, bin.predicted ?? 0);
    const { predicted, observed, ci_lower: lower, ci_upper: upper } = bin;
    const isOut =
      predicted !== null && (predicted < bin.lower - 2 * slack || predicted > bin.upper + 2 * slack);
    return [
      ...(isOut
        ? [
            {
              path: [...at, 'predicted'],
              message: `is ${predicted}, and the bin is from ${bin.lower} to ${bin.upper}`,
            },
          ]
        : []),
      ...(/^wilson$/i.test(method ?? '') && observed !== null && lower != null && upper != null && bin.n > 0
        ? rateIn({ value: observed, lower, upper, n: bin.n }, at, {
            value: 'observed',
            lower: 'ci_lower',
            upper: 'ci_upper',
          })
        : []),
    ];
  });
  const gaps = bins.flatMap(({ predicted, observed, n: rows }) =>
    predicted === null || observed === null ? [] : [{ gap: Math.abs(predicted - observed), rows }],
  );
  if (gaps.length === 0 || n === 0 || gaps.length < bins.filter((bin) => bin.n > 0).length) return found;
  const slack = slackAmong(...bins.flatMap(({ predicted, observed }) => [predicted ?? 0, observed ?? 0]));
  const made = {
    ece: gaps.reduce((sum, { gap, rows }) => sum + (gap * rows) / n, 0),
    mce: Math.max(...gaps.map(({ gap }) => gap)),
  };
  for (const [name, said] of [
    ['ece', ece],
    ['mce', mce],
  ] as const) {
    if (
      said === undefined ||
      Math.abs(said - made[name]) <= 2 * slack + slackAmong(said, ...bins.map(({ lower }) => lower)) + 1e-9
    )
      continue;
    found.push({
      path: [...path, name],
      message: `is ${said}, and the bins make ${round(made[name])}`,
      beside: { path: [...path, 'bins'], message: 'the bins' },
    });
  }
  return found;
}
