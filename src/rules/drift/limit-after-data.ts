import { isDate, type CalendarDate } from '../../core/date.ts';
import { compareText } from '../../core/compare.ts';
import { startOf } from '../../core/place.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import { defineRule, type RuleFinding } from '../../core/rule.ts';
import { code, codes, count } from '../../kinds/words.ts';
import { groupBy } from '../group.ts';

export const rule = defineRule({
  id: 'drift/limit-after-data',
  severity: 'warning',
  what: 'Limits judge batches that had ended before the limits were set: a warning where a limit was moved after a crossing or judges nothing else, for information where it is only history.',
  why: 'A limit that is chosen with the data in sight can be chosen so that nothing is over it. What it says of those batches is a description, not a test.',
  fix: 'Judge by the limits of the day: keep the old limits with their date, and let the new ones judge what comes after. If they were set earlier, correct `thresholds_set_on`.',
  source: 'EU AI Act Art. 9(8): metrics and thresholds are defined in advance',
  *check(portfolio) {
    const early = earlyOf(portfolio);
    const groups = groupBy(early, ({ system, set, batches, moved, all }) =>
      [system, set, batches.join('|'), moved ?? '', all].join(' '),
    );
    for (const group of groups.values()) yield findingOf(group, portfolio);
  },
});

/** The batches of a monitor that had ended before its limits were set. */
interface Early {
  system: string;
  monitor: string;
  set: CalendarDate;
  batches: string[];
  /** A breach that had been detected before, or `null`. */
  moved: string | null;
  /** Whether it judges no later batch. */
  all: boolean;
}

function earlyOf({ drift, index, breaches }: Portfolio): Early[] {
  const judged = new Map<string, { system: string; ends: Map<CalendarDate, string> }>();
  for (const { monitor, batch, batch_to, verdict, system } of drift) {
    if (monitor === null || batch_to === null || verdict === 'no-verdict') continue;
    let own = judged.get(monitor);
    if (!own) judged.set(monitor, (own = { system, ends: new Map() }));
    own.ends.set(batch_to, batch);
  }
  const recorded = Map.groupBy(
    breaches.filter(({ record }) => record !== null),
    ({ monitor }) => monitor,
  );
  return [...judged].flatMap(([monitor, { system, ends }]): Early[] => {
    const set = index.items.get(monitor)?.data['thresholds_set_on'];
    if (!isDate(set)) return [];
    const batches = [...ends].filter(([end]) => end < set).sort((a, b) => compareText(a[0], b[0]));
    if (batches.length === 0) return [];
    const moved = recorded.get(monitor)?.find(({ detected }) => detected !== null && detected < set);
    return [
      {
        system,
        monitor,
        set,
        batches: batches.map(([, batch]) => batch),
        moved: moved?.record ?? null,
        all: batches.length === ends.size,
      },
    ];
  });
}

function findingOf(group: readonly Early[], { index }: Portfolio): RuleFinding {
  const { system, monitor, set, batches, moved, all } = group[0]!;
  const monitors = group.map((one) => one.monitor);
  const which = batches.length === 1 ? code(batches[0]!) : `${code(batches[0]!)} to ${code(batches.at(-1)!)}`;
  const end =
    moved !== null
      ? `, and breach ${code(moved)} had been detected by then`
      : all
        ? ', and no later one'
        : '; of these they are no test';
  return {
    message: `the limits of ${codes(monitors, 3)}, set on ${set}, judge ${count(batches.length, 'batch', 'batches')} that had ended before (${which})${end}`,
    at: index.nodes.get(monitor)?.at ?? startOf('portfolio.yaml'),
    subject: monitor,
    detail: set,
    severity: moved !== null || all ? 'warning' : 'info',
    system,
    fix:
      moved !== null || all
        ? 'judge by the limits of the day, or correct `thresholds_set_on`'
        : 'read those batches as history; if the limits were set earlier, correct `thresholds_set_on`',
  };
}
