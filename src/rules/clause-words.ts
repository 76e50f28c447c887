import type { Portfolio } from '../core/portfolio.ts';
import { named } from '../kinds/words.ts';

/** A clause in a sentence: its id and its reference in the text. */
export function clauseWords(portfolio: Portfolio, id: string): string {
  const clause = portfolio.index.clauses.get(id);
  return named(clause ? clause.ref : 'not in any catalogue', id);
}
