/** What becomes weaker by the passing of time alone: found by computing cells again for the days on which something ends. */
import { cellKey } from './carried.ts';
import type { Cell, CellState } from './cell.ts';
import { compareText } from './compare.ts';
import { cellsOfSystem } from './coverage.ts';
import { addDays, type CalendarDate } from './date.ts';
import { renewalOf } from './evidence-state.ts';
import { freshnessFor, onLaterDay } from './later.ts';
import type { Portfolio } from './portfolio.ts';
import { isInEffect } from './records.ts';
import { isWeaker } from './strength.ts';

/** Something that holds until a day. An approval that runs out weakens no cell, and is never one. */
export interface Ending {
  type: 'evidence' | 'waiver';
  /** Qualified id. */
  id: string;
  title: string;
  /** The last day on which it holds. */
  last: CalendarDate;
  /** `expires`: its stated end. `renewal`: it is older than its cadence, or than its tier allows, from then on. */
  by: 'expires' | 'renewal';
}

/** An obligation whose cell will be weaker on a day unless somebody acts. */
export interface ComingLapse {
  /** The first such day. */
  day: CalendarDate;
  system: string;
  obligation: string;
  before: CellState;
  after: CellState;
  /** What ends with the day before, and carried the cell until then. */
  ends: Ending[];
  /** The cell as it will be on that day. */
  cell: Cell;
}

/**
 * The obligations whose cell would be weaker on some day up to a number of days after the as-of date, by expiry and
 * staleness alone: the first such day, what ends, the state before and after. Duties that have ended are passed over.
 * Sorted by day, system and obligation.
 */
export function lapsesWithin(portfolio: Portfolio, days: number): ComingLapse[] {
  const endings = endingsUntil(portfolio, addDays(portfolio.as_of, days));
  const now = new Map<string, Cell>();
  const resting = new Resting();
  for (const cell of portfolio.cells) {
    if (cell.timing === 'ended') continue;
    now.set(cellKey(cell), cell);
    resting.add(cell);
  }
  const before = new Map(now);
  const lapses: ComingLapse[] = [];
  for (const day of [...endings.keys()].sort(compareText)) {
    const ending = endings.get(day)!;
    const keys = [...new Set(ending.flatMap((one) => [...resting.on(one)]))].filter((key) => now.has(key));
    if (keys.length === 0) continue;
    const graph = onLaterDay(portfolio, day);
    const cells = keys.map((key) => now.get(key)!);
    for (const [id, some] of Map.groupBy(cells, (cell) => cell.system)) {
      const system = portfolio.index.systems.get(id)!;
      const only = new Set(some.map((cell) => cell.obligation));
      for (const cell of cellsOfSystem(graph, system, only)) {
        const key = cellKey(cell);
        const was = before.get(key)!.state;
        if (!isWeaker(cell.state, was)) {
          // Another source or control holds it: from here on it rests on that.
          now.set(key, cell);
          resting.add(cell);
          continue;
        }
        now.delete(key);
        lapses.push({
          day,
          system: id,
          obligation: cell.obligation,
          before: was,
          after: cell.state,
          ends: ending.filter((one) => resting.on(one).has(key)),
          cell,
        });
      }
    }
  }
  return lapses.sort(
    (a, b) =>
      compareText(a.day, b.day) || compareText(a.system, b.system) || compareText(a.obligation, b.obligation),
  );
}

/** What ends, by the first day on which it does not hold any more, up to a day (inclusive). */
function endingsUntil(portfolio: Portfolio, horizon: CalendarDate): Map<CalendarDate, Ending[]> {
  const endings = new Map<CalendarDate, Ending[]>();
  const add = (ending: Ending): void => {
    const day = addDays(ending.last, 1);
    if (day > portfolio.as_of && day <= horizon) endings.set(day, [...(endings.get(day) ?? []), ending]);
  };
  for (const record of portfolio.evidence) {
    if (record.state !== 'valid') continue;
    const { id, title, valid_until } = record;
    const due = renewalOf(record, freshnessFor(portfolio, record.system))?.due ?? null;
    if (valid_until !== null && (due === null || valid_until <= due))
      add({ type: 'evidence', id, title, last: valid_until, by: 'expires' });
    else if (due !== null) add({ type: 'evidence', id, title, last: due, by: 'renewal' });
  }
  for (const waiver of portfolio.waivers) {
    const { id, title, expires } = waiver;
    if (isInEffect(waiver, portfolio.index)) add({ type: 'waiver', id, title, last: expires, by: 'expires' });
  }
  return endings;
}

/** Which cells rest on what ends, by key. */
class Resting {
  readonly #byId = new Map<string, Set<string>>();
  /** Cells that a waiver of a finding holds: the waiver is not named in the proof. */
  readonly #accepted = new Set<string>();

  add(cell: Cell): void {
    const key = cellKey(cell);
    for (const id of cell.evidence) this.#add(id, key);
    for (const step of cell.steps) {
      if (step.type === 'waiver' && step.id !== null) this.#add(step.id, key);
      if (step.state === 'waived') this.#accepted.add(key);
    }
  }

  on({ type, id }: Ending): ReadonlySet<string> {
    const named = this.#byId.get(id) ?? new Set<string>();
    return type === 'waiver' ? new Set([...named, ...this.#accepted]) : named;
  }

  #add(id: string, key: string): void {
    const keys = this.#byId.get(id);
    if (keys) keys.add(key);
    else this.#byId.set(id, new Set([key]));
  }
}
