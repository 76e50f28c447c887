import { byText, compareText } from '../../core/compare.ts';
import type { DriftRow, Portfolio } from '../../core/portfolio.ts';
import type { Evidence } from '../../core/records.ts';
import { isProfile } from '../content.ts';
import { binCount, type Profile } from '../shapes/profile.ts';
import { decisionFor, recordedBreaches, type RecordedBreach } from './breach.ts';
import { methods, type Method } from './methods.ts';
import { driftMonitors, isForRule, monitorsOf, type DriftMonitor } from './monitor.ts';
import { minimumSample } from './psi.ts';
import { verdictOf } from './verdict.ts';
import { sayZeroRule } from './zero-rule.ts';

/**
 * Every drift statistic of every registered profile, judged by the monitors of its system on the as-of date.
 * A feature without a monitor keeps its PSI and gets no verdict. Where two files hold the same reading, the one
 * captured later counts. Sorted by system and feature, batches in the order of the profile.
 */
export function driftRows(portfolio: Portfolio): DriftRow[] {
  const watched = watchedSystems(portfolio);
  const systems = new Map<string, Map<string, Series>>();
  const order = [...portfolio.evidence].sort(
    (a, b) => compareText(a.captured_at ?? '', b.captured_at ?? '') || compareText(a.id, b.id),
  );
  for (const evidence of order) {
    const content = evidence.content;
    if (evidence.system === null || !isProfile(content)) continue;
    if (evidence.captured_at !== null && evidence.captured_at > portfolio.as_of) continue;
    const known = systems.get(evidence.system) ?? new Map<string, Series>();
    systems.set(evidence.system, known);
    for (const series of seriesOf(evidence, content, portfolio, watched.get(evidence.system) ?? nothing)) {
      const key = `${series.feature}\n${series.method}`;
      known.set(key, later(known.get(key), series));
    }
  }
  return [...systems]
    .sort(byText(([system]) => system))
    .flatMap(([, known]) =>
      [...known.values()]
        .sort((a, b) => compareText(a.feature, b.feature) || compareText(a.method, b.method))
        .flatMap((one) => one.rows),
    );
}

/** The readings of one feature by one method, in the order of the batches. */
interface Series {
  feature: string;
  method: string;
  rows: DriftRow[];
}

/** A series with the readings of a file that was captured later in place of those of the same batches. */
function later(before: Series | undefined, series: Series): Series {
  if (before === undefined) return series;
  const batches = new Set(series.rows.map((row) => row.batch));
  return { ...series, rows: [...before.rows.filter((row) => !batches.has(row.batch)), ...series.rows] };
}

/** What judges the readings of one system. */
interface Watch {
  /** Sorted by id. */
  monitors: DriftMonitor[];
  breaches: RecordedBreach[];
}

const nothing: Watch = { monitors: [], breaches: [] };

function watchedSystems(portfolio: Portfolio): Map<string | null, Watch> {
  const breaches = Map.groupBy(recordedBreaches(portfolio), (one) => one.system);
  const items = Map.groupBy(portfolio.items, (one) => one.system);
  return new Map(
    [...items].map(([system, own]) => [
      system,
      {
        monitors: driftMonitors(own).sort(byText((one) => one.id)),
        breaches: breaches.get(system) ?? [],
      },
    ]),
  );
}

function* seriesOf(
  evidence: Evidence,
  profile: Profile,
  portfolio: Portfolio,
  { monitors, breaches }: Watch,
): Iterable<Series> {
  const system = evidence.system!;
  const tier = portfolio.index.systems.get(system)?.risk_tier ?? null;
  const policyMinimum = tier === null ? null : portfolio.policy.tiers[tier].minimum_sample;
  const zero_rule = sayZeroRule(profile.zero_rule);
  for (const [feature, binned] of Object.entries(profile.features)) {
    const watching = monitorsOf(feature, binned, monitors);
    const pairs: [Method, DriftMonitor | null][] =
      watching.length > 0 ? watching.map((one) => [one.method, one]) : [[methods[0]!, null]];
    for (const [method, monitor] of pairs) {
      const minimum = minimumSample(binCount(binned), policyMinimum, monitor?.minimum_n);
      const judged = monitor !== null && isForRule(monitor, profile);
      const rows: DriftRow[] = [];
      for (const [batch, { id, period }] of profile.batches.entries()) {
        // A batch that had not ended by the as-of date does not exist yet.
        if (period !== undefined && period.to > portfolio.as_of) continue;
        // Absent from the model in this batch: there is nothing to read.
        if (binned.batches.n[batch] === null) continue;
        const { value, n_ref, n_cur, bins, noise_floor } = method.read(binned, batch, profile);
        const row: DriftRow = {
          system,
          feature,
          batch: id,
          evidence: evidence.id,
          monitor: monitor?.id ?? null,
          method: method.name,
          value,
          n_ref,
          n_cur,
          bins,
          noise_floor,
          zero_rule,
          amber: monitor?.amber ?? null,
          threshold: monitor?.red ?? null,
          direction: monitor?.direction ?? 'above',
          verdict: 'no-verdict',
          decision: null,
        };
        if (judged) row.verdict = verdictOf(row, minimum);
        if (row.verdict === 'red') {
          const reading = { system, monitor: row.monitor, feature, batch };
          row.decision = decisionFor(reading, profile.batches, breaches);
        }
        rows.push(row);
      }
      yield { feature, method: method.name, rows };
    }
  }
}
