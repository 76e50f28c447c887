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
export const toRowsJson = (graph: object): string => [...rowsJson(graph)].join('');

/** The same in pieces, for a graph whose text nobody wants to hold as a whole. */
export function* rowsJson(graph: object): Generator<string> {
  let before = '{\n';
  for (const [key, value] of Object.entries(graph)) {
    yield `${before}  ${JSON.stringify(key)}: `;
    before = ',\n';
    if (!Array.isArray(value) || value.length === 0) {
      yield JSON.stringify(value);
      continue;
    }
    let between = '[\n    ';
    for (const entry of value) {
      yield between + JSON.stringify(entry);
      between = ',\n    ';
    }
    yield '\n  ]';
  }
  yield '\n}\n';
}
