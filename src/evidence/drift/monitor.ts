import type { Item } from '../../core/artefact.ts';
import { asNumber, asText } from '../../core/data.ts';
import { itemsOf } from '../../core/items-of.ts';
import type { Profile, ProfileFeature } from '../shapes/profile.ts';
import { corrections, type Correction } from './adjust.ts';
import { methodOf, methods, type Method } from './methods.ts';
import { isSameZeroRule } from './zero-rule.ts';

/** A monitor that watches a drift statistic, with its limits as numbers. */
export interface DriftMonitor {
  /** Qualified id. */
  id: string;
  target: string;
  method: Method;
  direction: 'above' | 'below';
  amber: number | null;
  red: number | null;
  minimum_n: number | null;
  bins: number | null;
  zero_rule: string | null;
  /** What it compares with, as written, when that is not the baseline of its document. */
  baseline: string | null;
  /** What is done when many p-values are judged together. */
  correction: Correction;
}

/**
 * The monitors among a system's items that watch a statistic which profiles hold; the others watch something else.
 */
export function driftMonitors(items: readonly Item[]): DriftMonitor[] {
  return itemsOf(items, 'monitor').flatMap((item): DriftMonitor[] => {
    const metric = asText(item.data['metric']);
    const method = metric === null ? null : methodOf(metric);
    const monitor = method === null ? null : driftMonitorOf(item, method);
    return monitor === null ? [] : [monitor];
  });
}

/** A monitor as what judges readings by a method; `null` when it does not say what it watches. */
export function driftMonitorOf<M extends Method | null>(
  item: Item,
  method: M,
): (Omit<DriftMonitor, 'method'> & { method: M }) | null {
  const target = asText(item.data['target']);
  if (target === null) return null;
  return {
    id: item.id,
    target: target.replace(/^`(.*)`$/, '$1').trim(),
    method,
    direction: directionOf(method, item.data['direction']),
    amber: asNumber(item.data['amber']),
    red: asNumber(item.data['red']),
    minimum_n: asNumber(item.data['minimum_n']),
    bins: asNumber(item.data['bins']),
    zero_rule: asText(item.data['zero_rule']),
    baseline: asText(item.data['baseline']),
    // The one that holds however features depend on one another.
    correction: corrections.find((one) => one === item.data['correction']) ?? 'bonferroni',
  };
}

/** The side on which a monitor's trouble is: what it says, else that of its method; a p is trouble when it is small. */
export function directionOf(method: Method | null, stated: unknown): 'above' | 'below' {
  if (method?.is_p) return 'below';
  return stated === 'below' || stated === 'above' ? stated : (method?.direction ?? 'above');
}

const everything = /^(\*|(all|every|any)( (the )?(model )?(features?|inputs?))?|features|inputs)$/i;
const outputs = /^(model )?(score|scores|output|outputs|prediction|predictions)$/i;

/**
 * The monitors that judge a feature, one per method: one that names it goes before one for all features.
 * Where two name it, the first of the list is taken.
 */
export function monitorsOf(
  name: string,
  feature: Pick<ProfileFeature, 'role'>,
  monitors: readonly DriftMonitor[],
): DriftMonitor[] {
  const best = new Map<Method, { monitor: DriftMonitor; fits: number }>();
  for (const monitor of monitors) {
    const fits = fitOf(monitor.target, name, feature.role ?? 'input');
    if (fits > (best.get(monitor.method)?.fits ?? 0)) best.set(monitor.method, { monitor, fits });
  }
  return methods.flatMap((method) => best.get(method)?.monitor ?? []);
}

/** How well the target of a monitor fits a feature: 2 names it, 1 means it among all of its role, 0 does not. */
export const fitOf = (target: string, name: string, role: ProfileFeature['role']): 0 | 1 | 2 =>
  target === name
    ? 2
    : (role === 'input' && everything.test(target)) || (role === 'output' && outputs.test(target))
      ? 1
      : 0;

/** Whether a monitor's limits were set for the rule by which the profile was binned; silence is agreement. */
export function isForRule(monitor: DriftMonitor, profile: Profile, bins: number): boolean {
  if (bins > 0 && monitor.bins !== null && monitor.bins !== profile.bin_rule.requested) return false;
  const rule = monitor.method.zero_rule(profile);
  return rule === null || monitor.zero_rule === null || isSameZeroRule(monitor.zero_rule, rule);
}
