import { countFindings, type Finding, type FindingCounts } from '../core/finding.ts';
import type { Portfolio } from '../core/portfolio.ts';

/** What `check --format json` prints. */
export interface FindingsJson {
  schema: 'casebook/findings@1';
  as_of: string;
  portfolio: string;
  /** Only in drafts. */
  draft?: true;
  counts: FindingCounts;
  findings: Finding[];
}

/** Every finding of a portfolio, waived ones included, with the counts that every other report prints. */
export const findingsJson = (
  portfolio: Pick<Portfolio, 'as_of' | 'title' | 'findings'>,
  draft = false,
): FindingsJson => ({
  schema: 'casebook/findings@1',
  as_of: portfolio.as_of,
  portfolio: portfolio.title,
  ...(draft && { draft }),
  counts: countFindings(portfolio.findings),
  findings: portfolio.findings,
});

/** JSON as it is written to files: two spaces, one line end at the end. */
export const toJson = (value: unknown): string => JSON.stringify(value, null, 2) + '\n';

/**
 * JSON of a graph: one line for each entry of its lists. A large portfolio takes a third of the bytes that way,
 * and a comparison of two states shows the entries that differ.
 */
export function toRowsJson(graph: object): string {
  const fields = Object.entries(graph).map(([key, value]) => {
    const name = JSON.stringify(key);
    if (!Array.isArray(value) || value.length === 0) return `  ${name}: ${JSON.stringify(value)}`;
    return `  ${name}: [\n${value.map((entry) => '    ' + JSON.stringify(entry)).join(',\n')}\n  ]`;
  });
  return `{\n${fields.join(',\n')}\n}\n`;
}
