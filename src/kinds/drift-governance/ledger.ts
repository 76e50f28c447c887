// From breach to closure: what a reader is told about each crossing of a limit.
import type { Artefact, Item } from '../../core/artefact.ts';
import { compareNatural, compareText } from '../../core/compare.ts';
import { isUnsettled, type Breach as Computed } from '../../core/breach.ts';
import { asDate, daysBetween, type CalendarDate } from '../../core/date.ts';
import type { Link } from '../../core/link.ts';
import { grouping, ofSystem } from '../../core/once.ts';
import type { DriftRow, Portfolio } from '../../core/portfolio.ts';
import { restingOn } from '../../core/suspect.ts';
import { trackRecords, type TrackRecord } from '../../evidence/drift/track-record.ts';
import type { Breach } from './breach.ts';
import type { Monitor } from './monitor.ts';

/** A breach as the page tells it: what the graph knows of it, with its record and its monitor. */
export interface Entry {
  breach: Computed;
  /** The record; `null` where nobody wrote the breach down. */
  item: Item | null;
  row: Breach;
  monitor: { item: Item; row: Monitor } | null;
  /** What crossed the limit. */
  target: string;
  /** The decision that answers it first. */
  decision: { id: string; title: string; date: CalendarDate | null } | null;
  /** Days from detection to decision; `null` while there is none, or one of the two bears no date. */
  decided_after: number | null;
  /** What is suspect while it is not settled; empty for others. */
  resting: Link[];
}

const ofDocument = grouping((one: Computed) => one.system);

/** Whether an entry has a line of its own: it is on record, or red. Amber that nobody recorded is told in short. */
export const isInLedger = ({ breach }: Entry): boolean => breach.record !== null || breach.severity === 'red';

/** The breaches of an artefact's system: open ones first, red before amber, latest first. */
export const ledgerOf = (artefact: Pick<Artefact, 'system'>, portfolio: Portfolio): Entry[] =>
  ofDocument(portfolio.breaches, artefact.system)
    .map((breach) => entryOf(breach, portfolio))
    .sort(
      (a, b) =>
        Number(b.breach.stage === 'open') - Number(a.breach.stage === 'open') ||
        compareText(b.breach.severity, a.breach.severity) ||
        compareText(b.breach.detected ?? '', a.breach.detected ?? '') ||
        compareNatural(a.breach.key, b.breach.key),
    );

function entryOf(breach: Computed, portfolio: Portfolio): Entry {
  const { index } = portfolio;
  const item = breach.record === null ? null : (index.items.get(breach.record) ?? null);
  const row = (item?.data ?? {}) as Breach;
  const monitor = breach.monitor === null ? undefined : index.items.get(breach.monitor);
  const watching = monitor?.kind === 'monitor' ? { item: monitor, row: monitor.data as Monitor } : null;
  const id = breach.decisions[0];
  const { detected, decided_on } = breach;
  return {
    breach,
    item,
    row,
    monitor: watching,
    target: breach.feature ?? watching?.row.target ?? row.monitor ?? item?.local ?? breach.key,
    decision:
      id === undefined
        ? null
        : { id, title: index.nodes.get(id)?.title ?? id, date: decisionDay(id, portfolio) },
    decided_after: detected !== null && decided_on !== null ? daysBetween(detected, decided_on) : null,
    resting: isUnsettled(breach) ? restingOn(breach, index) : [],
  };
}

function decisionDay(id: string, { index }: Portfolio): CalendarDate | null {
  const date = index.artefacts.get(id)?.data['date'];
  return asDate(date);
}

/** A monitor with its last reading. */
export interface Watched {
  item: Item;
  row: Monitor;
  /** The worst reading of the last batch it has; `null` when the evidence holds none. */
  last: DriftRow | null;
  /** How many things it read in that batch. */
  readings: number;
  /** What its limits have said so far against each baseline; none when the evidence holds no reading of it. */
  records: readonly TrackRecord[];
}

const byMonitor = grouping((reading: DriftRow) => reading.monitor);

/** Larger is worse, on whichever side the trouble is; nothing is worse than no value. */
const badness = ({ value, direction }: DriftRow): number =>
  value === null ? -Infinity : direction === 'below' ? -value : value;

