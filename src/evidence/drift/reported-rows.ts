import { byText, compareText } from '../../core/compare.ts';
import type { DriftRow, Portfolio } from '../../core/portfolio.ts';
import type { Evidence } from '../../core/records.ts';
import { isProfile } from '../content.ts';
import type { Profile } from '../shapes/profile.ts';
import { allBaselines, baselinesOf, isAhead, isCalled, monitorsAgainst, type Baseline } from './baselines.ts';
import { judge, type Read } from './judge.ts';
import { fitOf } from './monitor.ts';
import { minimumSample, noiseFloor } from './psi.ts';
import { recompute } from './recompute.ts';
import { notesOf, reportOf, type Report, type ReportedReading } from './reported.ts';
import { isSameMethod, reportMonitors, whyNotFor, type ReportMonitor } from './same-rule.ts';

/**
 * The readings that other tools reported, as rows. A limit of the tool is shown as the tool's and gives no verdict of
 * ours; a monitor that names the very method, bins and zero rule judges the value. What a file does not say stays
 * unknown. Where two files of one tool report the same reading, the one captured later counts; against two stated
 * baselines it is two readings. Sorted by system, tool, feature, method and baseline, batches in the order of their
 * files.
 */
export function reportedRows(portfolio: Portfolio): DriftRow[] {
  const order = portfolio.evidence
    .filter((one) => one.system !== null && reportOf(one) !== null && !isAhead(one, portfolio.as_of))
    .sort((a, b) => compareText(a.captured_at ?? '', b.captured_at ?? '') || compareText(a.id, b.id));
  const systems = Map.groupBy(order, (one) => one.system!);
  if (systems.size === 0) return [];
  const items = Map.groupBy(portfolio.items, (one) => one.system);
  return [...systems].sort(byText(([system]) => system)).flatMap(([system, files]) => {
    const profiles = profilesOf(system, portfolio);
    const baselines = allBaselines(
      profiles.map(({ baseline }) => baseline),
      files,
    );
    const monitors = reportMonitors(items.get(system) ?? []).sort(byText((one) => one.id));
    const known = new Map<string, Read>();
    for (const evidence of files) {
      for (const read of readsOf(evidence, reportOf(evidence)!, {
        portfolio,
        profiles,
        monitors,
        baselines,
      })) {
        const { tool, feature, method, baseline, batch } = read.row;
        // Of unknown batches nobody knows whether they are the same.
        const which = batch === 'unknown' ? `unknown ${evidence.id}` : batch;
        const key = [tool, feature, method, baseline, which].join('\n');
        // The later file goes to the end, where the later batches are.
        known.delete(key);
        known.set(key, read);
      }
    }
    const read = [...known.values()].sort(
      ({ row: a }, { row: b }) =>
        compareText(a.tool ?? '', b.tool ?? '') ||
        compareText(a.feature, b.feature) ||
        compareText(a.method, b.method) ||
        compareText(a.baseline ?? '', b.baseline ?? ''),
    );
    // Tests of two tools are two families.
    for (const family of Map.groupBy(read, ({ row }) => row.tool).values()) judge(family);
    return read.map(({ row }) => row);
  });
}

/** A profile that a reading may be compared with, and what it is against itself. */
interface Known {
  profile: Profile;
  baseline: Baseline;
}

/** The profiles of a system, those captured later first. */
function profilesOf(system: string, portfolio: Portfolio): Known[] {
  const files = portfolio.evidence
    .filter((one) => one.system === system && isProfile(one.content) && !isAhead(one, portfolio.as_of))
    .sort((a, b) => compareText(b.captured_at ?? '', a.captured_at ?? '') || compareText(a.id, b.id));
  const baselines = baselinesOf(files);
  return files.map(({ id, content }) => ({ profile: content as Profile, baseline: baselines.get(id)! }));
}

interface Context {
  portfolio: Portfolio;
  profiles: readonly Known[];
  monitors: readonly ReportMonitor[];
  /** All that anything of the system is known to be read against. */
  baselines: readonly Baseline[];
}

