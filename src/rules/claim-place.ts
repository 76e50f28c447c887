import type { Place } from '../core/place.ts';
import type { Claim, Portfolio } from '../core/portfolio.ts';

/** Where a claim stands: the whole component that makes it. */
export function claimPlace(portfolio: Portfolio, claim: Claim): Place {
  const { file, line, column } = claim;
  const uses = portfolio.index.artefacts.get(claim.artefact)?.body?.components ?? [];
  const use = uses.find(({ place }) => place.file === file && place.line === line && place.column === column);
  return use?.place ?? { file, line, column, end_line: line, end_column: column };
}
