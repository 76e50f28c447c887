/**
 * A large matrix as a grid of which only the part in view is drawn: five hundred clauses by two hundred controls are
 * a hundred thousand cells, and a screen shows a thousand.
 */
import type { CellsJson } from '../../report/cells-json.ts';
import {
  chapterCells,
  clauseCells,
  emptyCell,
  footCells,
  headCell,
  headCells,
  size,
  stateCell,
  type Columns,
  type Shown,
} from './grid-cells.ts';
import { chaptersOf, linesByChapter, linesByState, type Line } from './grid-lines.ts';
import type { Spot } from './matrix-move.ts';
import { element, type Surface } from './matrix-surface.ts';

/** Draws the data into a box; `addressOf` gives the address of a clause's proof. */
export function gridSurface(
  box: HTMLElement,
  data: CellsJson,
  addressOf: (clause: number) => string,
): Surface {
  const chapterOf = chaptersOf(data);
  const folded = new Set<number>();
  const narrow = matchMedia('(max-width: 48rem)');
  const head = element('div', { role: 'row', class: 'vg-head', 'aria-rowindex': '1' });
  const body = element('div', { role: 'rowgroup', class: 'vg-body' });
  const foot = element('div', { role: 'row', class: 'vg-foot' });
  const top = element('div', { role: 'rowgroup', class: 'vg-top' }, head);
  const bottom = element('div', { role: 'rowgroup', class: 'vg-bottom' }, foot);
  box.replaceChildren(top, body, bottom);
  box.setAttribute('role', 'grid');
  box.setAttribute('aria-label', `Clauses of ${data.framework.title} by control, for ${data.system.title}`);
  box.hidden = false;

  const shown: Shown = {
    data,
    result: {
      rows: [],
      columns: [],
      carried: [],
      counts: { state: [], timing: [], owner: [], type: [], holes: 0 },
    },
    addressOf,
  };
  let lines: Line[] = [];
  let lineOfClause = new Map<number, number>();
  let drawn = new Map<number, HTMLElement>();
  let window_ = '';
  let active: Spot = { line: 0, column: 0 };
  let marked: number | null = null;

  const columns = (): number => (narrow.matches ? 0 : shown.result.columns.length);

  function listLines(): void {
    lines = narrow.matches
      ? linesByState(data, shown.result.rows)
      : linesByChapter(data, shown.result.rows, chapterOf, folded);
    lineOfClause = new Map(
      lines.flatMap((line, i) => (line.kind === 'clause' ? [[line.at, i] as const] : [])),
    );
    drawn = new Map();
    window_ = '';
    body.replaceChildren();
    body.style.height = `${lines.length * size.row}px`;
    const width = narrow.matches ? '100%' : `${size.frozen + columns() * size.column}px`;
    for (const part of [top, body, bottom]) part.style.width = width;
    box.setAttribute('aria-rowcount', String(lines.length + 2));
    box.setAttribute('aria-colcount', String(columns() + 2));
    foot.setAttribute('aria-rowindex', String(lines.length + 2));
    active = {
      line: Math.max(-1, Math.min(active.line, lines.length - 1)),
      column: Math.min(active.column, columns() + 1),
    };
    draw();
  }

  /** The lines and columns in view, with some to spare. */
  function view(): Columns & { from: number; to: number } {
    const from = Math.floor(box.scrollTop / size.row) - size.ahead;
    const to = Math.ceil((box.scrollTop + box.clientHeight) / size.row) + size.ahead;
    const step = size.columnsAhead;
    const left = Math.floor(box.scrollLeft / size.column / step) * step - step;
    const right =
      Math.ceil((box.scrollLeft + box.clientWidth - size.frozen) / size.column / step) * step + step;
    return {
      from: Math.max(0, from),
      to: Math.min(lines.length, to),
      left: Math.max(0, left),
      right: Math.min(columns(), right),
    };
  }

  function draw(): void {
    const { from, to, left, right } = view();
    if (window_ !== `${left}-${right}`) {
      window_ = `${left}-${right}`;
      drawn = new Map();
      body.replaceChildren();
      head.replaceChildren(...headCells(shown, { left, right }));
      foot.replaceChildren(...footCells(shown, { left, right }));
    }
    const wanted = new Set<number>();
    for (let line = from; line < to; line++) wanted.add(line);
    // What has the focus stays, even out of view: else the keyboard would lose its place.
    if (active.line >= 0 && active.line < lines.length) wanted.add(active.line);
    for (const [line, row] of drawn) {
      if (wanted.has(line)) continue;
      row.remove();
      drawn.delete(line);
    }
    const fresh = document.createDocumentFragment();
    for (const line of wanted) {
      if (drawn.has(line)) continue;
      const row = drawLine(line, { left, right });
      drawn.set(line, row);
      fresh.append(row);
    }
    body.append(fresh);
    setTab();
  }

  function drawLine(line: number, inView: Columns): HTMLElement {
    const { kind, at } = lines[line]!;
    const row = element('div', {
      role: 'row',
      class: `vg-r ${kind}`,
      'aria-rowindex': String(line + 2),
      'data-line': String(line),
    });
    row.style.top = `${line * size.row}px`;
    if (kind === 'clause') {
      row.append(...clauseCells(shown, at, columns() === 0 ? null : inView));
      if (at === marked) row.setAttribute('aria-current', 'true');
    } else if (kind === 'chapter') {
      const own = shown.result.rows.filter((clause) => chapterOf[clause] === at);
      const fold = () => foldAt(at, line);
      row.append(...chapterCells(shown, at, own, { isFolded: folded.has(at), fold }));
    } else row.append(stateCell(shown, at));
    return row;
  }
  function foldAt(chapter: number, line: number): void {
    if (!folded.delete(chapter)) folded.add(chapter);
    active = { line, column: 0 };
    listLines();
    surface.focus(active);
  }

  const rowAt = (line: number): HTMLElement | undefined => (line < 0 ? head : drawn.get(line));
  /** The element of a cell; an empty one is made when the focus comes to it. */
  function cellAt({ line, column }: Spot, isMade: boolean): HTMLElement | null {
    const row = rowAt(line);
    if (!row) return null;
    const found = row.querySelector<HTMLElement>(`[data-c="${column}"]`);
    if (found || !isMade) return found;
    if (line >= 0 && lines[line]!.kind !== 'clause') return row.querySelector<HTMLElement>('[data-c="0"]');
    if (line < 0) {
      const cell = headCell(shown, column - 2);
      row.append(cell);
      return cell;
    }
    const cell = emptyCell(column - 2);
    row.append(cell);
    return cell;
  }
  const target = (cell: HTMLElement): HTMLElement => cell.querySelector<HTMLElement>('a, button') ?? cell;
  function setTab(): void {
    for (const one of box.querySelectorAll<HTMLElement>('[tabindex="0"]')) one.tabIndex = -1;
    const cell =
      cellAt(active, false) ??
      cellAt({ ...active, column: 0 }, false) ??
      head.querySelector<HTMLElement>('[data-c="0"]');
    if (cell) target(cell).tabIndex = 0;
  }

  let waiting = 0;
  box.addEventListener('scroll', () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(draw);
  });
  narrow.addEventListener('change', () => listLines());
  addEventListener('resize', () => draw());

  const surface: Surface = {
    element: box,
    show: (next) => {
      shown.result = next;
      listLines();
    },
    reach: () => ({
      lines: lines.length,
      columns: columns() + 2,
      page: Math.max(
        1,
        Math.floor((box.clientHeight - head.offsetHeight - foot.offsetHeight) / size.row) - 1,
      ),
    }),
    focus: (spot) => {
      active = spot;
      const y = spot.line * size.row;
      const room = box.clientHeight - head.offsetHeight - foot.offsetHeight;
      if (spot.line >= 0) {
        if (y < box.scrollTop) box.scrollTop = y;
        else if (y + size.row > box.scrollTop + room) box.scrollTop = y + size.row - room;
      }
      if (spot.column >= 2) {
        const x = (spot.column - 2) * size.column;
        const across = box.clientWidth - size.frozen;
        if (x < box.scrollLeft) box.scrollLeft = x;
        else if (x + size.column > box.scrollLeft + across) box.scrollLeft = x + size.column - across;
      }
      draw();
      const cell = cellAt(spot, true);
      if (!cell) return;
      setTab();
      target(cell).focus({ preventScroll: true });
      const seen = box.getBoundingClientRect();
      if (seen.bottom < 80 || seen.top > innerHeight - 80) box.scrollIntoView({ block: 'nearest' });
    },
    spotOf: (target_) => {
      const row = target_.closest<HTMLElement>('[role="row"]');
      if (!row || !box.contains(row) || row === foot) return null;
      const line = row === head ? -1 : Number(row.dataset['line']);
      return { line, column: Number(target_.closest<HTMLElement>('[data-c]')?.dataset['c'] ?? 0) };
    },
    at: ({ line, column }) => {
      const found = line < 0 ? undefined : lines[line];
      const control = found?.kind === 'clause' && column >= 2 ? shown.result.columns[column - 2] : undefined;
      return { clause: found?.kind === 'clause' ? found.at : null, control: control ?? null };
    },
    lineOf: (clause) => lineOfClause.get(clause) ?? -1,
    mark: (clause) => {
      marked = clause;
      for (const [line, row] of drawn) {
        const { kind, at } = lines[line]!;
        if (kind === 'clause' && at === clause) row.setAttribute('aria-current', 'true');
        else row.removeAttribute('aria-current');
      }
    },
  };
  return surface;
}
