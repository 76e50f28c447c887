/** The table of a page as a grid to move about in: rows and columns leave, nothing is drawn anew. */
import { anchorOf } from '../../core/address.ts';
import type { CellsJson } from '../../report/cells-json.ts';
import type { Surface } from './matrix-surface.ts';

/** The clauses that a table shows, by index into the data. */
export function clausesOf(table: HTMLTableElement, data: CellsJson): number[] {
  const known = new Map(data.clauses.id.map((id, i) => [`#p-${anchorOf(id)}`, i]));
  return rowsOf(table).map(
    (row) => known.get(row.querySelector<HTMLAnchorElement>('th a')?.hash ?? '') ?? -1,
  );
}

const rowsOf = (table: HTMLTableElement): HTMLTableRowElement[] => [
  ...table.querySelectorAll<HTMLTableRowElement>('tr[data-s]:not(.sh)'),
];

/** Makes a table a grid; `clauses` are those of its rows. */
export function tableSurface(table: HTMLTableElement, clauses: readonly number[], data: CellsJson): Surface {
  const head = table.tHead!.rows[0]!;
  const foot = table.tFoot?.rows[0];
  const rows = rowsOf(table);
  const clauseOf = new Map(rows.map((row, i) => [row, clauses[i]!]));
  const rowOf = new Map(rows.map((row, i) => [clauses[i]!, row]));
  // The columns of a table are the controls that its own clauses use.
  const controls = [...head.querySelectorAll('.ch a')].map((link) =>
    data.controls.id.findIndex((id) => link.getAttribute('href')?.endsWith(`/controls/${id}/`)),
  );
  for (const row of rows) split(row);
  let lines: HTMLTableRowElement[] = [];
  let visible: number[] = controls.map((_, column) => column);
  let current: HTMLElement | null = null;

  table.setAttribute('role', 'grid');
  for (const one of table.querySelectorAll<HTMLElement>('a, input')) one.tabIndex = -1;
  const region = table.parentElement!;
  region.removeAttribute('tabindex');

  /** The element of a cell that takes the focus: what can be followed or folded in it, else itself. */
  const target = (cell: HTMLElement): HTMLElement => cell.querySelector<HTMLElement>('a, input') ?? cell;
  const cellAt = (line: number, column: number): HTMLElement => {
    const row = line < 0 ? head : lines[line]!;
    const wanted = column < 2 ? column : (visible[column - 2] ?? 0) + 2;
    return row.cells[Math.min(wanted, row.cells.length - 1)]!;
  };
  const enter = (cell: HTMLElement): void => {
    if (current) current.tabIndex = -1;
    current = target(cell);
    current.tabIndex = 0;
  };
  const isShown = (row: HTMLTableRowElement): boolean => row.offsetParent !== null;
  const listLines = (): void => {
    lines = [...table.querySelectorAll<HTMLTableRowElement>('tbody > tr')].filter(isShown);
    if (!current?.isConnected || current.offsetParent === null) {
      enter(
        lines.length > 0
          ? cellAt(
              lines.findIndex((row) => clauseOf.has(row)),
              0,
            )
          : head.cells[0]!,
      );
    }
  };
  table.addEventListener('change', (event) => {
    if ((event.target as Element).matches('.fold')) listLines();
  });

  return {
    element: table,
    show: (result) => {
      const shown = new Set(result.rows);
      for (const row of rows) row.classList.toggle('off', !shown.has(clauseOf.get(row)!));
      const columns = new Set(result.columns);
      visible = controls.flatMap((control, column) => (columns.has(control) ? [column] : []));
      controls.forEach((control, column) => {
        const isOff = !columns.has(control);
        for (const row of [head, foot, ...rows]) {
          const cell = row?.cells[column + 2];
          if (cell) cell.hidden = isOff;
        }
        const sum = result.carried[control];
        const cell = foot?.cells[column + 2];
        if (cell && sum) cell.textContent = `${sum.evidenced}/${sum.cells}`;
      });
      const counts = { evidenced: 0, scope: 0 };
      for (const body of table.tBodies) {
        const note = body.querySelector<HTMLElement>('.fw td');
        const own = [...body.rows].filter((row) => clauseOf.has(row) && !row.classList.contains('off'));
        const scope = own.filter((row) => row.dataset['s'] !== 'not-applicable');
        const evidenced = own.filter((row) => row.dataset['s'] === 'evidenced').length;
        counts.evidenced += evidenced;
        counts.scope += scope.length;
        if (note)
          note.textContent =
            scope.length === 0 ? 'nothing in scope' : `${evidenced} of ${scope.length} evidenced`;
      }
      const sum = foot?.querySelector('[data-sum]');
      if (sum) sum.textContent = `${counts.evidenced} of ${counts.scope}`;
      for (const heading of table.querySelectorAll<HTMLElement>('tr.sh')) {
        const of = rows.filter(
          (row) => row.dataset['s'] === heading.dataset['s'] && !row.classList.contains('off'),
        );
        heading.classList.toggle('off', of.length === 0);
        heading.querySelector('b')!.textContent = String(of.length);
      }
      listLines();
    },
    reach: () => ({
      lines: lines.length,
      columns: visible.length + 2,
      page: Math.max(
        1,
        Math.floor((region.clientHeight - head.offsetHeight) / (lines.at(-1)?.offsetHeight || 40)) - 1,
      ),
    }),
    focus: ({ line, column }) => {
      const cell = cellAt(line, column);
      enter(cell);
      target(cell).focus({ preventScroll: true });
      reveal(region, cell, head, head.cells[0]!);
    },
    spotOf: (element) => {
      const cell = element.closest<HTMLTableCellElement>('th, td');
      const row = cell?.parentElement as HTMLTableRowElement | null;
      if (!cell || !row || !table.contains(cell)) return null;
      const line = row === head ? -1 : lines.indexOf(row);
      if (line < 0 && row !== head) return null;
      const at = cell.cellIndex;
      return { line, column: at < 2 ? at : Math.max(2, visible.indexOf(at - 2) + 2) };
    },
    at: ({ line, column }) => {
      const clause = line < 0 ? undefined : clauseOf.get(lines[line]!);
      const control = column < 2 ? undefined : controls[visible[column - 2] ?? -1];
      return { clause: clause ?? null, control: control ?? null };
    },
    lineOf: (clause) => lines.indexOf(rowOf.get(clause)!),
    mark: (clause) => {
      table.querySelector('[aria-current]')?.removeAttribute('aria-current');
      if (clause !== null) rowOf.get(clause)?.setAttribute('aria-current', 'true');
    },
  };
}

