/**
 * The rows of a matrix as HTML. They are written here and not in a template because a page has hundreds of them and
 * 150 KB: end tags and quotes that HTML lets a writer leave out are left out.
 */
import type { Cell } from '../../core/cell.ts';
import type { Clause } from '../../core/obligation.ts';
import { plain, shortDate } from '../../ui/dates.ts';
import { escapeHtml } from '../../ui/escape.ts';
import { bareGlyphHtml } from '../../ui/glyphs.ts';
import { cellWords, clauseRef } from '../../ui/words.ts';
import { proofAnchor, type Chapter, type Column } from './matrix.ts';

/** One clause: its name, its state, and a mark in the column of each control, or why there is none. */
export function rowHtml(cell: Cell, clause: Clause, columns: readonly Column[]): string {
  const to = `href="#${proofAnchor(cell)}"`;
  const note = timingNote(cell);
  return (
    `<tr data-s=${cell.state} data-tm=${cell.timing}>` +
    `<th scope=row><a ${to}><span class=ref>${escapeHtml(clauseRef(clause))}</span> ${escapeHtml(clause.title)}</a>` +
    `<td class=rs>${bareGlyphHtml(`c-${cell.state}`)} <span>${cellWords[cell.state]}</span>` +
    (cell.derived ? ` <em>${bareGlyphHtml('i-derived')} derived</em>` : '') +
    (note === null ? '' : ` <small>${note}</small>`) +
    (cell.controls.length > 0
      ? marksHtml(cell, columns, to)
      : `<td class=why colspan=${Math.max(1, columns.length)}>${escapeHtml(plain(cell.reason))}`)
  );
}

/** Marks that lead to the proof; neighbours that are empty are one cell, which scripts take apart. */
function marksHtml(cell: Cell, columns: readonly Column[], to: string): string {
  let html = '';
  let empty = 0;
  const flush = (): void => {
    if (empty > 0) html += empty === 1 ? '<td>' : `<td colspan=${empty}>`;
    empty = 0;
  };
  for (const column of columns) {
    const state = cell.paths[cell.controls.indexOf(column.id)];
    if (state === undefined) {
      empty += 1;
      continue;
    }
    flush();
    const name = `${escapeHtml(column.id)}: ${cellWords[state]}${cell.derived ? ', derived' : ''}`;
    html += `<td><a class="cell c-${state}" ${to} title="${name}">${bareGlyphHtml(`c-${state}`)}</a>`;
  }
  flush();
  return html;
}

/** When a duty begins that has not begun, or that it has ended: the second axis of its row. */
function timingNote(cell: Pick<Cell, 'timing' | 'applies_from'>): string | null {
  if (cell.timing === 'in-force') return null;
  if (cell.timing === 'ended') return 'ended';
  return cell.applies_from === null ? 'upcoming' : `from ${shortDate(cell.applies_from)}`;
}

/** Whether the clauses of a chapter are shown at first: long ones of long tables are folded. */
export const isOpen = (chapter: Pick<Chapter, 'cells'>, part: Pick<Chapter, 'cells'>): boolean =>
  chapter.cells.length <= 24 || part.cells.length <= 48;

/** What a chapter comes to: `1 of 2 evidenced`, `nothing in scope`. */
export function chapterNote({ counts, cells }: Pick<Chapter, 'counts' | 'cells'>): string {
  const scope = cells.length - counts['not-applicable'];
  return scope === 0 ? 'nothing in scope' : `${counts.evidenced} of ${scope} evidenced`;
}
