import type { ApprovalRecord } from '../core/approvals.ts';
import { isDate } from '../core/date.ts';
import type { Portfolio } from '../core/portfolio.ts';
import { CouldNotRun } from './errors.ts';
import { findParty } from './find.ts';

/** A condition as an approval records it. */
type Condition = NonNullable<ApprovalRecord['conditions']>[number];

/**
 * A condition as it is typed, `<text> | <owner> | <due>`: what has to be done, the party that sees to it, the day by
 * which; of the last two either may be left out. It is open.
 * @example parseCondition('The limits are agreed. | credit-risk | 2026-12-18', portfolio)
 * @throws {CouldNotRun} for an empty text, a party that is not in portfolio.yaml, or a part too many.
 */
export function parseCondition(typed: string, portfolio: Portfolio): Condition {
  const [condition = '', ...parts] = typed.split('|').map((part) => part.trim());
  const dates = parts.filter(looksLikeDate);
  const owners = parts.filter((part) => !looksLikeDate(part));
  if (condition === '' || dates.length > 1 || owners.length > 1) {
    throw new CouldNotRun(
      `--condition takes \`<text> | <owner> | <due>\`, of which owner and due may be left out; \`${typed}\` is none`,
    );
  }
  const [owner] = owners;
  const [due] = dates;
  if (due !== undefined && !isDate(due)) throw new CouldNotRun(`\`${due}\` in --condition is not a day`);
  return {
    condition,
    ...(owner !== undefined && { owner: findParty(portfolio, owner).id }),
    ...(due !== undefined && { due }),
    status: 'open',
  };
}

/** Whether a part is meant as a day: it begins with a digit and holds nothing but digits and what dates are written with. */
const looksLikeDate = (part: string): boolean => /^\d[\d./-]*$/.test(part);
