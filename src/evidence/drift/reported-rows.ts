import { byText, compareText } from '../../core/compare.ts';
import type { DriftRow, Portfolio } from '../../core/portfolio.ts';
import type { Evidence } from '../../core/records.ts';
import { isProfile } from '../content.ts';
import type { Profile } from '../shapes/profile.ts';
import { judge, type Read } from './judge.ts';
import { fitOf } from './monitor.ts';
import { minimumSample, noiseFloor } from './psi.ts';
import { recompute } from './recompute.ts';
import { notesOf, reportOf, type Report, type ReportedReading } from './reported.ts';
import { isSameMethod, reportMonitors, whyNotFor, type ReportMonitor } from './same-rule.ts';

/**
 * The readings that other tools reported, as rows. A limit of the tool is shown as the tool's and gives no verdict of
 * ours; a monitor that names the very method, bins and zero rule judges the value. What a file does not say stays
 * unknown. Where two files of one tool report the same reading, the one captured later counts.
 * Sorted by system, tool, feature and method, batches in the order of their files.
 */
export function reportedRows(portfolio: Portfolio): DriftRow[] {
  const order = portfolio.evidence
    .filter((one) => one.system !== null && reportOf(one) !== null && !isAhead(one, portfolio))
    .sort((a, b) => compareText(a.captured_at ?? '', b.captured_at ?? '') || compareText(a.id, b.id));
  const systems = Map.groupBy(order, (one) => one.system!);
  if (systems.size === 0) return [];
  const items = Map.groupBy(portfolio.items, (one) => one.system);
  return [...systems].sort(byText(([system]) => system)).flatMap(([system, files]) => {
    const profiles = profilesOf(system, portfolio);
    const monitors = reportMonitors(items.get(system) ?? []).sort(byText((one) => one.id));
    const known = new Map<string, Read>();
    for (const evidence of files) {
      for (const read of readsOf(evidence, reportOf(evidence)!, { portfolio, profiles, monitors })) {
        const { tool, feature, method, batch } = read.row;
        // Of unknown batches nobody knows whether they are the same.
        const key = [tool, feature, method, batch === 'unknown' ? `unknown ${evidence.id}` : batch].join(
          '\n',
        );
        // The later file goes to the end, where the later batches are.
        known.delete(key);
        known.set(key, read);
      }
    }
    const read = [...known.values()].sort(
      ({ row: a }, { row: b }) =>
        compareText(a.tool ?? '', b.tool ?? '') ||
        compareText(a.feature, b.feature) ||
        compareText(a.method, b.method),
    );
    // Tests of two tools are two families.
    for (const family of Map.groupBy(read, ({ row }) => row.tool).values()) judge(family);
    return read.map(({ row }) => row);
  });
}

const isAhead = ({ captured_at }: Evidence, { as_of }: Portfolio): boolean =>
  captured_at !== null && captured_at > as_of;

/** The profiles of a system, those captured later first. */
function profilesOf(system: string, portfolio: Portfolio): Profile[] {
  return portfolio.evidence
    .filter((one) => one.system === system && !isAhead(one, portfolio))
    .sort((a, b) => compareText(b.captured_at ?? '', a.captured_at ?? '') || compareText(a.id, b.id))
    .map(({ content }) => content)
    .filter(isProfile);
}

interface Context {
  portfolio: Portfolio;
  profiles: readonly Profile[];
  monitors: readonly ReportMonitor[];
}

function readsOf(evidence: Evidence, report: Report, context: Context): Read[] {
  const { portfolio, profiles } = context;
  const policyMinimum = minimumOf(evidence.system!, portfolio);
  return report.readings.flatMap((reading) => {
    // A batch that had not ended by the as-of date does not exist yet.
    if (reading.batch_to !== null && reading.batch_to > portfolio.as_of) return [];
    const { monitor, why } = monitorOf(reading, context);
    const profile = profiles.find((one) => holds(one, reading)) ?? null;
    const again = recompute(reading, profile);
    const row = rowOf(evidence, report, reading, monitor);
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

function minimumOf(system: string, { index, policy }: Portfolio): number | null {
  const tier = index.systems.get(system)?.risk_tier ?? null;
  return tier === null ? null : policy.tiers[tier].minimum_sample;
}

/** The monitor whose limits judge a reading; else why the one that names its method does not. */
function monitorOf(
  reading: ReportedReading,
  { profiles, monitors }: Context,
): { monitor: ReportMonitor | null; why: string | null } {
  const { method, feature } = reading;
  if (method === null) return { monitor: null, why: null };
  const role = profiles.find((one) => Object.hasOwn(one.features, feature))?.features[feature]?.role;
  const fits = monitors
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
