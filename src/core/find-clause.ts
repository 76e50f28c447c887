import { makesCell, type Catalogue, type Clause } from './obligation.ts';
import { once } from './once.ts';

/**
 * The names of a catalogue's clauses; a reference that several of them share leads to none. Near a
 * misspelt one may be what asks for something: no heading, nothing withdrawn.
 */
const namesOf = once((catalogue: Catalogue) => {
  const ids = new Map(catalogue.clauses.map((clause) => [clause.id, clause]));
  const refs = new Map<string, Clause | null>();
  for (const clause of catalogue.clauses) {
    const ref = bare(clause.ref);
    refs.set(ref, refs.has(ref) ? null : clause);
  }
  const near = catalogue.clauses
    .filter(makesCell)
    .flatMap(({ id }) => [id, id.slice(catalogue.id.length + 1)]);
  return { ids, refs, near };
});

const bare = (ref: string): string => ref.toLowerCase().replace(/\s+/g, '');

/**
 * Finds a clause of a catalogue as other tables write it: by its id, with or without the catalogue's, or by its
 * reference in the text (`Art. 14(4)(e)`), in any case and spacing.
 */
export function findClause(
  catalogue: Catalogue,
  text: string,
): { clause: Clause | null; isAmbiguous: boolean; near: readonly string[] } {
  const { ids, refs, near } = namesOf(catalogue);
  const byId = ids.get(text) ?? ids.get(`${catalogue.id}:${text}`);
  const byRef = byId === undefined ? refs.get(bare(text)) : undefined;
  return { clause: byId ?? byRef ?? null, isAmbiguous: byRef === null, near };
}
