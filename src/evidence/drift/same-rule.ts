// Whether a monitor speaks of the very rule by which another tool computed a value.
import type { Item } from '../../core/artefact.ts';
import { asText } from '../../core/data.ts';
import type { ZeroRule } from '../shapes/profile.ts';
import { methodOf, plainName, type Method } from './methods.ts';
import { driftMonitorOf, type DriftMonitor } from './monitor.ts';
import type { ReportedReading } from './reported.ts';
import { isSameZeroRule } from './zero-rule.ts';
import { count } from '../../core/words.ts';

/** A monitor of any metric, those of methods that Casebook does not compute included. */
export type ReportMonitor = Omit<DriftMonitor, 'method'> & { metric: string; method: Method | null };

/** The monitors among the items of a system that watch anything with limits. */
export const reportMonitors = (items: readonly Item[]): ReportMonitor[] =>
  items.flatMap((item) => {
    const metric = item.kind === 'monitor' ? asText(item.data['metric']) : null;
    const monitor = metric === null ? null : driftMonitorOf(item, methodOf(metric));
    return monitor === null ? [] : [{ ...monitor, metric: metric! }];
  });

/** Whether a monitor names the method of a reading: as Casebook knows it, else in the same words. */
export const isSameMethod = ({ method, metric }: ReportMonitor, reported: string): boolean =>
  method === null ? plainName(metric) === plainName(reported) : method.name === reported;

/** A zero rule from words such as `clip 1e-6`, or `null` where they name none. */
export function parseZeroRule(words: string): ZeroRule | null {
  if (/evidently/i.test(words)) return { name: 'evidently' };
  if (/half|laplace/i.test(words)) return { name: 'add-half' };
  if (/drop/i.test(words)) return { name: 'drop' };
  const epsilon = Number(/\d*\.?\d+(?:e-?\d+)?/i.exec(words)?.[0] ?? 'none');
  return epsilon > 0 && epsilon < 1 ? { name: 'clip', epsilon } : null;
}

/**
 * Why the limits of a monitor do not apply to a reading by its method, or `null` where they do. Limits are for one set
 * of bins and one zero rule: what the report leaves open may be another, so nothing is judged by them then.
 */
export function whyNotFor(monitor: ReportMonitor, reading: ReportedReading): string | null {
  if (reading.bins === null) return 'the report does not say how many bins there are';
  if (reading.bins > 0 && monitor.bins !== null && monitor.bins !== reading.bins)
    return `the limits are for ${count(monitor.bins, 'bin')}, and the report has ${reading.bins}`;
  if (reading.zero_rule === null) return 'the report does not say how empty bins are treated';
  if (reading.zero_rule === 'none' || monitor.zero_rule === null) return null;
  const rule = parseZeroRule(reading.zero_rule);
  return rule !== null && isSameZeroRule(monitor.zero_rule, rule)
    ? null
    : `the limits are for the zero rule ${monitor.zero_rule}, and the report has ${reading.zero_rule}`;
}