/** Takes runs of empty cells apart, so that each column has its own. */
function split(row: HTMLTableRowElement): void {
  for (const cell of [...row.cells]) {
    if (cell.colSpan < 2 || cell.className === 'why') continue;
    for (let more = cell.colSpan; more > 1; more--) cell.after(document.createElement('td'));
    cell.removeAttribute('colspan');
  }
}

/** Scrolls a box so that a cell stands clear of the frozen header and first column. */
function reveal(box: HTMLElement, cell: HTMLElement, head: HTMLElement, first: HTMLElement): void {
  const [frame, at] = [box.getBoundingClientRect(), cell.getBoundingClientRect()];
  if (cell.parentElement !== head) {
    const top = frame.top + head.offsetHeight;
    if (at.top < top) box.scrollTop -= top - at.top;
    else if (at.bottom > frame.bottom) box.scrollTop += at.bottom - frame.bottom + 40;
  }
  const left = frame.left + first.offsetWidth;
  if (getComputedStyle(cell).left === '0px') return;
  if (at.left < left) box.scrollLeft -= left - at.left;
  else if (at.right > frame.right) box.scrollLeft += at.right - frame.right + 8;
  const seen = cell.getBoundingClientRect();
  if (seen.top < 0 || seen.bottom > innerHeight) cell.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}
