/**
 * How one requirement relates to another, in OSCAL's words, read source → target: `a` subset-of `b` says that all
 * that `a` asks for is asked for by `b` too.
 * - `equal-to`: the same requirement in the same words.
 * - `equivalent-to`: the same requirement in other words.
 * - `subset-of`: the source is a part of the target.
 * - `superset-of`: the target is a part of the source.
 * - `intersects-with`: they share something, and each has something of its own.
 * - `no-relationship`: they share nothing.
 * Source: OSCAL mapping model, `relationship`; NIST IR 8477, set theory relationship mapping.
 */
export const relationships = [
  'equivalent-to',
  'equal-to',
  'subset-of',
  'superset-of',
  'intersects-with',
  'no-relationship',
] as const;
export type Relationship = (typeof relationships)[number];

/** Words for the same relations that mappings in the wild use, as `normalise` leaves them. */
const aliases: Readonly<Record<Relationship, readonly string[]>> = {
  'equal-to': [
    'equal',
    'equals',
    'identical',
    'identical-to',
    'same',
    'same-as',
    'exact',
    'exact-match',
    '=',
  ],
  'equivalent-to': ['equivalent', 'equivalence', 'functionally-equivalent', '≡'],
  'subset-of': ['subset', 'sub-set', 'sub-set-of', 'part-of', '⊂', '⊆'],
  'superset-of': ['superset', 'super-set', 'super-set-of', 'includes', '⊃', '⊇'],
  'intersects-with': ['intersects', 'intersect', 'intersection', 'overlap', 'overlaps', 'overlaps-with', '∩'],
  'no-relationship': [
    'gap',
    'none',
    'no',
    'no-relation',
    'no-mapping',
    'not-mapped',
    'unmapped',
    'not-related',
    'unrelated',
    'disjoint',
    '∅',
  ],
};

const byWord: ReadonlyMap<string, Relationship> = new Map(
  relationships.flatMap((relation) => [relation, ...aliases[relation]].map((word) => [word, relation])),
);

/** Every word that is understood as a relation, OSCAL's own first. */
export const relationshipWords: readonly string[] = [...byWord.keys()];

const normalise = (word: string): string =>
  word
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-')
    .replace(/^(?:is|are)-(?:an?-)?/, '');

/** Reads a relation in OSCAL's word or one of its aliases, whatever its case and spacing; `null` when it is none. */
export const parseRelationship = (word: string): Relationship | null => byWord.get(normalise(word)) ?? null;

/**
 * What meeting the source does for the target.
 * - `all`: whoever meets the source meets the target.
 * - `part`: some of the target is met; nobody knows how much.
 * - `nothing`: the source says nothing about the target.
 */
export type Carriage = 'all' | 'part' | 'nothing';

/**
 * What a relation carries from its source to its target. A subset meets a part of what contains it, and a shared
 * part is a part; only a target that lies inside its source is met as a whole.
 * Source: follows from the set relations of NIST IR 8477.
 */
export const carriageOf: Readonly<Record<Relationship, Carriage>> = {
  'equal-to': 'all',
  'equivalent-to': 'all',
  'superset-of': 'all',
  'subset-of': 'part',
  'intersects-with': 'part',
  'no-relationship': 'nothing',
};

/** The relation read the other way round, target → source. */
export const inverseOf: Readonly<Record<Relationship, Relationship>> = {
  'equal-to': 'equal-to',
  'equivalent-to': 'equivalent-to',
  'subset-of': 'superset-of',
  'superset-of': 'subset-of',
  'intersects-with': 'intersects-with',
  'no-relationship': 'no-relationship',
};

/** A relation in a sentence, between its source and its target: `a` *is a subset of* `b`. */
export const relationPhrases: Readonly<Record<Relationship, string>> = {
  'equal-to': 'is equal to',
  'equivalent-to': 'is equivalent to',
  'subset-of': 'is a subset of',
  'superset-of': 'is a superset of',
  'intersects-with': 'intersects with',
  'no-relationship': 'has no relationship to',
};

const isSame = (relation: Relationship): boolean => relation === 'equal-to' || relation === 'equivalent-to';

/** Whether two words for one pair can both be true: they are the same, or say the same of the sets. */
export const agree = (a: Relationship, b: Relationship): boolean => a === b || (isSame(a) && isSame(b));

/**
 * What is known of `a` and `c` from `a` → `b` and `b` → `c`; `null` when nothing is. Two overlaps in a row may meet
 * different parts of the middle, and a part of the middle may lie outside what follows: such chains say nothing, and
 * therefore carry nothing.
 * Source: composition of relations between non-empty sets; the table is checked against all small sets in the tests.
 */
export function compose(first: Relationship, second: Relationship): Relationship | null {
  if (first === 'equal-to') return second;
  if (second === 'equal-to') return first;
  if (first === 'equivalent-to') return second;
  if (second === 'equivalent-to') return first;
  return composed[first][second] ?? null;
}

type Inexact = Exclude<Relationship, 'equal-to' | 'equivalent-to'>;
const composed: Readonly<Record<Inexact, Partial<Record<Inexact, Relationship>>>> = {
  'subset-of': { 'subset-of': 'subset-of', 'no-relationship': 'no-relationship' },
  'superset-of': {
    'superset-of': 'superset-of',
    'subset-of': 'intersects-with',
    'intersects-with': 'intersects-with',
  },
  'intersects-with': { 'subset-of': 'intersects-with' },
  'no-relationship': { 'superset-of': 'no-relationship' },
};
