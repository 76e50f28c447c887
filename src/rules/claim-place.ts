import type { Place } from '../core/place.ts';
import type { Claim } from '../core/portfolio.ts';

/** Where a claim stands: a claim knows its first character only. */
export const claimPlace = ({ file, line, column }: Claim): Place => ({
  file,
  line,
  column,
  end_line: line,
  end_column: column,
});
