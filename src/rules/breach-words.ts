// How findings about breaches name and place them.
import type { Breach } from '../core/breach.ts';
import { startOf, type Spot } from '../core/place.ts';
import type { Portfolio } from '../core/portfolio.ts';

/** Where a breach is written: its record, else the monitor, else the evidence that shows it. */
export const breachSpot = ({ index }: Pick<Portfolio, 'index'>, breach: Breach): Spot =>
  index.nodes.get(breach.record ?? breach.monitor ?? '')?.at ??
  index.evidence.get(breach.evidence ?? '')?.at ??
  startOf('portfolio.yaml');

/** A statistic to four significant digits, without trailing zeros. */
export const shown = (value: number | null): string =>
  value === null ? 'unknown' : String(Number(value.toPrecision(4)));
