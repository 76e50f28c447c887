import { describe, expect, test } from 'vitest';
import {
  agree,
  carriageOf,
  compose,
  inverseOf,
  parseRelationship,
  relationships,
  relationshipWords,
  type Relationship,
} from '../../src/core/relationship.ts';

describe('words', () => {
  test.each([
    ['equal', 'equal-to'],
    ['Equals', 'equal-to'],
    ['=', 'equal-to'],
    ['Equivalent', 'equivalent-to'],
    [' Subset of ', 'subset-of'],
    ['is a subset of', 'subset-of'],
    ['SUPERSET_OF', 'superset-of'],
    ['Intersects With', 'intersects-with'],
    ['overlaps', 'intersects-with'],
    ['gap', 'no-relationship'],
    ['None', 'no-relationship'],
    ['no relationship', 'no-relationship'],
  ])('`%s` is %s', (word, relation) => expect(parseRelationship(word)).toBe(relation));

  test.each(['', 'partial', 'yes', 'subset-ish', 'superset of of'])('`%s` is no relation', (word) =>
    expect(parseRelationship(word)).toBe(null),
  );

  test('OSCAL has each of its own words, and no alias is two relations', () => {
    for (const relation of relationships) expect(parseRelationship(relation)).toBe(relation);
    expect(new Set(relationshipWords).size).toBe(relationshipWords.length);
  });
});

// Requirements as the sets of what they ask for: every non-empty set of five demands.
const sets = Array.from({ length: 31 }, (_, i) => i + 1);
const isWithin = (a: number, b: number): boolean => (a & ~b) === 0;

/** What NIST IR 8477 would call two sets. */
function relationOf(a: number, b: number): Exclude<Relationship, 'equivalent-to'> {
  if (a === b) return 'equal-to';
  if (isWithin(a, b)) return 'subset-of';
  if (isWithin(b, a)) return 'superset-of';
  return (a & b) === 0 ? 'no-relationship' : 'intersects-with';
}

/** Whether what a relation claims is true of two sets, be there more to say or not. */
const claims: Record<Exclude<Relationship, 'equivalent-to'>, (a: number, b: number) => boolean> = {
  'equal-to': (a, b) => a === b,
  'subset-of': (a, b) => isWithin(a, b),
  'superset-of': (a, b) => isWithin(b, a),
  'no-relationship': (a, b) => (a & b) === 0,
  'intersects-with': (a, b) => (a & b) !== 0,
};
const exact = Object.keys(claims) as Exclude<Relationship, 'equivalent-to'>[];

describe('composition is that of sets', () => {
  const chains = Map.groupBy(
    sets.flatMap((a) => sets.flatMap((b) => sets.map((c) => [a, b, c] as const))),
    ([a, b, c]) => `${relationOf(a, b)} ${relationOf(b, c)}`,
  );
  test.each(exact.flatMap((first) => exact.map((second) => [first, second] as const)))(
    '%s then %s',
    (first, second) => {
      const all = chains.get(`${first} ${second}`)!;
      const known = exact.filter((relation) => all.every(([a, , c]) => claims[relation](a, c)));
      // Every claim that holds of all chains: the strongest of them is what is known.
      expect(compose(first, second)).toBe(known[0] ?? null);
    },
  );

  test('what is equivalent composes as what is equal, and says so', () => {
    expect(compose('equivalent-to', 'equal-to')).toBe('equivalent-to');
    expect(compose('equal-to', 'equivalent-to')).toBe('equivalent-to');
    for (const relation of exact.filter((one) => one !== 'equal-to')) {
      expect(compose('equivalent-to', relation)).toBe(relation);
      expect(compose(relation, 'equivalent-to')).toBe(relation);
    }
  });
});

test('a relation carries all only to a target inside its source, and something only to one it shares something with', () => {
  for (const a of sets) {
    for (const b of sets) {
      const carriage = carriageOf[relationOf(a, b)];
      expect(carriage === 'all').toBe(isWithin(b, a));
      expect(carriage === 'nothing').toBe((a & b) === 0);
      expect(inverseOf[relationOf(a, b)]).toBe(relationOf(b, a));
    }
  }
});

test('a chain carries no more than any of its parts', () => {
  const rank = { nothing: 0, part: 1, all: 2 };
  for (const first of relationships) {
    for (const second of relationships) {
      const whole = compose(first, second);
      const carried = whole === null ? 0 : rank[carriageOf[whole]];
      expect(carried).toBeLessThanOrEqual(Math.min(rank[carriageOf[first]], rank[carriageOf[second]]));
    }
  }
});

test('equal and equivalent agree; nothing else agrees with another word', () => {
  for (const a of relationships) {
    for (const b of relationships) {
      const same = a === b || (a.startsWith('equ') && b.startsWith('equ'));
      expect(agree(a, b)).toBe(same);
    }
  }
});
