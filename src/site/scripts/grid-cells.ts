/** The cells of a large matrix, as elements. */
import type { CellsJson } from '../../report/cells-json.ts';
import { withDates } from '../../ui/dates.ts';
import { cellWords } from '../../ui/words.ts';
import { stateOf } from './grid-lines.ts';
import { markAt, type Result } from './matrix-filter.ts';
import { element, glyph } from './matrix-surface.ts';

/** Sizes in px; the sheet has the same. */
export const size = { row: 40, column: 34, clause: 336, state: 152, frozen: 488, ahead: 6, columnsAhead: 6 };

/** What is drawn: the data, and what the filters left of it. */
export interface Shown {
  data: CellsJson;
  result: Result;
  /** The address of a clause's proof. */
  addressOf: (clause: number) => string;
}

/** Columns of controls, from one up to before another. */
export interface Columns {
  left: number;
  right: number;
}

/** Puts a cell below the heading of its column of controls. */
function place(cell: HTMLElement, column: number): HTMLElement {
  cell.style.left = `${size.frozen + column * size.column}px`;
  return cell;
}

/** The headings of all columns in view. */
export function headCells(shown: Shown, { left, right }: Columns): HTMLElement[] {
  const cells = [
    element(
      'div',
      { role: 'columnheader', class: 'vg-first', 'aria-colindex': '1', 'data-c': '0', tabindex: '-1' },
      'Clause',
    ),
    element(
      'div',
      { role: 'columnheader', class: 'vg-state', 'aria-colindex': '2', 'data-c': '1', tabindex: '-1' },
      'State',
    ),
  ];
  for (let column = left; column < right; column++) cells.push(headCell(shown, column));
  return cells;
}

/** The heading of a column of controls. */
export function headCell({ data: { controls }, result }: Shown, column: number): HTMLElement {
  const control = result.columns[column]!;
  const id = controls.id[control]!;
  const link = element(
    'a',
    {
      href: `${document.documentElement.dataset['base'] ?? '/'}controls/${id}/`,
      tabindex: '-1',
      title: controls.title[control]!,
    },
    element('span', { class: 'cn' }, controls.title[control]!),
    element('span', { class: 'cc' }, id.slice(id.indexOf('/') + 1).replace(/^CTL-/, '')),
  );
  const attributes = {
    role: 'columnheader',
    class: 'vm ch',
    'aria-colindex': String(column + 3),
    'data-c': String(column + 2),
  };
  return place(element('div', attributes, link), column);
}

/** The totals below all columns in view. */
export function footCells({ data, result }: Shown, { left, right }: Columns): HTMLElement[] {
  const { scope, evidenced } = evidencedOf(data, result.rows);
  const cells = [
    element('div', { role: 'rowheader', class: 'vg-first', 'aria-colindex': '1' }, 'Evidenced of mapped'),
    element(
      'div',
      { role: 'gridcell', class: 'vg-state num', 'aria-colindex': '2' },
      `${evidenced} of ${scope}`,
    ),
  ];
  for (let column = left; column < right; column++) {
    const sum = result.carried[result.columns[column]!]!;
    const attributes = { role: 'gridcell', class: 'vm num', 'aria-colindex': String(column + 3) };
    cells.push(place(element('div', attributes, `${sum.evidenced}/${sum.cells}`), column));
  }
  return cells;
}

/** How many of clauses are in scope, and how many of these are evidenced. */
function evidencedOf(data: CellsJson, clauses: readonly number[]): { scope: number; evidenced: number } {
  const scope = clauses.filter((clause) => stateOf(data, clause) !== 'not-applicable');
  const evidenced = scope.filter((clause) => stateOf(data, clause) === 'evidenced').length;
  return { scope: scope.length, evidenced };
}

