import type { CellState } from './cell.ts';

/**
 * States from the weakest proof to the strongest: the order in which links, paths and sources are compared. `lapsed`
 * stands above `partial`, because what lapsed was whole once and needs a renewal, not a control.
 */
export const strengths = [
  'not-assessed',
  'gap',
  'planned',
  'partial',
  'lapsed',
  'implemented',
  'evidenced',
] as const;
export type Strength = (typeof strengths)[number];

const rank = new Map<CellState, number>(strengths.map((state, i) => [state, i]));

/** Compares two states by strength, the weaker first. */
export const compareStrength = (a: Strength, b: Strength): number => rank.get(a)! - rank.get(b)!;

/** The weaker of two states. */
export const weaker = <S extends Strength>(a: S, b: S): S => (compareStrength(a, b) <= 0 ? a : b);

/**
 * Whether a cell proves less than it did. An accepted hole (`waived`) stands between what has lapsed and what is in
 * place; that a clause does not apply proves nothing and lacks nothing.
 */
export function isWeaker(after: CellState, before: CellState): boolean {
  return solidity.indexOf(after) < solidity.indexOf(before);
}

const solidity: readonly CellState[] = [
  'not-assessed',
  'gap',
  'planned',
  'partial',
  'lapsed',
  'waived',
  'implemented',
  'evidenced',
  'not-applicable',
];
