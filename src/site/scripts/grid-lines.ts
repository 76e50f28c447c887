/** The lines of a large matrix: headings of chapters or states, and the clauses below them. */
import type { CellsJson } from '../../report/cells-json.ts';
import { stateOrder } from './state-order.ts';

/** A line of the grid: the heading of a chapter or of a state, or a clause. */
export interface Line {
  kind: 'chapter' | 'state' | 'clause';
  /** Index of the chapter, the state or the clause in the data. */
  at: number;
}

/** The state of a clause. */
export const stateOf = ({ states, clauses }: CellsJson, clause: number): CellsJson['states'][number] =>
  states[Number(clauses.state[clause])]!;

/** The chapter of each clause, as indices. */
export const chaptersOf = (data: CellsJson): number[] =>
  data.chapters.flatMap((chapter, i) => Array.from({ length: chapter.clauses }, () => i));

/** Clauses under their chapters; of a folded chapter only its heading. */
export function linesByChapter(
  data: CellsJson,
  clauses: readonly number[],
  chapterOf: readonly number[],
  folded: ReadonlySet<number>,
): Line[] {
  const found: Line[] = [];
  let chapter = -1;
  for (const at of clauses) {
    if (chapterOf[at] !== chapter) {
      chapter = chapterOf[at]!;
      if (!data.chapters[chapter]!.single) found.push({ kind: 'chapter', at: chapter });
    }
    if (!folded.has(chapter)) found.push({ kind: 'clause', at });
  }
  return found;
}

/** Clauses under their states, what needs somebody first. */
export function linesByState(data: CellsJson, clauses: readonly number[]): Line[] {
  const groups = Map.groupBy(clauses, (clause) => stateOf(data, clause));
  return stateOrder.flatMap((state): Line[] => {
    const own = groups.get(state);
    if (!own) return [];
    const heading: Line = { kind: 'state', at: data.states.findIndex((one) => one === state) };
    return [heading, ...own.map((at): Line => ({ kind: 'clause', at }))];
  });
}
