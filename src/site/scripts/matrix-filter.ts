/** Which clauses a view leaves, and what each further choice would leave: pure, over the columns of the data. */
import { isHole } from '../../core/cell.ts';
import type { CellsJson } from '../../report/cells-json.ts';
import type { View } from './matrix-view.ts';

/** The data of a page, made ready for many questions. */
export interface Prepared {
  data: CellsJson;
  /** The clauses that the page is about, by index. */
  rows: readonly number[];
  /** Digits as numbers, by clause. */
  states: readonly number[];
  timings: readonly number[];
  /** Types of the controls of each clause. */
  types: readonly ReadonlySet<number>[];
  /** What a text is looked for in, by clause. */
  words: readonly string[];
}

/** What a view leaves. */
export interface Result {
  /** The clauses shown, by index, in their order. */
  rows: number[];
  /** The controls shown, by index. */
  columns: number[];
  /** Of each control, how many of the clauses shown it carries, and how many of them to proof. */
  carried: { cells: number; evidenced: number }[];
  /** How many clauses each value would leave with all other choices as they are. */
  counts: { state: number[]; timing: number[]; owner: number[]; type: number[]; holes: number };
}

const point = '.'.charCodeAt(0);
const zero = '0'.charCodeAt(0);

/** Reads the strings of the data once. */
export function prepare(data: CellsJson, rows: readonly number[]): Prepared {
  const { clauses, controls, owners } = data;
  const names = controls.id.map((id, i) => `${id} ${controls.title[i]}`);
  const digits = (text: string): number[] => [...text].map(Number);
  return {
    data,
    rows,
    states: digits(clauses.state),
    timings: digits(clauses.timing),
    types: clauses.marks.map(
      (marks) => new Set(markedBy(marks).flatMap((control) => controls.type[control] ?? [])),
    ),
    words: clauses.id.map((id, i) =>
      [
        id,
        clauses.ref[i],
        clauses.title[i],
        clauses.reason[i],
        ...markedBy(clauses.marks[i] ?? '').map((control) => names[control]),
        ...(clauses.owners[i] ?? []).map((owner) => owners[owner]),
      ]
        .join(' ')
        .toLowerCase(),
    ),
  };
}

/** The controls that are mapped to a clause, by index. */
function markedBy(marks: string): number[] {
  const found: number[] = [];
  for (let i = 0; i < marks.length; i++) if (marks.charCodeAt(i) !== point) found.push(i);
  return found;
}

/** How far a control carries a clause, as an index into the states; -1 where it is not mapped to it. */
export const markAt = (data: CellsJson, clause: number, control: number): number => {
  const code = data.clauses.marks[clause]?.charCodeAt(control) ?? point;
  return code === point || Number.isNaN(code) ? -1 : code - zero;
};

/** Applies a view. A choice counts as if nothing else of its own kind were chosen, so that counts say what it adds. */
export function filter(prepared: Prepared, view: View): Result {
  const { data, states, timings, types, words } = prepared;
  const { clauses } = data;
  const isHoleAt = data.states.map(isHole);
  const wanted = {
    state: new Set(view.state.map((name) => data.states.findIndex((one) => one === name))),
    timing: new Set(view.timing.map((name) => data.timings.findIndex((one) => one === name))),
    owner: view.owner === '' ? -1 : data.owners.indexOf(view.owner),
    type: view.type === '' ? -1 : data.types.indexOf(view.type),
  };
  const terms = view.q
    .toLowerCase()
    .split(/\s+/)
    .filter((term) => term !== '');
  const ended = data.timings.indexOf('ended');
  const counts: Result['counts'] = {
    state: data.states.map(() => 0),
    timing: data.timings.map(() => 0),
    owner: data.owners.map(() => 0),
    type: data.types.map(() => 0),
    holes: 0,
  };
  const rows: number[] = [];
  for (const i of prepared.rows) {
    const state = states[i]!;
    const timing = timings[i]!;
    const isHoleHere = isHoleAt[state]! && timing !== ended;
    const from = clauses.applies_from[i] ?? '';
    const own = clauses.owners[i] ?? [];
    const text = words[i]!;
    // A bit for each kind of choice that the clause fails.
    const fails =
      (wanted.state.size > 0 && !wanted.state.has(state) ? 1 : 0) |
      (wanted.timing.size > 0 && !wanted.timing.has(timing) ? 2 : 0) |
      (view.owner !== '' && !own.includes(wanted.owner) ? 4 : 0) |
      (view.type !== '' && !types[i]!.has(wanted.type) ? 8 : 0) |
      (view.holes && !isHoleHere ? 16 : 0) |
      (view.by !== '' && (from > view.by || timing === ended) ? 32 : 0) |
      (terms.every((term) => text.includes(term)) ? 0 : 64);
    if (fails === 0) rows.push(i);
    if ((fails & ~1) === 0) counts.state[state]! += 1;
    if ((fails & ~2) === 0) counts.timing[timing]! += 1;
    if ((fails & ~4) === 0) for (const owner of own) counts.owner[owner]! += 1;
    if ((fails & ~8) === 0) for (const type of types[i]!) counts.type[type]! += 1;
    if ((fails & ~16) === 0 && isHoleHere) counts.holes += 1;
  }
  const carried = carriedBy(data, rows);
  const all = carried.map((_, control) => control);
  return {
    rows,
    columns: view.used ? all.filter((control) => carried[control]!.cells > 0) : all,
    carried,
    counts,
  };
}

function carriedBy(data: CellsJson, rows: readonly number[]): Result['carried'] {
  const evidenced = String(data.states.indexOf('evidenced')).charCodeAt(0);
  const carried = data.controls.id.map(() => ({ cells: 0, evidenced: 0 }));
  for (const i of rows) {
    const marks = data.clauses.marks[i]!;
    for (let control = 0; control < marks.length; control++) {
      const code = marks.charCodeAt(control);
      if (code === point) continue;
      carried[control]!.cells += 1;
      if (code === evidenced) carried[control]!.evidenced += 1;
    }
  }
  return carried;
}
