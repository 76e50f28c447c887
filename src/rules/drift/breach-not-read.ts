import type { Breach } from '../../core/breach.ts';
import { grouping } from '../../core/once.ts';
import type { DriftRow, Portfolio } from '../../core/portfolio.ts';
import { defineRule, type RuleFinding } from '../../core/rule.ts';
import { didYouMean } from '../../core/suggest.ts';
import { code, codes } from '../../kinds/words.ts';
import { breachSpot } from '../breach-words.ts';
import { groupBy } from '../group.ts';

export const rule = defineRule({
  id: 'drift/breach-not-read',
  severity: 'info',
  what: 'A breach on record of which the evidence holds no reading: a warning where its monitor is read, and that batch or feature is not.',
  why: 'The record is then the only witness of its own value, and nothing would be found if it were wrong. Where the monitor has readings, most often the batch is written otherwise than the evidence names it, and the breach is counted twice.',
  fix: 'Write batch and feature as the evidence does; where no file holds the readings, register them as a series of a profile or as drift results.',
  source: 'Review practice X5: a number that nobody can check is a claim',
  *check(portfolio) {
    const unread: Breach[] = [];
    for (const breach of portfolio.breaches) {
      // Without a monitor it is a dangling reference; a decision that names no batch has a finding of its own.
      if (breach.match !== 'not-read' || breach.monitor === null) continue;
      if (breach.batches.length === 0 && breach.decisions.length > 0) continue;
      const readings = byMonitor(portfolio.drift, breach.monitor);
      if (readings.length === 0) unread.push(breach);
      else yield elsewhere(breach, readings, portfolio);
    }
    for (const group of groupBy(unread, ({ system }) => system ?? '').values())
      yield notRead(group, portfolio);
  },
});

const byMonitor = grouping((row: DriftRow) => row.monitor);

/** Breaches of monitors that no evidence is read for: one finding for a system. */
function notRead(breaches: readonly Breach[], portfolio: Portfolio): RuleFinding {
  const { index } = portfolio;
  const monitors = [...new Set(breaches.map(({ monitor }) => monitor!))];
  const files = monitors.flatMap((monitor) => {
    const item = index.items.get(monitor);
    const named = Array.isArray(item?.data['evidence']) ? item.data['evidence'] : [];
    return named.flatMap((one) => {
      const found = typeof one === 'string' ? index.resolve(one, item!.system) : null;
      const evidence = found?.state === 'found' ? index.evidence.get(found.node.id) : undefined;
      return evidence === undefined ? [] : [{ monitor, evidence }];
    });
  });
  const local = (id: string): string => index.items.get(id)?.local ?? id;
  const names = codes(breaches.map(({ record }) => local(record!)));
  return {
    message: `${breaches.length === 1 ? 'breach' : 'breaches'} ${names} ${breaches.length === 1 ? 'is' : 'are'} compared with nothing: no evidence holds a reading of ${codes(monitors.map(local))}`,
    at: breachSpot(portfolio, breaches[0]!),
    subject: breaches[0]!.record!,
    detail: 'not read',
    related: [
      ...breaches.slice(1).map((one) => ({
        at: breachSpot(portfolio, one),
        message: `breach ${code(one.record!)}`,
      })),
      ...files.map(({ monitor, evidence: { at, id, type } }) => ({
        at,
        message: `${code(id)}, of type ${code(type)}, holds no reading of ${code(monitor)}`,
      })),
    ],
    fix: 'register the readings as a `series` of a profile, or as drift results; until then the values are claims',
  };
}

/** A breach of another batch or feature than its monitor has readings of. */
function elsewhere(breach: Breach, readings: readonly DriftRow[], portfolio: Portfolio): RuleFinding {
  const { record, monitor, batches, feature } = breach;
  const known = [...new Set(readings.map(({ batch }) => batch))];
  const batch = batches[0];
  const hasBatch = batch !== undefined && known.includes(batch);
  const features = [...new Set(readings.map((row) => row.feature))];
  const [what, name, names] = hasBatch
    ? (['feature', feature, features] as const)
    : (['batch', batch ?? null, known] as const);
  const others = names.length > 6 ? `${codes(names.slice(0, 2), 2)} … ${code(names.at(-1)!)}` : codes(names);
  return {
    severity: 'warning',
    at: breachSpot(portfolio, breach),
    subject: record!,
    detail: 'not read',
    message:
      name === null
        ? `breach ${code(record!)} is compared with nothing: it names no ${what}, and ${code(monitor!)} has readings of ${others}`
        : `breach ${code(record!)} is compared with nothing: ${code(monitor!)} has no reading of ${what} ${code(name)}, only of ${others}`,
    fix:
      (name === null ? undefined : didYouMean(name, names)) ??
      `write ${code(`${what}:`)} as the evidence names it, or register the evidence that holds the reading`,
  };
}
