/** What a matrix gains from scripts: filters in the address, movement like in a grid, the proof beside it, CSV. */
import type { CellsJson } from '../../report/cells-json.ts';
import { csvOf, download } from './matrix-csv.ts';
import { filter, prepare, type Result } from './matrix-filter.ts';
import { readForm, showCounts, writeForm } from './matrix-form.ts';
import { gridSurface } from './matrix-grid.ts';
import { move, type Spot } from './matrix-move.ts';
import { panelOf } from './matrix-panel.ts';
import type { Surface } from './matrix-surface.ts';
import { clausesOf, tableSurface } from './matrix-table.ts';
import { isNarrow, readView, writeView } from './matrix-view.ts';

const room = document.querySelector<HTMLElement>('[data-mx]');
const form = document.querySelector<HTMLFormElement>('[data-filters]');

if (room && form) {
  // Check boxes work before the data is there: style alone obeys them.
  writeForm(form, readView(location.search));
  void fetch(room.dataset['mx']!)
    .then((answer) => (answer.ok ? (answer.json() as Promise<CellsJson>) : null))
    .catch(() => null)
    .then((data) => {
      if (data) start(room, form, data);
    });
}

function start(room: HTMLElement, form: HTMLFormElement, data: CellsJson): void {
  const table = room.querySelector<HTMLTableElement>('[data-matrix]');
  const grid = room.querySelector<HTMLElement>('[data-grid]');
  const aside = room.querySelector<HTMLElement>('[data-proof]')!;
  const panel = panelOf(aside, data, room.dataset['home']!);
  const clauses = table ? clausesOf(table, data) : data.clauses.id.map((_, i) => i);
  const prepared = prepare(data, clauses);
  form.hidden = false;
  for (const one of document.querySelectorAll<HTMLElement>('[data-scripted]')) one.hidden = false;
  const surface: Surface = table
    ? tableSurface(table, clauses, data)
    : gridSurface(grid!, data, (clause) => panel.address(clause));

  let result: Result;
  const apply = (): void => {
    const view = readForm(form);
    result = filter(prepared, view);
    surface.show(result);
    showCounts(form, data, result, view, prepared.rows.length);
  };
  writeForm(form, readView(location.search), data);
  apply();

  // One step back for each choice; for a text, one for each time it is written.
  let isTyping = false;
  const remember = (isText: boolean): void => {
    const view = readForm(form);
    const query = writeView(view, location.search);
    const address = location.pathname + (query && `?${query}`) + location.hash;
    if (isText && isTyping) history.replaceState(null, '', address);
    else history.pushState(null, '', address);
    isTyping = isText;
  };
  form.addEventListener('input', (event) => {
    apply();
    remember((event.target as Element).matches('[type="search"]'));
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', (event) => {
    event.preventDefault();
    writeForm(form, readView(''), data);
    apply();
    remember(false);
  });
  addEventListener('popstate', () => {
    isTyping = false;
    writeForm(form, readView(location.search), data);
    apply();
  });
  form.querySelector('[data-csv]')?.addEventListener('click', () => {
    const part = isNarrow(readForm(form)) ? '-filtered' : '';
    download(`${data.framework.id}-${data.system.id}-${data.as_of}${part}.csv`, csvOf(data, result.rows));
  });

  // The proof.
  let last: Spot = { line: 0, column: 0 };
  const open = (spot: Spot): boolean => {
    const { clause, control } = surface.at(spot);
    if (clause === null || !panel.show(clause, control)) return false;
    surface.mark(clause);
    return true;
  };
  const close = (): void => {
    panel.close();
    surface.mark(null);
    surface.focus(last);
  };
  surface.element.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const target = event.target as Element;
    const spot = surface.spotOf(target);
    if (!spot || spot.line < 0) return;
    last = spot;
    if (open(spot)) {
      event.preventDefault();
      surface.focus(spot);
    } else if (!target.closest('a, input, label, button')) {
      const { clause } = surface.at(spot);
      if (clause !== null) location.assign(panel.address(clause));
    }
  });
  surface.element.addEventListener('keydown', (event) => {
    if (event.altKey || event.metaKey) return;
    const from = surface.spotOf(event.target as Element);
    if (!from) return;
    if (event.key === 'Escape' && panel.isOpen()) {
      event.preventDefault();
      close();
    } else if (event.key === 'Enter' && surface.at(from).clause !== null) {
      event.preventDefault();
      last = from;
      if (open(from)) panel.focus();
      else location.assign(panel.address(surface.at(from).clause!));
    } else if (event.key === 'Enter' && (event.target as Element).matches('.fold')) {
      (event.target as HTMLElement).click();
    } else {
      // A heading has one cell: the column is kept for the lines after it.
      const to = move(
        event.key,
        event.ctrlKey,
        { ...from, column: Math.max(from.column, keep(from)) },
        surface.reach(),
      );
      if (!to) return;
      event.preventDefault();
      last = to;
      surface.focus(to);
      if (panel.isOpen()) open(to);
    }
  });
  function keep(from: Spot): number {
    return surface.at(from).clause === null && last.line === from.line ? last.column : 0;
  }
  aside.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
  });
  aside.querySelector('[data-proof-close]')?.addEventListener('click', close);

  // An address that names a proof opens it; else the page opens on the first hole.
  const named = clauses.find(
    (clause) => location.hash !== '' && panel.address(clause).endsWith(location.hash),
  );
  const first = named ?? result!.rows.find((clause) => isLapsed(data, clause)) ?? result!.rows[0];
  const line = first === undefined ? -1 : surface.lineOf(first);
  if (first !== undefined && line >= 0) {
    last = { line, column: 0 };
    open(last);
    if (named !== undefined && grid) surface.focus(last);
  }
  room.dataset['ready'] = '';
}

const isLapsed = (data: CellsJson, clause: number): boolean =>
  data.states[Number(data.clauses.state[clause])] === 'lapsed';
