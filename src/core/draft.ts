import { countFindings } from './finding.ts';
import type { Portfolio } from './portfolio.ts';

/** What every export of a portfolio with findings at error says of itself. */
export const draftNote = 'Draft: this portfolio has findings at error and is not for decisions.';

/** Whether an export has to be marked as a draft: the portfolio has findings at error that nobody waived. */
export const isDraft = (portfolio: Pick<Portfolio, 'findings'>): boolean =>
  countFindings(portfolio.findings).error > 0;
