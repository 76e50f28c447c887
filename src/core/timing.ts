import type { Timing } from './cell.ts';
import { compareText } from './compare.ts';
import type { CalendarDate } from './date.ts';
import { isOver, type Catalogue, type Clause } from './obligation.ts';
import { once } from './once.ts';

/** Whether and since when a clause applies to a system of given legal classes. */
export interface ClauseTiming {
  timing: Timing;
  applies_from: CalendarDate | null;
}

/**
 * The scope words under which catalogues date the duties of a legal class: `high-risk-annex-iii` is dated under
 * `annex_iii`. A class without a word of its own has itself.
 */
const scopeOf = (legalClass: string): string => legalClass.replace(/^high-risk-/, '').replaceAll('-', '_');

/**
 * The day duties that attach to a legal class begin for a system's scopes: the earliest date that any clause of
 * the class gives for one of them; `null` when the catalogue dates no clause of that class by scope.
 * A clause in force can attach to a class that is not: Art. 72 of the AI Act applies from 2026-08-02, but to
 * systems that become high-risk in law on 2027-12-02.
 */
function classStart(
  catalogue: Catalogue,
  legalClass: string,
  scopes: readonly string[],
): CalendarDate | null {
  const known = starts(catalogue);
  const key = [legalClass, ...scopes].join('\n');
  let start = known.get(key);
  if (start === undefined) {
    const dates = (dated(catalogue).get(legalClass) ?? [])
      .filter((from) => from.scope !== null && scopes.includes(from.scope))
      .map((from) => from.date)
      .sort(compareText);
    known.set(key, (start = dates[0] ?? null));
  }
  return start;
}

/** The dates of each catalogue's clauses by legal class. */
const dated = once((catalogue: Catalogue) =>
  Map.groupBy(
    catalogue.clauses.flatMap(({ legal_class, applies_from }) =>
      applies_from.map(({ date, scope }) => ({ legal_class, date, scope })),
    ),
    (one) => one.legal_class,
  ),
);

/** What `classStart` found: asked once per system and clause. */
const starts = once((_catalogue: Catalogue) => new Map<string, CalendarDate | null>());

/**
 * Timing of a clause on a date, from the clause, else its framework, by the system's legal classes.
 * Clauses dated only for other classes keep the earliest of those dates: the duty exists, and mapping says
 * whether it applies.
 */
export function timingOf(
  clause: Clause,
  catalogue: Catalogue,
  legalClasses: readonly string[],
  asOf: CalendarDate,
): ClauseTiming {
  const scopes = legalClasses.map(scopeOf);
  const scoped = clause.applies_from.filter((from) => from.scope !== null && scopes.includes(from.scope));
  const unscoped = clause.applies_from.filter((from) => from.scope === null);
  const dates = (scoped.length > 0 ? scoped : unscoped.length > 0 ? unscoped : clause.applies_from)
    .map((from) => from.date)
    .sort(compareText);
  const own = dates[0] ?? catalogue.starts;
  const start = clause.legal_class === null ? null : classStart(catalogue, clause.legal_class, scopes);
  const applies_from = own !== null && start !== null && start > own ? start : (own ?? start);
  const ended = clause.ends === null ? isOver(catalogue, asOf) : clause.ends <= asOf;
  if (ended) return { timing: 'ended', applies_from };
  if (applies_from !== null && applies_from > asOf) return { timing: 'upcoming', applies_from };
  return { timing: 'in-force', applies_from };
}
