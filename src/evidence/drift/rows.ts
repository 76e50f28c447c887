import type { Item } from '../../core/artefact.ts';
import { byText, compareText } from '../../core/compare.ts';
import { itemsOf } from '../../core/items-of.ts';
import { ofSystem } from '../../core/once.ts';
import type { DriftRow, Portfolio, System } from '../../core/portfolio.ts';
import { isAnsweredBy, recordedIndex, type Answers } from '../../core/recorded-index.ts';
import type { Evidence } from '../../core/records.ts';
import { isProfile } from '../content.ts';
import { metricReadings } from '../series/rows.ts';
import type { Profile } from '../shapes/profile.ts';
import { allBaselines, baselinesOf, isAhead, monitorsAgainst, type Baseline } from './baselines.ts';
import { judge, type Read } from './judge.ts';
import { methods, type Method } from './methods.ts';
import { driftMonitors, isForRule, monitorsOf, type DriftMonitor } from './monitor.ts';
import { minimumSample } from './psi.ts';
import { reportOf } from './reported.ts';
import { reportedRows } from './reported-rows.ts';
import { sayZeroRule } from './zero-rule.ts';

/**
 * Every drift statistic of every registered profile, and every metric of one that is watched, judged by the monitors
 * of its system on the as-of date. A feature without a monitor keeps its PSI and gets no verdict. Where two files hold
 * the same reading, the one captured later counts; against two baselines it is two readings. Sorted by system, feature,
 * method and baseline, batches in the order of the profile. What other tools reported follows, in its own order.
 */
export function driftRows(portfolio: Portfolio): DriftRow[] {
  const profiles = portfolio.evidence
    .filter(
      ({ system, content, captured_at }) =>
        system !== null && isProfile(content) && !isAhead({ captured_at }, portfolio.as_of),
    )
    .sort((a, b) => compareText(a.captured_at ?? '', b.captured_at ?? '') || compareText(a.id, b.id));
  const reports = Map.groupBy(
    portfolio.evidence.filter((one) => reportOf(one) !== null && !isAhead(one, portfolio.as_of)),
    ({ system }) => system,
  );
  const computed = [...Map.groupBy(profiles, ({ system }) => system!)]
    .sort(byText(([system]) => system))
    .map(([system, files]) => rowsOnce(system, files, reports.get(system) ?? [], portfolio));
  return [...computed, reportedRows(portfolio)].flat();
}

interface Kept {
  files: readonly Evidence[];
  reports: readonly Evidence[];
  monitors: readonly Item[];
  policy: Portfolio['policy'];
  as_of: Portfolio['as_of'];
  answers: Answers;
  rows: readonly DriftRow[];
}

const kept = new WeakMap<System, Kept>();

/**
 * `rowsOfSystem`, but once for as long as the system, its profiles, its monitors and whatever else was looked up for
 * them are the same objects. The rows are shared between portfolios, and not to be changed.
 */
function rowsOnce(
  system: string,
  files: readonly Evidence[],
  reports: readonly Evidence[],
  portfolio: Portfolio,
): readonly DriftRow[] {
  const { policy, as_of } = portfolio;
  const monitors = ofSystem(itemsOf(portfolio.items, 'monitor'), system);
  const of = portfolio.index.systems.get(system);
  const before = of && kept.get(of);
  const isSame =
    before?.policy === policy &&
    before.as_of === as_of &&
    areSame(before.files, files) &&
    areSame(before.reports, reports) &&
    areSame(before.monitors, monitors) &&
    isAnsweredBy(before.answers, portfolio.index);
  if (isSame) return before.rows;
  const { index, answers } = recordedIndex(portfolio.index);
  const rows = rowsOfSystem({ files, reports }, monitors, { policy, as_of, index });
  if (of) kept.set(of, { files, reports, monitors, policy, as_of, answers: answers(), rows });
  return rows;
}

const areSame = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((one, i) => one === b[i]);

/** What the readings of a system are worked out from, besides its profiles and its monitors. */
type Ground = Pick<Portfolio, 'index' | 'policy' | 'as_of'>;

/**
 * The readings of a system's profiles, those captured later last, judged; the results of other tools say which other
 * baselines there are.
 */
