import { once } from './once.ts';
import type { Catalogue, Clause } from './obligation.ts';

/** The clauses of a catalogue that stand on one page. */
export interface Chapter {
  /** Local id of the clause that heads it, or `from-` and that of its first. */
  id: string;
  title: string;
  clauses: Clause[];
}

/** Clauses that one chapter lists at most, so that no page grows with the catalogue. */
const most = 160;

/**
 * The chapters of a catalogue, in the order of the source: a heading of the top level with everything under it, single
 * clauses gathered in runs. What is too long is cut: at the headings below, at the families of ids (`ac-…`, `au-…`),
 * else by number.
 */
export const chaptersOf = once((catalogue: Pick<Catalogue, 'id' | 'clauses'>): Chapter[] => {
  const byId = new Map(catalogue.clauses.map((clause) => [clause.id, clause]));
  const known = (ids: readonly string[]): Clause[] =>
    ids.map((id) => byId.get(id)).filter((one) => one !== undefined);
  const below = (clause: Clause): Clause[] => [clause, ...known(clause.children).flatMap(below)];
  const local = (clause: Clause): string => clause.id.slice(catalogue.id.length + 1);

  const split = (list: readonly Clause[]): Chapter[] => {
    const chapters: Chapter[] = [];
    let loose: Clause[][] = [];
    const flush = (): void => {
      chapters.push(...runsOf(loose).map((run) => gathered(run, local)));
      loose = [];
    };
    for (const clause of list) {
      const all = below(clause);
      if (!clause.heading || clause.children.length === 0) {
        loose.push(all);
        continue;
      }
      flush();
      const title = `${clause.ref} ${clause.title}`.trim();
      if (all.length <= most) {
        chapters.push({ id: local(clause), title, clauses: all });
        continue;
      }
      const [first, ...rest] = split(known(clause.children));
      if (first) chapters.push({ id: local(clause), title, clauses: [clause, ...first.clauses] });
      chapters.push(...rest.map((one) => ({ ...one, title: `${clause.title}: ${one.title}` })));
    }
    flush();
    return chapters;
  };
  const top = catalogue.clauses.filter((one) => one.parent === null || !byId.has(one.parent));
  const chapters = split(top);
  const only = chapters.length === 1 ? chapters[0] : undefined;
  return only?.id.startsWith('from-') ? [{ ...only, title: 'Clauses' }] : chapters;
});

function gathered(run: readonly Clause[][], local: (clause: Clause) => string): Chapter {
  const clauses = run.flat();
  const [first] = run[0]!;
  const last = run.at(-1)![0]!;
  return {
    id: `from-${local(first!)}`,
    title: last === first ? first!.ref : `${first!.ref} to ${last.ref}`,
    clauses,
  };
}

/** Single clauses, each with what stands under it, in runs that fit a chapter. */
function runsOf(loose: readonly Clause[][]): Clause[][][] {
  const size = (run: readonly Clause[][]): number => run.reduce((sum, one) => sum + one.length, 0);
  if (loose.length === 0) return [];
  if (size(loose) <= most) return [[...loose]];
  const runs: Clause[][][] = [];
  let family: string | null = null;
  for (const one of loose) {
    const own = familyOf(one[0]!);
    const run = runs.at(-1);
    if (run && own === family && size(run) + one.length <= most) run.push(one);
    else runs.push([one]);
    family = own;
  }
  // Ids without families would make a chapter of each clause.
  if (runs.length * 4 <= loose.length) return runs;
  const byNumber: Clause[][][] = [];
  for (const one of loose) {
    const run = byNumber.at(-1);
    if (run && size(run) + one.length <= most) run.push(one);
    else byNumber.push([one]);
  }
  return byNumber;
}

/** The letters a clause's id begins with: `ac` of `ac-2.1`. */
const familyOf = (clause: Clause): string =>
  /^[A-Za-z]*/.exec(clause.id.slice(clause.id.indexOf(':') + 1))?.[0] ?? '';
