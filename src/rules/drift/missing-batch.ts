import { asText } from '../../core/data.ts';
import {
  addDuration,
  daysBetween,
  parseDuration,
  type CalendarDate,
  type Duration,
} from '../../core/date.ts';
import { compareText } from '../../core/compare.ts';
import { startOf } from '../../core/place.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import { defineRule, type RuleFinding } from '../../core/rule.ts';
import { batchesRead, type BatchRead } from '../../evidence/drift/batches-read.ts';
import { code, codes, count, daysBefore } from '../../kinds/words.ts';
import { groupBy } from '../group.ts';

export const rule = defineRule({
  id: 'drift/missing-batch',
  severity: 'warning',
  what: 'The evidence of a monitor has stopped, or skips a batch, against its frequency.',
  why: 'A monitor that was not read shows nothing, and a chart that ends in spring looks as calm in autumn. The month in which something broke is the one that is missing most often.',
  fix: 'Profile the missing batches and register the file again; if the rhythm has changed, change `frequency` by a decision.',
  source: 'SRE launch checklist: a dead-man check on the monitors',
  *check(portfolio) {
    const gaps = gapsOf(portfolio);
    // One file feeds many monitors: a batch that is missing in it is one finding.
    const groups = groupBy(gaps, ({ system, evidence, baseline, last, next, span }) =>
      [system, evidence, baseline, last, next, span].join(' '),
    );
    for (const group of groups.values()) yield findingOf(group, portfolio);
  },
});

/** A time of a monitor without a batch against one baseline. */
interface Gap {
  system: string;
  baseline: string | null;
  monitor: string;
  evidence: string;
  /** The end of the last batch before it. */
  last: CalendarDate;
  /** The end of the batch after it; `null` when there is none yet. */
  next: CalendarDate | null;
  span: string;
}

function gapsOf({ drift, index, as_of }: Portfolio): Gap[] {
  return [...batchesRead(drift)].flatMap(([monitor, batches]): Gap[] => {
    const span = asText(index.items.get(monitor)?.data['frequency']);
    const duration = span === null ? null : parseDuration(span);
    if (span === null || duration === null) return [];
    const series = [...Map.groupBy(batches, ({ baseline }) => baseline).values()].map(seriesOf);
    return series.flatMap((own) => {
      const days = [...own.keys()];
      return days.flatMap((last, i): Gap[] => {
        const next = days[i + 1] ?? null;
        if (next === null && isReplaced(own, series)) return [];
        const isLate = next === null ? secondEnd(last, duration) < as_of : secondEnd(last, duration) <= next;
        return isLate ? [{ ...own.get(last)!, monitor, last, next, span }] : [];
      });
    });
  });
}

/** What a monitor read against one baseline, by the day its batch ended, the earliest first. */
type Series = ReadonlyMap<CalendarDate, Pick<Gap, 'system' | 'evidence' | 'baseline'>>;

function seriesOf(batches: readonly BatchRead[]): Series {
  const own = new Map<CalendarDate, Pick<Gap, 'system' | 'evidence' | 'baseline'>>();
  for (const { batch_to, evidence, system, baseline } of batches)
    if (batch_to !== null && !own.has(batch_to)) own.set(batch_to, { system, evidence, baseline });
  return new Map([...own].sort(([a], [b]) => compareText(a, b)));
}

/** Whether a baseline that came later goes on where this one ends: it took its place, and nothing has stopped. */
function isReplaced(own: Series, all: readonly Series[]): boolean {
  const [first, last] = endsOf(own);
  return all.some((other) => {
    const [start, end] = endsOf(other);
    return start > first && end > last;
  });
}

const endsOf = (own: Series): [first: CalendarDate, last: CalendarDate] => {
  const days = [...own.keys()];
  return [days[0] ?? '', days.at(-1) ?? ''];
};

/** When the second batch after one ends: by then the first has to be there. */
const secondEnd = (last: CalendarDate, { months, days }: Duration): CalendarDate =>
  addDuration(last, { months: months * 2, days: days * 2 });

function findingOf(group: readonly Gap[], { index, as_of }: Portfolio): RuleFinding {
  const { system, evidence: id, baseline, last, next, span } = group[0]!;
  const monitors = group.map(({ monitor }) => monitor);
  const evidence = index.evidence.get(id);
  const who = `${count(monitors.length, 'monitor')} of ${code(system)} (${codes(monitors, 3)})`;
  const against = baseline === null ? '' : ` against ${code(baseline)}`;
  const said = `${monitors.length === 1 ? 'is' : 'are'} read ${code(span)}${against}`;
  return {
    message:
      next === null
        ? `${who} ${said}, and the last batch in the evidence ended on ${last}, ${daysBefore(last, as_of)} before ${as_of}`
        : `${who} ${said}, and between the batches that ended on ${last} and on ${next} there is none for ${count(daysBetween(last, next), 'day')}`,
    at: evidence?.at ?? startOf('portfolio.yaml'),
    subject: id,
    detail: `${last} ${next ?? 'now'} ${span}`,
    system,
    related: monitors.slice(0, 5).flatMap((monitor) => {
      const node = index.nodes.get(monitor);
      return node ? [{ at: node.at, message: `monitor ${code(monitor)}` }] : [];
    }),
    fix: 'profile what is missing, and register the file again',
  };
}