/** A clause with its state, and its marks where the screen has columns for them. */
export function clauseCells(
  { data, result, addressOf }: Shown,
  clause: number,
  columns: Columns | null,
): HTMLElement[] {
  const { clauses } = data;
  const state = stateOf(data, clause);
  const link = element(
    'a',
    { href: addressOf(clause), tabindex: '-1', title: clauses.title[clause]! },
    element('span', { class: 'ref' }, clauses.ref[clause]!),
    ` ${clauses.title[clause]!}`,
  );
  const from = clauses.applies_from[clause];
  const timing = data.timings[Number(clauses.timing[clause])];
  const note =
    timing === 'upcoming'
      ? from
        ? withDates(`from ${from}`)
        : 'upcoming'
      : timing === 'ended'
        ? 'ended'
        : '';
  const derived = data.derived.some((one) => one.clause === clause);
  const cells = [
    element('div', { role: 'rowheader', class: 'vg-first', 'aria-colindex': '1', 'data-c': '0' }, link),
    element(
      'div',
      {
        role: 'gridcell',
        class: `vg-state c-${state}`,
        'aria-colindex': '2',
        'data-c': '1',
        tabindex: '-1',
      },
      glyph(`c-${state}`),
      element('span', {}, ` ${cellWords[state]}`),
      ...(derived ? [element('em', {}, glyph('i-derived'), ' derived')] : []),
      ...(note === '' ? [] : [element('small', {}, note)]),
    ),
  ];
  if (columns === null) return cells;
  const marks: HTMLElement[] = [];
  for (let column = columns.left; column < columns.right; column++) {
    const mark = markAt(data, clause, result.columns[column]!);
    if (mark >= 0) marks.push(markCell(data, result.columns[column]!, column, mark));
  }
  cells.push(...marks);
  if (marks.length === 0 && !/[0-9]/.test(clauses.marks[clause]!)) {
    const why = element(
      'div',
      { role: 'gridcell', class: 'why', 'aria-colindex': '3', 'aria-colspan': String(result.columns.length) },
      withDates(clauses.reason[clause]!.replaceAll('`', '')),
    );
    cells.push(place(why, 0));
  }
  return cells;
}

function markCell(
  { controls, states }: CellsJson,
  control: number,
  column: number,
  mark: number,
): HTMLElement {
  const state = states[mark]!;
  const attributes = {
    role: 'gridcell',
    class: `vm c-${state}`,
    'aria-colindex': String(column + 3),
    'aria-label': `${controls.id[control]!}: ${cellWords[state]}`,
    title: `${controls.title[control]!}: ${cellWords[state]}`,
    'data-c': String(column + 2),
    tabindex: '-1',
  };
  return place(element('div', attributes, glyph(`c-${state}`)), column);
}

/** The heading of a chapter: a button that folds it, and what is evidenced of its clauses. */
export function chapterCells(
  { data }: Shown,
  chapter: number,
  own: readonly number[],
  { isFolded, fold }: { isFolded: boolean; fold: () => void },
): HTMLElement[] {
  const { ref, title } = data.chapters[chapter]!;
  const { scope, evidenced } = evidencedOf(data, own);
  const button = element(
    'button',
    { type: 'button', class: 'fold-b', 'aria-expanded': String(!isFolded), tabindex: '-1' },
    `${ref} ${title}`,
  );
  button.addEventListener('click', fold);
  return [
    element('div', { role: 'rowheader', class: 'vg-first', 'aria-colindex': '1', 'data-c': '0' }, button),
    element(
      'div',
      { role: 'gridcell', class: 'vg-state num', 'aria-colindex': '2', 'data-c': '1', tabindex: '-1' },
      scope === 0 ? 'nothing in scope' : `${evidenced} of ${scope} evidenced`,
    ),
  ];
}

/** The heading of a state: how many clauses are in it. */
export function stateCell({ data, result }: Shown, at: number): HTMLElement {
  const state = data.states[at]!;
  const n = result.rows.filter((clause) => stateOf(data, clause) === state).length;
  return element(
    'div',
    { role: 'rowheader', class: 'vg-first', 'aria-colindex': '1', 'data-c': '0', tabindex: '-1' },
    element('span', { class: `st c-${state}` }, glyph(`c-${state}`), element('span', {}, cellWords[state])),
    ' ',
    element('b', { class: 'num' }, String(n)),
  );
}

/** An empty cell of a clause, which is there only while the focus is on it. */
export function emptyCell(column: number): HTMLElement {
  const attributes = {
    role: 'gridcell',
    class: 'vm',
    'aria-colindex': String(column + 3),
    'data-c': String(column + 2),
    tabindex: '-1',
  };
  return place(element('div', attributes), column);
}
