import type { Portfolio } from '../core/portfolio.ts';

/**
 * Why two parties are not independent of each other, as the end of a sentence, or `null` when they are: they are
 * the same party, or one is part of the other through any number of units. Two parties of one unit are two.
 */
export function dependence(portfolio: Portfolio, a: string, b: string): string | null {
  if (a === b) return 'the same party';
  if (unitsOf(portfolio, a).has(b)) return `part of \`${b}\``;
  if (unitsOf(portfolio, b).has(a)) return `the unit \`${b}\` is part of`;
  return null;
}

/** The parties a party is part of, near to far. */
function unitsOf(portfolio: Portfolio, id: string): Set<string> {
  const units = new Set<string>();
  let unit = portfolio.index.parties.get(id)?.unit ?? null;
  while (unit !== null && !units.has(unit)) {
    units.add(unit);
    unit = portfolio.index.parties.get(unit)?.unit ?? null;
  }
  return units;
}
