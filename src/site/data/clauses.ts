/** The clauses of a catalogue by chapter, in the order of the source. */
import type { Catalogue, Clause } from '../../core/obligation.ts';
import { shortDate } from '../../ui/dates.ts';
import { humanise } from '../../ui/words.ts';

export interface Chapter {
  /** Local id of its clause, or `all`. */
  id: string;
  title: string;
  clauses: Clause[];
}

/** Top-level clauses that have parts head a chapter; single ones are gathered under one. */
export function chaptersOf(catalogue: Catalogue): Chapter[] {
  const byId = new Map(catalogue.clauses.map((clause) => [clause.id, clause]));
  const chapters: Chapter[] = [];
  let loose: Chapter | null = null;
  for (const clause of catalogue.clauses.filter((one) => one.parent === null || !byId.has(one.parent))) {
    if (clause.children.length > 0) {
      chapters.push({
        id: clause.id.slice(catalogue.id.length + 1),
        title: `${clause.ref} ${clause.title}`.trim(),
        clauses: below(clause, byId),
      });
      loose = null;
    } else {
      if (!loose) {
        loose = {
          id: `from-${clause.id.slice(catalogue.id.length + 1)}`,
          title: `${clause.ref} onwards`,
          clauses: [],
        };
        chapters.push(loose);
      }
      loose.clauses.push(clause);
    }
  }
  const only = chapters.length === 1 ? chapters[0] : undefined;
  if (only && only === loose) only.title = 'Clauses';
  return chapters;
}

/** A clause and everything below it, depth first. */
function below(clause: Clause, byId: ReadonlyMap<string, Clause>): Clause[] {
  return [
    clause,
    ...clause.children.flatMap((id) => {
      const child = byId.get(id);
      return child ? below(child, byId) : [];
    }),
  ];
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
    { label: 'Status', value: clause.status },
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
