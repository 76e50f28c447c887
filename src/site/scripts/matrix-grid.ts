/**
 * A large matrix as a grid of which only the part in view is drawn: five hundred clauses by two hundred controls are
 * a hundred thousand cells, and a screen shows a thousand.
 */
import { cellWords } from '../../ui/words.ts';
import { withDates } from '../../ui/dates.ts';
import { stateOrder } from './state-order.ts';
import type { CellsJson } from '../../report/cells-json.ts';
import { markAt, type Result } from './matrix-filter.ts';
import type { Spot } from './matrix-move.ts';
import { element, glyph, type Surface } from './matrix-surface.ts';

/** A line of the grid: the heading of a chapter or of a state, or a clause. */
type Line = { kind: 'chapter' | 'state' | 'clause'; at: number };

/** Sizes in px; the sheet has the same. */
const size = { row: 40, column: 34, clause: 336, state: 152, frozen: 488, ahead: 6, columnsAhead: 6 };

/** Draws the data into a box; `addressOf` gives the address of a clause's proof. */
export function gridSurface(
  box: HTMLElement,
  data: CellsJson,
  addressOf: (clause: number) => string,
): Surface {
  const { clauses, controls } = data;
  const chapterOf = data.chapters.flatMap((chapter, i) => Array.from({ length: chapter.clauses }, () => i));
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

  let result: Result = {
    rows: [],
    columns: [],
    carried: [],
    counts: { state: [], timing: [], owner: [], type: [], holes: 0 },
  };
  let lines: Line[] = [];
  let lineOfClause = new Map<number, number>();
  let drawn = new Map<number, HTMLElement>();
  let window_ = '';
  let active: Spot = { line: 0, column: 0 };
  let marked: number | null = null;

  const stateOf = (clause: number) => data.states[Number(clauses.state[clause])]!;
  const columns = (): number => (narrow.matches ? 0 : result.columns.length);

  function listLines(): void {
    lines = narrow.matches ? byState() : byChapter();
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
  function byChapter(): Line[] {
    const found: Line[] = [];
    let chapter = -1;
    for (const at of result.rows) {
      if (chapterOf[at] !== chapter) {
        chapter = chapterOf[at]!;
        if (!data.chapters[chapter]!.single) found.push({ kind: 'chapter', at: chapter });
      }
      if (!folded.has(chapter)) found.push({ kind: 'clause', at });
    }
    return found;
  }
  function byState(): Line[] {
    const groups = Map.groupBy(result.rows, stateOf);
    return stateOrder.flatMap((state): Line[] => {
      const own = groups.get(state);
      if (!own) return [];
      const heading: Line = { kind: 'state', at: data.states.findIndex((one) => one === state) };
      return [heading, ...own.map((at): Line => ({ kind: 'clause', at }))];
    });
  }

  /** The lines and columns in view, with some to spare. */
  function view(): { from: number; to: number; left: number; right: number } {
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
      drawHead(left, right);
      drawFoot(left, right);
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
      const row = drawLine(line, left, right);
      drawn.set(line, row);
      fresh.append(row);
    }
    body.append(fresh);
    setTab();
  }

  function place(cell: HTMLElement, column: number): HTMLElement {
    cell.style.left = `${size.frozen + column * size.column}px`;
    return cell;
  }
  function drawHead(left: number, right: number): void {
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
    for (let column = left; column < right; column++) cells.push(headCell(column));
    head.replaceChildren(...cells);
  }
  function headCell(column: number): HTMLElement {
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
  function drawFoot(left: number, right: number): void {
    const scope = result.rows.filter((clause) => stateOf(clause) !== 'not-applicable');
    const evidenced = scope.filter((clause) => stateOf(clause) === 'evidenced').length;
    const cells = [
      element('div', { role: 'rowheader', class: 'vg-first', 'aria-colindex': '1' }, 'Evidenced of mapped'),
      element(
        'div',
        { role: 'gridcell', class: 'vg-state num', 'aria-colindex': '2' },
        `${evidenced} of ${scope.length}`,
      ),
    ];
    for (let column = left; column < right; column++) {
      const sum = result.carried[result.columns[column]!]!;
      const attributes = { role: 'gridcell', class: 'vm num', 'aria-colindex': String(column + 3) };
      cells.push(place(element('div', attributes, `${sum.evidenced}/${sum.cells}`), column));
    }
    foot.replaceChildren(...cells);
  }
  function drawLine(line: number, left: number, right: number): HTMLElement {
    const { kind, at } = lines[line]!;
    const row = element('div', {
      role: 'row',
      class: `vg-r ${kind}`,
      'aria-rowindex': String(line + 2),
      'data-line': String(line),
    });
    row.style.top = `${line * size.row}px`;
    if (kind === 'clause') fillClause(row, at, left, right);
    else if (kind === 'chapter') fillChapter(row, at);
    else fillState(row, at);
    return row;
  }
  function fillClause(row: HTMLElement, clause: number, left: number, right: number): void {
    const state = stateOf(clause);
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
    row.append(
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
    );
    if (clause === marked) row.setAttribute('aria-current', 'true');
    if (columns() === 0) return;
    let marks = 0;
    for (let column = left; column < right; column++) {
      const mark = markAt(data, clause, result.columns[column]!);
      if (mark < 0) continue;
      marks += 1;
      row.append(markCell(column, mark));
    }
    if (marks === 0 && !/[0-9]/.test(clauses.marks[clause]!)) {
      const why = element(
        'div',
        { role: 'gridcell', class: 'why', 'aria-colindex': '3', 'aria-colspan': String(columns()) },
        withDates(clauses.reason[clause]!.replaceAll('`', '')),
      );
      row.append(place(why, 0));
    }
  }
  function markCell(column: number, mark: number): HTMLElement {
    const control = result.columns[column]!;
    const state = data.states[mark]!;
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
  function fillChapter(row: HTMLElement, at: number): void {
    const { ref, title } = data.chapters[at]!;
    const own = result.rows.filter((clause) => chapterOf[clause] === at);
    const scope = own.filter((clause) => stateOf(clause) !== 'not-applicable');
    const evidenced = scope.filter((clause) => stateOf(clause) === 'evidenced').length;
    const fold = element(
      'button',
      { type: 'button', class: 'fold-b', 'aria-expanded': String(!folded.has(at)), tabindex: '-1' },
      `${ref} ${title}`,
    );
    fold.addEventListener('click', () => {
      if (!folded.delete(at)) folded.add(at);
      const line = Number(row.dataset['line']);
      active = { line, column: 0 };
      listLines();
      surface.focus(active);
    });
    row.append(
      element('div', { role: 'rowheader', class: 'vg-first', 'aria-colindex': '1', 'data-c': '0' }, fold),
      element(
        'div',
        { role: 'gridcell', class: 'vg-state num', 'aria-colindex': '2', 'data-c': '1', tabindex: '-1' },
        scope.length === 0 ? 'nothing in scope' : `${evidenced} of ${scope.length} evidenced`,
      ),
    );
  }
  function fillState(row: HTMLElement, at: number): void {
    const state = data.states[at]!;
    const n = result.rows.filter((clause) => stateOf(clause) === state).length;
    row.append(
      element(
        'div',
        { role: 'rowheader', class: 'vg-first', 'aria-colindex': '1', 'data-c': '0', tabindex: '-1' },
        element(
          'span',
          { class: `st c-${state}` },
          glyph(`c-${state}`),
          element('span', {}, cellWords[state]),
        ),
        ' ',
        element('b', { class: 'num' }, String(n)),
      ),
    );
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
      const cell = headCell(column - 2);
      row.append(cell);
      return cell;
    }
    const attributes = {
      role: 'gridcell',
      class: 'vm',
      'aria-colindex': String(column + 1),
      'data-c': String(column),
      tabindex: '-1',
    };
    const cell = place(element('div', attributes), column - 2);
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
      result = next;
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
      const control = found?.kind === 'clause' && column >= 2 ? result.columns[column - 2] : undefined;
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
