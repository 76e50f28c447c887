import type { Portfolio } from '../core/portfolio.ts';
import { tableCsv, type Table } from './table.ts';

/** Findings as a table, in their own order; waived ones say by what. */
export const findingsTable = (portfolio: Pick<Portfolio, 'findings'>): Table => ({
  name: 'Findings',
  header: [
    'severity',
    'rule',
    'message',
    'file',
    'line',
    'column',
    'subject',
    'system',
    'owner',
    'fix',
    'waived_by',
    'key',
  ],
  rows: portfolio.findings.map((finding) => [
    finding.severity,
    finding.rule,
    finding.message,
    finding.file,
    finding.line,
    finding.column,
    finding.subject,
    finding.system,
    finding.owner,
    finding.fix,
    finding.waived_by,
    finding.key,
  ]),
});

/** The findings of a portfolio as CSV. */
export const findingsCsv = (portfolio: Pick<Portfolio, 'findings'>): string =>
  tableCsv(findingsTable(portfolio));
