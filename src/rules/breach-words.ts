// How findings about breaches name and place them.
import type { Breach } from '../core/breach.ts';
import { startOf, type Spot } from '../core/place.ts';
import type { DriftRow, Portfolio } from '../core/portfolio.ts';
import { code } from '../kinds/words.ts';

/** Where a breach is written: its record, else the monitor, else the evidence that shows it. */
export const breachSpot = ({ index }: Pick<Portfolio, 'index'>, breach: Breach): Spot =>
  index.nodes.get(breach.record ?? breach.monitor ?? '')?.at ??
  index.evidence.get(breach.evidence ?? '')?.at ??
  startOf('portfolio.yaml');

/** Against which baseline something was read, where the system has several: ` against \`last quarter\``; else nothing. */
export const againstWords = ({ baseline }: Pick<DriftRow, 'baseline'>): string =>
  baseline === undefined ? '' : ` against ${code(baseline)}`;

/** What tells the finding about a reading from those about others, whatever its value. */
export const readingDetail = ({
  feature,
  method,
  baseline,
  batch,
}: Pick<DriftRow, 'batch' | 'baseline'> & Pick<Breach, 'feature' | 'method'>): string =>
  [feature, method, ...(baseline === undefined ? [] : [baseline]), batch].join(' ');

/** A statistic to four significant digits, without trailing zeros. */
export const shown = (value: number | null): string =>
  value === null ? 'unknown' : String(Number(value.toPrecision(4)));
