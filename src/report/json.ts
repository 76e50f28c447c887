import { countFindings, type Finding, type FindingCounts } from '../core/finding.ts';
import type { Portfolio } from '../core/portfolio.ts';

/** What `check --format json` prints. */
export interface FindingsJson {
  schema: 'casebook/findings@1';
  as_of: string;
  portfolio: string;
  counts: FindingCounts;
  findings: Finding[];
}

/** Every finding of a portfolio, waived ones included, with the counts that every other report prints. */
export const findingsJson = (portfolio: Pick<Portfolio, 'as_of' | 'title' | 'findings'>): FindingsJson => ({
  schema: 'casebook/findings@1',
  as_of: portfolio.as_of,
  portfolio: portfolio.title,
  counts: countFindings(portfolio.findings),
  findings: portfolio.findings,
});

/** JSON as it is written to files: two spaces, one line end at the end. */
export const toJson = (value: unknown): string => JSON.stringify(value, null, 2) + '\n';