function readsOf(evidence: Evidence, report: Report, context: Context): Read[] {
  const { portfolio } = context;
  const policyMinimum = minimumOf(evidence.system!, portfolio);
  return report.readings.flatMap((reading) => {
    // A batch that had not ended by the as-of date does not exist yet.
    if (reading.batch_to !== null && reading.batch_to > portfolio.as_of) return [];
    const { baseline: stated } = reading;
    // What a report names like two of the profiles is listed after them, under its own words.
    const against = stated === null ? null : context.baselines.findLast((one) => isCalled(stated, one))!;
    const { monitor, why } = monitorOf(reading, against, context);
    const again = recompute(reading, profileOf(reading, against, context));
    const row = rowOf(evidence, report, reading, monitor);
    if (against !== null) row.baseline = against.name;
    row.recomputed = again.recomputed;
    row.note = notesOf(reading.note, again.note, why);
    return [
      {
        row,
        correction: monitor !== null && isP(reading) ? monitor.correction : null,
        minimum: minimumSample(Math.max(2, reading.bins ?? 2), policyMinimum, monitor?.minimum_n),
        judged: monitor !== null,
      },
    ];
  });
}

const isP = ({ method }: ReportedReading): boolean => method !== null && /\bp-value\b/.test(method);

const holds = (profile: Profile, { feature, batch }: ReportedReading): boolean =>
  Object.hasOwn(profile.features, feature) && profile.batches.some(({ id }) => id === batch);

/** The latest profile that holds what was read, against the same baseline; `null` where that is not known. */
function profileOf(
  reading: ReportedReading,
  against: Baseline | null,
  { profiles }: Context,
): Profile | null {
  if (against === null && new Set(profiles.map(({ baseline }) => baseline)).size > 1) return null;
  const found = profiles.find(
    ({ profile, baseline }) => holds(profile, reading) && (against === null || baseline === against),
  );
  return found?.profile ?? null;
}

function minimumOf(system: string, { index, policy }: Portfolio): number | null {
  const tier = index.systems.get(system)?.risk_tier ?? null;
  return tier === null ? null : policy.tiers[tier].minimum_sample;
}

/** The monitor whose limits judge a reading; else why the one that names its method does not. */
function monitorOf(
  reading: ReportedReading,
  against: Baseline | null,
  { profiles, monitors, baselines }: Context,
): { monitor: ReportMonitor | null; why: string | null } {
  const { method, feature } = reading;
  if (method === null) return { monitor: null, why: null };
  const role = profiles.find(({ profile }) => Object.hasOwn(profile.features, feature))?.profile.features[
    feature
  ]?.role;
  const fits = (against === null ? monitors : monitorsAgainst(monitors, against, baselines))
    .filter((one) => isSameMethod(one, method))
    .map((one) => ({ one, fit: fitOf(one.target, feature, role ?? 'input') }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit);
  const best = fits[0]?.one ?? null;
  if (best === null) return { monitor: null, why: null };
  const why = whyNotFor(best, reading);
  return why === null
    ? { monitor: best, why: null }
    : { monitor: null, why: `not judged by ${best.id}: ${why}` };
}

function rowOf(
  evidence: Evidence,
  report: Report,
  reading: ReportedReading,
  monitor: ReportMonitor | null,
): DriftRow {
  const limits =
    monitor === null
      ? {
          amber: reading.amber,
          threshold: reading.threshold,
          threshold_source: reading.amber === null && reading.threshold === null ? null : report.tool,
          direction: reading.direction ?? ('above' as const),
        }
      : {
          amber: monitor.amber,
          threshold: monitor.red,
          threshold_source: monitor.amber === null && monitor.red === null ? null : monitor.id,
          direction: isP(reading) ? ('below' as const) : monitor.direction,
        };
  return {
    system: evidence.system!,
    source: 'reported',
    tool: report.tool,
    feature: reading.feature,
    batch: reading.batch ?? 'unknown',
    batch_to: reading.batch_to,
    evidence: evidence.id,
    monitor: monitor?.id ?? null,
    method: reading.method ?? 'unknown',
    value: reading.value,
    p_value: reading.p_value,
    adjusted: null,
    interval: null,
    bound: null,
    n_ref: reading.n_ref,
    n_cur: reading.n_cur,
    bins: reading.bins,
    zero_rule: reading.zero_rule ?? 'unknown',
    noise_floor: floorOf(reading),
    recomputed: null,
    reported: {
      alert: reading.alert,
      threshold: reading.threshold,
      direction: reading.direction,
      path: reading.at,
    },
    note: null,
    ...limits,
    verdict: 'no-verdict',
    decision: null,
  };
}

/** The PSI that comes up when nothing moved, where the report says enough to know it. */
function floorOf({ method, bins, n_ref, n_cur }: ReportedReading): number | null {
  if (method === null || !method.startsWith('PSI') || bins === null || n_ref === null || n_cur === null)
    return null;
  const floor = noiseFloor(bins, n_ref, n_cur);
  return Number.isFinite(floor) ? floor : null;
}