function rowsOfSystem(
  { files, reports }: Pick<Kept, 'files' | 'reports'>,
  items: readonly Item[],
  ground: Ground,
): DriftRow[] {
  const monitors = driftMonitors(items).sort(byText((one) => one.id));
  const baselines = baselinesOf(files);
  const all = allBaselines(baselines.values(), reports);
  const known = new Map<string, Series>();
  for (const evidence of files) {
    const profile = evidence.content as Profile;
    const baseline = all.length > 1 ? baselines.get(evidence.id)! : null;
    const watching = baseline === null ? monitors : monitorsAgainst(monitors, baseline, all);
    const own: Series[] = [
      ...seriesOf(evidence, profile, ground, watching, baseline),
      // A metric is compared with nothing: it goes on, whatever the reference of its file.
      ...metricReadings(evidence, profile, items, ground),
    ];
    for (const series of own) {
      const key = `${series.feature}\n${series.method}\n${series.baseline ?? ''}`;
      known.set(key, later(known.get(key), series));
    }
  }
  const read = [...known.values()]
    .sort(
      (a, b) =>
        compareText(a.feature, b.feature) ||
        compareText(a.method, b.method) ||
        compareText(a.baseline ?? '', b.baseline ?? ''),
    )
    .flatMap((one) => one.read);
  judge(read);
  return read.map(({ row }) => row);
}

/** The readings of one feature by one method against one baseline, in the order of the batches. */
interface Series {
  feature: string;
  method: string;
  baseline?: string | undefined;
  read: Read[];
}

/** A series with the readings of a file that was captured later in place of those of the same batches. */
function later(before: Series | undefined, series: Series): Series {
  if (before === undefined) return series;
  const batches = new Set(series.read.map(({ row }) => row.batch));
  return { ...series, read: [...before.read.filter(({ row }) => !batches.has(row.batch)), ...series.read] };
}

/** Tells whether the limits of a monitor apply to readings over so many bins; the answer is kept for the next batch. */
function limitsOf(monitor: DriftMonitor | null, profile: Profile): (bins: number) => boolean {
  let known: { bins: number; apply: boolean } | null = null;
  return (bins) => {
    if (monitor === null) return false;
    if (known?.bins !== bins) known = { bins, apply: isForRule(monitor, profile, bins) };
    return known.apply;
  };
}

function* seriesOf(
  evidence: Evidence,
  profile: Profile,
  portfolio: Ground,
  monitors: readonly DriftMonitor[],
  baseline: Baseline | null,
): Iterable<Series> {
  const system = evidence.system!;
  const tier = portfolio.index.systems.get(system)?.risk_tier ?? null;
  const policyMinimum = tier === null ? null : portfolio.policy.tiers[tier].minimum_sample;
  for (const [feature, binned] of Object.entries(profile.features)) {
    const watching = monitorsOf(feature, binned, monitors);
    const pairs: [Method, DriftMonitor | null][] =
      watching.length > 0 ? watching.map((one) => [one.method, one]) : [[methods[0]!, null]];
    for (const [method, monitor] of pairs) {
      const rule = method.zero_rule(profile);
      const zero_rule = rule === null ? 'none' : sayZeroRule(rule);
      const hasLimits = monitor !== null && (monitor.amber !== null || monitor.red !== null);
      const limits = limitsOf(monitor, profile);
      const series: Series = { feature, method: method.name, baseline: baseline?.name, read: [] };
      for (const [batch, { id, period }] of profile.batches.entries()) {
        // A batch that had not ended by the as-of date does not exist yet.
        if (period !== undefined && period.to > portfolio.as_of) continue;
        // Absent from the model in this batch: there is nothing to read.
        if (binned.batches.n[batch] === null) continue;
        const reading = method.read(binned, batch, profile);
        series.read.push({
          row: {
            system,
            source: 'profile',
            tool: null,
            feature,
            batch: id,
            batch_to: period?.to ?? null,
            evidence: evidence.id,
            monitor: monitor?.id ?? null,
            method: method.name,
            // Field by field: a bank has a hundred thousand of these.
            value: reading.value,
            p_value: reading.p_value,
            interval: reading.interval,
            bound: reading.bound,
            n_ref: reading.n_ref,
            n_cur: reading.n_cur,
            recomputed: null,
            bins: reading.bins,
            noise_floor: reading.noise_floor,
            note: reading.note,
            zero_rule,
            amber: monitor?.amber ?? null,
            threshold: monitor?.red ?? null,
            threshold_source: hasLimits ? monitor.id : null,
            direction: monitor?.direction ?? method.direction,
            adjusted: null,
            verdict: 'no-verdict',
            decision: null,
          },
          correction: method.is_p && monitor !== null ? monitor.correction : null,
          // A statistic without bins still compares two groups.
          minimum: minimumSample(Math.max(2, reading.bins), policyMinimum, monitor?.minimum_n),
          judged: limits(reading.bins),
        });
      }
      if (baseline !== null) for (const { row } of series.read) row.baseline = baseline.name;
      yield series;
    }
  }
}
