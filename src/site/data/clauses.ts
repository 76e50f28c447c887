/** What the pages of obligations show: chapters cut into pages, clauses line by line, and what is to come. */
import type { Cell } from '../../core/cell.ts';
import type { Chapter } from '../../core/chapter.ts';
import { compareText } from '../../core/compare.ts';
import type { CalendarDate } from '../../core/date.ts';
import type { Catalogue, Clause } from '../../core/obligation.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import { shortDate } from '../../ui/dates.ts';
import { humanise } from '../../ui/words.ts';
import { cellsOn, mostSystems } from './matrix.ts';

export { chaptersOf, type Chapter } from '../../core/chapter.ts';

/** A page of a chapter: all of it, or a run of its clauses. */
export interface Part {
  /** `1`, `2` …: the last step of its address when the chapter is cut. */
  id: string;
  clauses: Clause[];
}

/** What the clauses of a page may weigh beside its frame, on the safe side: the budget of a page of text is 60 KB. */
const room = 56_000;

/** Roughly how many bytes of HTML the section of a clause takes. */
function weightOf(clause: Clause, portfolio: Portfolio): number {
  const systems = Math.min(cellsOn(portfolio.cells, clause.id).length, mostSystems);
  const links = Math.min(portfolio.index.linksTo.get(clause.id)?.length ?? 0, 24);
  const facts = clauseFacts(clause).reduce((sum, { value }) => sum + 60 + value.length, 0);
  const lines = clause.summary.split('\n').length;
  return (
    620 + clause.title.length * 3 + clause.summary.length + lines * 40 + facts + systems * 330 + links * 230
  );
}

/** The pages of a chapter: one while it fits. A clause and what stands right under it stay together where they can. */
export function partsOf(chapter: Chapter, portfolio: Portfolio): Part[] {
  const parts: Part[] = [];
  let left = 0;
  for (const family of familiesOf(chapter)) {
    const weights = family.map((clause) => weightOf(clause, portfolio));
    const whole = weights.reduce((sum, one) => sum + one, 0);
    if (whole > left && whole <= room) left = 0;
    family.forEach((clause, i) => {
      const weight = weights[i]!;
      if (parts.length === 0 || weight > left) {
        if (parts.length === 0 || parts.at(-1)!.clauses.length > 0) {
          parts.push({ id: String(parts.length + 1), clauses: [] });
        }
        left = room;
      }
      parts.at(-1)!.clauses.push(clause);
      left -= weight;
    });
  }
  return parts;
}

/** The clauses of a chapter in runs: one that asks for something, with all that stands under it. */
function familiesOf(chapter: Chapter): Clause[][] {
  const families: Clause[][] = [];
  const held = new Set<string>();
  for (const clause of chapter.clauses) {
    const isBelow = clause.parent !== null && held.has(clause.parent);
    if (isBelow) families.at(-1)!.push(clause);
    else families.push([clause]);
    if (isBelow || !clause.heading) held.add(clause.id);
  }
  return families;
}

/** Whether a catalogue can list each of its clauses with its states beside its chapters; else the chapters do. */
export const fitsOnePage = (catalogue: Catalogue, cells: number): boolean =>
  catalogue.clauses.length * 330 + Math.min(cells, catalogue.clauses.length * 4) * 190 <= 30_000;

/** A line of a clause's text, and how deep it stands. */
export interface Line {
  depth: number;
  text: string;
}

/** The lines of a summary that is written item by item; `null` for one that is prose. */
export function linesOf(summary: string): Line[] | null {
  if (!summary.includes('\n') || /\n\s*\n/.test(summary.trim())) return null;
  return summary.split('\n').flatMap((line) => {
    const text = line.trim();
    return text === '' ? [] : [{ depth: Math.floor((line.length - line.trimStart().length) / 2), text }];
  });
}

/** Clauses that start to apply on one day. */
export interface Upcoming {
  date: CalendarDate;
  cells: Cell[];
  /** Each once, in the order of the catalogue. */
  clauses: Clause[];
}

/** The cells that are not in force yet, by the day on which they will be. */
export function upcomingOf(catalogue: Catalogue, cells: readonly Cell[]): Upcoming[] {
  const ahead = cells.filter((cell) => cell.timing === 'upcoming' && cell.applies_from !== null);
  return [...Map.groupBy(ahead, (cell) => cell.applies_from!)]
    .sort(([a], [b]) => compareText(a, b))
    .map(([date, own]) => {
      const ids = new Set(own.map((cell) => cell.obligation));
      return { date, cells: own, clauses: catalogue.clauses.filter((clause) => ids.has(clause.id)) };
    });
}

/** What a clause's page states besides its summary: each fact that the catalogue gives. */
export function clauseFacts(clause: Clause): { label: string; value: string; mono?: boolean }[] {
  const from = clause.applies_from
    .map(
      (row) =>
        `${shortDate(row.date)}${row.scope ? ` (${scopeWord(row.scope)})` : ''}${row.was ? `, was ${shortDate(row.was)}` : ''}`,
    )
    .join('; ');
  const facts = [
    { label: 'Id', value: clause.id, mono: true },
    { label: 'Falls on', value: clause.applies_to.join(', ') },
    { label: 'Legal class', value: clause.legal_class },
    { label: 'Applies from', value: from },
    { label: 'Ends', value: clause.ends === null ? null : shortDate(clause.ends) },
    { label: 'Status', value: clause.withdrawn ? null : clause.status },
    { label: 'Usual evidence', value: clause.evidence.map((kind) => humanise(kind)).join(', ') },
    { label: 'Note', value: clause.note },
    { label: 'Source', value: clause.source },
    { label: 'Confidence', value: clause.confidence },
  ];
  return facts.flatMap(({ value, ...rest }) => (value ? [{ ...rest, value }] : []));
}

/** The scope of a date for people: `annex_iii` → `Annex III`. */
const scopeWord = (scope: string): string =>
  humanise(scope).replace(/\b[ivx]+$/, (numeral) => numeral.toUpperCase());
