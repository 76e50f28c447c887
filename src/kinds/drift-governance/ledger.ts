// From breach to closure: what a reader is told about each crossing of a limit.
import type { Artefact, Item } from '../../core/artefact.ts';
import { compareNatural, compareText } from '../../core/compare.ts';
import { addDays, daysBetween, isDate, isPast, type CalendarDate } from '../../core/date.ts';
import { grouping, ofSystem } from '../../core/once.ts';
import { dueAfter } from '../../core/policy.ts';
import type { DriftRow, Portfolio } from '../../core/portfolio.ts';
import { decisionOf } from '../../evidence/drift/breach.ts';
import type { Breach, Monitor } from './schema.ts';

/** A breach with the decision that answers it and how long things took. */
export interface Entry {
  item: Item;
  row: Breach;
  monitor: { item: Item; row: Monitor } | null;
  /** What crossed the limit. */
  target: string;
  /** The limit that was crossed, as the monitor states it today. */
  limit: number | null;
  decision: { id: string; title: string; date: CalendarDate | null } | null;
  /** Days from detection to decision; `null` while there is none, or it bears no date. */
  decided_after: number | null;
  /** Day by which a red breach has to be decided; `null` for amber ones and where nobody dated it. */
  decide_by: CalendarDate | null;
  /** Without a decision past that day, or with no day to count from. */
  late: boolean;
  /** Days it has been open on the as-of date, 0 where nobody dated it; `null` when it is closed. */
  open_for: number | null;
}

/** The breaches of an artefact: open ones first, red before amber, latest first. */
export function ledgerOf(artefact: Artefact, portfolio: Portfolio): Entry[] {
  return artefact.items
    .filter((item) => item.kind === 'breach' && !isAhead(item.data as Breach, portfolio.as_of))
    .map((item) => entryOf(item, artefact, portfolio))
    .sort(
      (a, b) =>
        Number(b.open_for !== null) - Number(a.open_for !== null) ||
        compareText(b.row.severity ?? '', a.row.severity ?? '') ||
        compareText(b.row.detected ?? '', a.row.detected ?? '') ||
        compareNatural(a.item.local, b.item.local),
    );
}

/** A record dated after the as-of date does not exist yet. */
const isAhead = ({ detected }: Breach, asOf: CalendarDate): boolean =>
  detected !== undefined && detected > asOf;

function entryOf(item: Item, artefact: Artefact, portfolio: Portfolio): Entry {
  const row = item.data as Breach;
  const monitor = monitorOf(row, artefact, portfolio);
  const decision = answerTo(item, portfolio);
  const closed = row.closed !== undefined && row.closed <= portfolio.as_of;
  const decide_by =
    row.severity === 'red' && row.detected !== undefined
      ? (dueAfter(row.detected, monitor?.row.response_time ?? '') ??
        addDays(row.detected, portfolio.policy.breach_response_days))
      : null;
  return {
    item,
    row,
    monitor,
    target: row.feature ?? monitor?.row.target ?? row.monitor ?? item.local,
    limit: row.severity === undefined ? null : (monitor?.row[row.severity] ?? null),
    decision,
    decided_after:
      decision?.date != null && row.detected !== undefined ? daysBetween(row.detected, decision.date) : null,
    decide_by,
    // A red breach that nobody dated cannot be shown to be in time.
    late:
      decision === null &&
      !closed &&
      (decide_by === null ? row.severity === 'red' : isPast(decide_by, portfolio.as_of)),
    open_for:
      closed || row.detected === undefined ? (closed ? null : 0) : daysBetween(row.detected, portfolio.as_of),
  };
}

function monitorOf(row: Breach, artefact: Artefact, portfolio: Portfolio): Entry['monitor'] {
  if (row.monitor === undefined) return null;
  const found = portfolio.index.resolve(row.monitor, artefact.system);
  const item = found.state === 'found' ? portfolio.index.items.get(found.node.id) : undefined;
  return item?.kind === 'monitor' ? { item, row: item.data as Monitor } : null;
}

/** The decision that answers a breach, with its day. */
function answerTo(item: Item, portfolio: Portfolio): Entry['decision'] {
  const node = decisionOf(item, portfolio);
  if (node === null) return null;
  const date = portfolio.index.artefacts.get(node.id)?.data['date'];
  return { id: node.id, title: node.title, date: isDate(date) ? date : null };
}

/** A monitor with its last reading. */
export interface Watched {
  item: Item;
  row: Monitor;
  /** The worst reading of the last batch it has; `null` when the evidence holds none. */
  last: DriftRow | null;
  /** How many things it read in that batch. */
  readings: number;
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
      return { item, row, last: latest[0] ?? null, readings: latest.length };
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

/** The readings of a system that the charts do not show: those by other methods, and those of other tools. */
export function otherReadingsOf(system: string | null, drift: readonly DriftRow[]): DriftRow[] {
  const drawn = readingsOf(system, drift)[0]?.method;
  return ofSystem(drift, system).filter(({ method, source }) => source === 'reported' || method !== drawn);
}

/** The readings of one feature by one method in short. */
export interface Series {
  last: DriftRow;
  /** Batches over red, of all batches. */
  over: number;
  batches: number;
}

/** Readings by feature, method and tool, worst latest verdict first. */
export function seriesOf(rows: readonly DriftRow[]): Series[] {
  const groups = Map.groupBy(rows, ({ feature, method, tool }) => `${feature}\n${method}\n${tool ?? ''}`);
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
        compareText(a.method, b.method),
    );
}
