import type { Item } from '../../core/artefact.ts';
import { asText } from '../../core/data.ts';
import type { Profile, ProfileFeature } from '../shapes/profile.ts';
import { methods, type Method } from './methods.ts';
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
}

/**
 * The monitors among a system's items that watch a statistic which profiles hold; the others watch something else.
 */
export function driftMonitors(items: readonly Item[]): DriftMonitor[] {
  return items.flatMap((item): DriftMonitor[] => {
    if (item.kind !== 'monitor') return [];
    const metric = asText(item.data['metric']);
    const target = asText(item.data['target']);
    const method = methods.find((one) => metric !== null && one.matches.test(metric.trim()));
    if (method === undefined || target === null) return [];
    return [
      {
        id: item.id,
        target: target.replace(/^`(.*)`$/, '$1').trim(),
        method,
        direction: item.data['direction'] === 'below' ? 'below' : 'above',
        amber: asNumber(item.data['amber']),
        red: asNumber(item.data['red']),
        minimum_n: asNumber(item.data['minimum_n']),
        bins: asNumber(item.data['bins']),
        zero_rule: asText(item.data['zero_rule']),
      },
    ];
  });
}

const asNumber = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

const everything = /^(\*|(all|every|any)( (the )?(model )?(features?|inputs?))?|features|inputs)$/i;
const outputs = /^(model )?(score|scores|output|outputs|prediction|predictions)$/i;

/**
 * The monitors that judge a feature, one per method: one that names it goes before one for all features.
 * Where two name it, the first by id is taken.
 */
export function monitorsOf(
  name: string,
  feature: Pick<ProfileFeature, 'role'>,
  monitors: readonly DriftMonitor[],
): DriftMonitor[] {
  const role = feature.role ?? 'input';
  const fit = (one: DriftMonitor): number =>
    one.target === name
      ? 2
      : (role === 'input' && everything.test(one.target)) || (role === 'output' && outputs.test(one.target))
        ? 1
        : 0;
  return methods.flatMap((method) => {
    const ranked = monitors
      .filter((one) => one.method === method && fit(one) > 0)
      .sort((a, b) => fit(b) - fit(a));
    return ranked[0] ? [ranked[0]] : [];
  });
}

/** Whether a monitor's limits were set for the rule by which the profile was binned; silence is agreement. */
export function isForRule(monitor: DriftMonitor, profile: Profile): boolean {
  if (monitor.method.name !== 'PSI') return true;
  if (monitor.bins !== null && monitor.bins !== profile.bin_rule.requested) return false;
  return monitor.zero_rule === null || isSameZeroRule(monitor.zero_rule, profile.zero_rule);
}
