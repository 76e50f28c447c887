import type { Item } from '../../core/artefact.ts';
import { formatDate, type CalendarDate } from '../../core/date.ts';
import type { DriftRow, Portfolio } from '../../core/portfolio.ts';
import type { Evidence } from '../../core/records.ts';
import { isFault } from '../control/chart.ts';
import { signalsOf } from '../control/index.ts';
import { isEnough, verdictOf } from '../drift/verdict.ts';
import type { Profile } from '../shapes/profile.ts';
import { controlOf } from './control.ts';
import { metricSeries, type MetricPoint, type MetricSeries } from './metric.ts';
import { isForBatches, metricMonitors, monitorOf, type MetricMonitor } from './monitor.ts';
import { count } from '../../core/words.ts';

/** The readings of one metric, judged: rows like those of a drift statistic. */
export interface MetricReadings {
  feature: string;
  method: string;
  read: {
    row: DriftRow;
    correction: null;
    minimum: number;
    /** The verdict is given already. */
    judged: false;
  }[];
}

/**
 * The readings of the metrics of a profile that a monitor of its system watches, by id: performance, calibration,
 * rates, latency, business figures. The other metrics are drawn and judge nothing. A batch whose outcomes cannot be
 * known yet has no reading; one that has no value for another reason has a reading without verdict.
 * @param items the monitors of the system.
 */
export function* metricReadings(
  evidence: Evidence,
  profile: Profile,
  items: readonly Item[],
  portfolio: Pick<Portfolio, 'index' | 'policy' | 'as_of'>,
): Iterable<MetricReadings> {
  const all = metricSeries(profile, portfolio.as_of);
  if (all.length === 0) return;
  const monitors = metricMonitors(items, portfolio);
  const tier = portfolio.index.systems.get(evidence.system!)?.risk_tier ?? null;
  const asked = tier === null ? 0 : portfolio.policy.tiers[tier].minimum_sample;
  for (const series of all) {
    const monitor = monitorOf(series.id, series.type, evidence, monitors);
    if (monitor === null) continue;
    const minimum = Math.max(asked, monitor.minimum_n ?? 0);
    const signals = signalled(series, monitor);
    const read = series.points.flatMap((point) => {
      if (point.state === 'pending') return [];
      const row = { ...unjudged(series, point, monitor), system: evidence.system!, evidence: evidence.id };
      judge(row, point, monitor, { minimum, profile, isSignal: signals.has(point.batch) });
      return [{ row, correction: null, minimum, judged: false as const }];
    });
    yield { feature: series.id, method: series.type, read };
  }
}

const unjudged = (
  { id, type }: MetricSeries,
  { batch, to, value, n, interval }: MetricPoint,
  monitor: MetricMonitor,
): Omit<DriftRow, 'system' | 'evidence'> => ({
  source: 'series',
  tool: null,
  feature: id,
  batch,
  batch_to: to,
  monitor: monitor.id,
  method: type,
  bins: 0,
  zero_rule: 'none',
  value,
  p_value: null,
  adjusted: null,
  interval,
  bound: null,
  amber: monitor.amber,
  threshold: monitor.red,
  threshold_source: monitor.amber === null && monitor.red === null ? null : monitor.id,
  noise_floor: null,
  direction: monitor.direction,
  n_ref: null,
  n_cur: n,
  recomputed: null,
  note: null,
  verdict: 'no-verdict',
  decision: null,
});

/** Gives a reading its verdict and says what else has to be known about it. */
function judge(
  row: DriftRow,
  point: MetricPoint,
  monitor: MetricMonitor,
  given: { minimum: number; profile: Profile; isSignal: boolean },
): void {
  const isFit = isForBatches(monitor.window, given.profile);
  // Only the current side has rows. Where a metric does not state its own, it rests on the batch's at the most.
  const counted = row.n_cur ?? point.rows;
  const counts = { n_ref: counted, n_cur: counted };
  // An interval about zero says of a rate or a score nothing that one about another value does not.
  if (isFit) row.verdict = verdictOf({ ...row, ...counts, interval: null }, given.minimum);
  const notes = [
    withoutValue(point),
    isFit
      ? null
      : `its limits are for a window of ${monitor.window}, and a batch is one ${given.profile.time.by}`,
    isEnough(counts, given.minimum) ? null : `fewer than ${count(given.minimum, 'row')}`,
    row.verdict === 'no-verdict' ? null : unsettled(row),
    given.isSignal ? `signal on its ${monitor.chart!.name} chart` : null,
  ].filter((note) => note !== null);
  row.note = notes.length === 0 ? null : notes.join('; ');
}

function withoutValue({ state, known_from: from }: MetricPoint): string | null {
  if (state === 'overdue') return `no value, though its outcomes were due on ${dayOf(from!)}`;
  return state === 'missing' ? 'no value, and the file states no label latency' : null;
}

const dayOf = (date: CalendarDate): string => formatDate(date, 'short');

/**
 * Which limit lies inside the interval of a reading, so that the reading does not settle on which side of it the
 * true value is; `null` if none. The verdict stays that of the value.
 */
function unsettled({
  interval,
  amber,
  threshold,
}: Pick<DriftRow, 'interval' | 'amber' | 'threshold'>): string | null {
  if (interval === null) return null;
  const within = (limit: number | null): limit is number =>
    limit !== null && interval.lower < limit && limit < interval.upper;
  if (within(threshold)) return `not settled: its interval crosses red ${threshold}`;
  return within(amber) ? `not settled: its interval crosses amber ${amber}` : null;
}

/** The batches at which a monitor's control chart signals. */
function signalled(series: MetricSeries, { chart }: MetricMonitor): Set<string> {
  const made = chart === null ? null : controlOf(series, chart);
  if (made === null || isFault(made)) return new Set();
  return new Set(signalsOf(made).map((index) => series.points[index]!.batch));
}
