import { spotOf } from '../../core/artefact.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import { defineRule, type Rule } from '../../core/rule.ts';
import { didYouMean } from '../../core/suggest.ts';
import { methodOf, methods } from '../../evidence/drift/methods.ts';
import { aboutRow, lacks, rowsOf, type Row } from '../rows.ts';
import { code, listed } from '../words.ts';
import { areSwapped, isOver, sayLimit, sideOf } from './limits.ts';
import type { Breach } from './breach.ts';
import type { Monitor } from './monitor.ts';
import { driftMetrics } from './schema.ts';

const limitsSwapped = defineRule({
  id: 'monitor/limits-swapped',
  severity: 'error',
  what: 'The amber limit of a monitor is not before its red one.',
  why: 'Amber is the warning before red. Where red comes first or both are the same, nobody is ever warned; most often the direction is wrong, because scores such as AUC get worse downwards.',
  fix: 'Correct `amber` or `red`, or write `direction: below` for a metric that gets worse downwards.',
  source: 'SS1/23 P4.4',
  *check(portfolio) {
    for (const row of rowsOf<Monitor>(portfolio, 'monitor')) {
      if (!areSwapped(row.row)) continue;
      const { amber, red, metric } = row.row;
      const direction = sideOf(row.row);
      const other = direction === 'above' ? 'below' : 'above';
      // A p-value is trouble below, whatever is written.
      const isP = metric !== undefined && methodOf(metric)?.is_p === true;
      yield aboutRow(row, ['amber'], {
        message: `amber ${amber} of ${code(row.item.local)} is not before red ${red}, with trouble ${direction}`,
        fix: `set amber ${other} ${red}${isP ? '' : `, or write \`direction: ${other}\``}`,
      });
    }
  },
});

const watchesDrift: ReadonlySet<string> = new Set(['data-drift', 'prediction-drift', 'concept-drift']);

const unknownMetric = defineRule({
  id: 'monitor/unknown-metric',
  severity: 'warning',
  what: 'The metric of a monitor of drift is nearly one that is computed from profiles, and is none.',
  why: 'A metric that is not known is taken to be watched elsewhere. Misspelt, it is watched nowhere, and no limit of it is ever crossed.',
  fix: 'Write the metric as the guide of drift governance lists it.',
  source: 'SS1/23 P4.4',
  *check(portfolio) {
    for (const row of rowsOf<Monitor>(portfolio, 'monitor')) {
      const { metric, type } = row.row;
      if (metric === undefined || type === undefined || !watchesDrift.has(type)) continue;
      if (methodOf(metric) !== null || (driftMetrics as readonly string[]).includes(metric)) continue;
      const near = didYouMean(
        metric,
        methods.map(({ name }) => name),
      );
      if (near === undefined || portfolio.drift.some(({ monitor }) => monitor === row.item.id)) continue;
      yield aboutRow(row, ['metric'], {
        message: `${code(metric)} of ${code(row.item.local)} is no statistic that is computed from profiles, and nothing is read for it`,
        fix: near,
      });
    }
  },
});

const unanswered = defineRule({
  id: 'monitor/unanswered',
  severity: 'error',
  what: 'A monitor has no owner, or says nothing of what is done at red.',
  why: 'A monitor without a person and an action is a chart. What a reviewer asks of each limit is who acts and how.',
  fix: 'Add `owner:` (a party) and `action_red:`.',
  source: 'SS1/23 P4.4; cross-artefact rule: each monitor names an owner and a red action',
  *check(portfolio) {
    for (const row of rowsOf<Monitor>(portfolio, 'monitor')) {
      const missing = (['owner', 'action_red'] as const).filter((name) => lacks(row, name));
      if (missing.length === 0) continue;
      yield aboutRow(row, ['id'], {
        message: `monitor ${code(row.item.local)} has no ${listed(missing.map(code), 'and no')}`,
        detail: missing.join(' '),
        fix: `add ${listed(missing.map((name) => code(name + ':')))}`,
        absent: missing.map((name) => [name]),
      });
    }
  },
});

const closedBeforeDetected = defineRule({
  id: 'breach/closed-before-detected',
  severity: 'error',
  what: 'A breach was closed before it was detected.',
  why: 'The two dates are the whole proof that a breach was answered in time. In this order one of them is wrong.',
  fix: 'Correct `detected` or `closed`.',
  source: 'E-23 Appendix 1, monitoring status',
  *check(portfolio) {
    for (const row of rowsOf<Breach>(portfolio, 'breach')) {
      const { detected, closed } = row.row;
      if (detected === undefined || closed === undefined || closed >= detected) continue;
      yield aboutRow(row, ['closed'], {
        message: `breach ${code(row.item.local)} was closed on ${closed}, before it was detected on ${detected}`,
        fix: 'correct `detected` or `closed`',
      });
    }
  },
});

const valueContradicts = defineRule({
  id: 'breach/value-contradicts',
  severity: 'error',
  what: 'The reading of a breach is not over the limit that it is said to have crossed.',
  why: 'A breach is a reading over a limit. If the numbers say otherwise, the reading, the limit or the severity is wrong, and whatever was decided rests on it.',
  fix: 'Correct `value` or `severity`; if the limit has changed since, say so in the `note` and keep the limit of the day in the decision.',
  source: 'Review practice X5 and X7: a document and its numbers agree',
  *check(portfolio) {
    for (const row of rowsOf<Breach>(portfolio, 'breach')) {
      const { value, severity, monitor: reference } = row.row;
      const monitor = reference === undefined ? null : monitorOf(portfolio, row, reference);
      if (monitor === null || value === undefined || severity === undefined) continue;
      const limit = monitor.row[severity];
      if (limit === undefined || isOver(value, limit, sideOf(monitor.row))) continue;
      yield aboutRow(row, ['value'], {
        message: `breach ${code(row.item.local)} reads ${value}, which is not ${sayLimit(severity, limit, sideOf(monitor.row))} of ${code(monitor.item.local)}`,
        related: [
          {
            at: spotOf(monitor.artefact, [...monitor.item.path, severity]),
            message: 'the limit is set here',
          },
        ],
        fix: 'correct `value` or `severity`',
      });
    }
  },
});

function monitorOf(portfolio: Portfolio, { item }: Row<Breach>, reference: string): Row<Monitor> | null {
  const found = portfolio.index.resolve(reference, item.system);
  const monitor = found.state === 'found' ? portfolio.index.items.get(found.node.id) : undefined;
  const artefact = monitor === undefined ? undefined : portfolio.index.artefacts.get(monitor.artefact);
  if (monitor?.kind !== 'monitor' || artefact === undefined) return null;
  return { artefact, item: monitor, row: monitor.data as Monitor };
}

export const rules: Rule[] = [
  limitsSwapped,
  unknownMetric,
  unanswered,
  closedBeforeDetected,
  valueContradicts,
];
