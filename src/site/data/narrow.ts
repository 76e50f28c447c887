/** The choices by which the rows of a page can be narrowed: systems and owners that occur in them. */
import { byText } from '../../core/compare.ts';
import type { Portfolio } from '../../core/portfolio.ts';

/** What a row is narrowed by. */
export interface Narrowable {
  systems: readonly string[];
  owners: readonly string[];
}

/** One choice with how many rows it leaves. */
export interface Choice {
  value: string;
  label: string;
  rows: number;
}

/** A way in which rows are narrowed: the attribute, what it is called, and what can be chosen. */
export interface NarrowedBy {
  name: string;
  title: string;
  /** What is said for all of them: `All owners`. */
  all: string;
  choices: readonly Choice[];
}

/** Stands for "none": no id is a hyphen. */
const none = '-';

/** The values of a row in its attribute. */
export const valuesOf = (ids: readonly string[]): string => (ids.length === 0 ? none : ids.join('|'));

/** The systems that occur in rows, by title; what belongs to none comes last. */
export const systemChoices = (rows: readonly Narrowable[], { index }: Pick<Portfolio, 'index'>): Choice[] =>
  choices(
    rows.map((row) => row.systems),
    (id) => index.systems.get(id)?.title ?? id,
    'No system',
  );

/** The owners that occur in rows, by title; rows that nobody answers for come last. */
export const ownerChoices = (rows: readonly Narrowable[], { index }: Pick<Portfolio, 'index'>): Choice[] =>
  choices(
    rows.map((row) => row.owners),
    (id) => index.parties.get(id)?.title ?? id,
    'Nobody named',
  );

function choices(
  values: readonly (readonly string[])[],
  labelOf: (id: string) => string,
  nobody: string,
): Choice[] {
  const counts = new Map<string, number>();
  for (const ids of values)
    for (const id of ids.length === 0 ? [none] : new Set(ids)) counts.set(id, (counts.get(id) ?? 0) + 1);
  const named = [...counts]
    .filter(([value]) => value !== none)
    .map(([value, rows]): Choice => ({ value, label: labelOf(value), rows }))
    .sort(byText<Choice>(({ label, value }) => `${label}\n${value}`));
  const rest = counts.get(none);
  return rest === undefined ? named : [...named, { value: none, label: nobody, rows: rest }];
}
