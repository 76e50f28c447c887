// What an unsettled red breach takes with it: the path from the limit to the obligations, and the numbers.
import { carriedBy } from '../../core/carried.ts';
import type { Cell } from '../../core/cell.ts';
import type { Link } from '../../core/link.ts';
import type { Claim, Portfolio } from '../../core/portfolio.ts';
import { grouping } from '../../core/once.ts';
import { isInDoubt } from '../../core/suspect.ts';
import type { Entry } from './ledger.ts';

/** One link that rests on a breach, with the cells that are decided by it. */
export interface Consequence {
  link: Link;
  /** Cells that lapse through it, also those that a waiver accepts. */
  lapsed: Cell[];
  /** Cells whose proof names it and that are what they were: weaker for another reason, or held by another control. */
  others: Cell[];
}

/** Those in prose: what a field of front matter rests on is a link. */
const claimsOn = grouping((claim: Claim) => (claim.field === null ? claim.evidence : null));

/** What rests on an entry: nothing once it is settled. */
export function consequencesOf({ breach, resting }: Entry, portfolio: Portfolio): Consequence[] {
  const carried = carriedBy(portfolio.cells);
  return resting.map((link) => {
    const cells = (carried.get(link.from) ?? []).filter(
      ({ system, steps }) => system === breach.system && steps.some(({ id }) => id === link.to),
    );
    const isLapsed = (cell: Cell): boolean => {
      const deciding = cell.deciding_step === null ? null : cell.steps[cell.deciding_step]!;
      return cell.underlying === 'lapsed' && deciding?.id === link.to;
    };
    return { link, lapsed: cells.filter(isLapsed), others: cells.filter((cell) => !isLapsed(cell)) };
  });
}

/** Numbers in prose that are suspect because of an entry. */
export const suspectClaims = ({ breach }: Entry, portfolio: Portfolio): Claim[] =>
  breach.evidence === null
    ? []
    : claimsOn(portfolio.claims, breach.evidence).filter(
        ({ state, path }) =>
          state === 'suspect' && path !== null && breach.doubts.some((doubt) => isInDoubt(path, doubt)),
      );