const verdicts = ['red', 'amber', 'no-verdict', 'stable'];

/** The monitors of an artefact in their own order, each with the worst reading of its last batch. */
export function watchedBy(artefact: Artefact, portfolio: Portfolio): Watched[] {
  return artefact.items
    .filter((item) => item.kind === 'monitor')
    .map((item) => {
      const row = item.data as Monitor;
      const readings = byMonitor(portfolio.drift, item.id);
      // Batches of other tools have names that sort in no order of time; where days are known, they decide.
      const batch = [...readings]
        .sort((a, b) => compareText(a.batch_to ?? '', b.batch_to ?? '') || compareText(a.batch, b.batch))
        .at(-1)?.batch;
      const latest = readings
        .filter((reading) => reading.batch === batch)
        .sort(
          (a, b) =>
            verdicts.indexOf(a.verdict) - verdicts.indexOf(b.verdict) ||
            badness(b) - badness(a) ||
            compareText(a.feature, b.feature),
        );
      const records = trackRecords(portfolio.drift).get(item.id) ?? [];
      return { item, row, last: latest[0] ?? null, readings: latest.length, records };
    });
}

/** Features of a system that were over red in any batch, most batches first. */
export function crossed(system: string | null, drift: readonly DriftRow[]): string[] {
  const times = new Map<string, number>();
  for (const reading of ofSystem(drift, system)) {
    if (reading.verdict !== 'red') continue;
    times.set(reading.feature, (times.get(reading.feature) ?? 0) + 1);
  }
  return [...times].sort((a, b) => b[1] - a[1] || compareText(a[0], b[0])).map(([feature]) => feature);
}

/** Whether readings by a method are drawn: charts compare PSI, whose limits and noise floor share a scale. */
const isDrawn = (method: string): boolean => method.startsWith('PSI');

/**
 * The PSI readings of a system by the rule most of them have: one heat map compares like with like. What other tools
 * reported stands beside it, never in it.
 */
export function readingsOf(system: string | null, drift: readonly DriftRow[]): DriftRow[] {
  const own = ofSystem(drift, system).filter(({ source }) => source !== 'reported');
  const times = new Map<string, number>();
  for (const { method } of own) if (isDrawn(method)) times.set(method, (times.get(method) ?? 0) + 1);
  const method = [...times].sort((a, b) => b[1] - a[1] || compareText(a[0], b[0]))[0]?.[0];
  return own.filter((reading) => reading.method === method);
}

/**
 * The drift readings of a system that the charts do not show: those by other methods, and those of other tools. Metrics
 * have their own charts.
 */
export function otherReadingsOf(system: string | null, drift: readonly DriftRow[]): DriftRow[] {
  const drawn = readingsOf(system, drift)[0]?.method;
  return ofSystem(drift, system).filter(
    ({ method, source }) => source === 'reported' || (source === 'profile' && method !== drawn),
  );
}

/**
 * Readings apart by what they are read against, the baseline with most readings first; all together where there is
 * one.
 */
export const byBaseline = (rows: readonly DriftRow[]): DriftRow[][] =>
  [...Map.groupBy(rows, ({ baseline }) => baseline).values()].sort((a, b) => b.length - a.length);

/** The readings of one feature by one method against one baseline in short. */
export interface Series {
  last: DriftRow;
  /** Batches over red, of all batches. */
  over: number;
  batches: number;
}

/** Readings by feature, method, baseline and tool, worst latest verdict first. */
export function seriesOf(rows: readonly DriftRow[]): Series[] {
  const groups = Map.groupBy(rows, ({ feature, method, baseline, tool }) =>
    [feature, method, baseline, tool].join('\n'),
  );
  return [...groups.values()]
    .map((own) => ({
      last: own.at(-1)!,
      over: own.filter(({ verdict }) => verdict === 'red').length,
      batches: own.length,
    }))
    .sort(
      ({ last: a }, { last: b }) =>
        verdicts.indexOf(a.verdict) - verdicts.indexOf(b.verdict) ||
        compareText(a.feature, b.feature) ||
        compareText(a.method, b.method) ||
        compareText(a.baseline ?? '', b.baseline ?? ''),
    );
}
