import type { DriftRow } from '../../core/portfolio.ts';
import { methodOf } from '../../evidence/drift/methods.ts';
import { directionOf } from '../../evidence/drift/monitor.ts';
import type { Monitor } from './monitor.ts';

type Limits = Pick<Monitor, 'amber' | 'red' | 'direction' | 'metric'>;

/** The side on which the trouble of a monitor is, as its readings are judged: a p-value is trouble when it is small. */
export const sideOf = ({ metric, direction }: Pick<Monitor, 'metric' | 'direction'>): 'above' | 'below' =>
  directionOf(metric === undefined ? null : methodOf(metric), direction);

/** Whether a reading is over a limit, on the side where the trouble is; a reading on the limit is over it. */
export const isOver = (value: number, limit: number, direction: Monitor['direction'] = 'above'): boolean =>
  direction === 'below' ? value <= limit : value >= limit;

/** Whether red is reached before amber, so that nobody would ever watch. */
export const areSwapped = (limits: Limits): boolean => {
  const { amber, red } = limits;
  return amber !== undefined && red !== undefined && isOver(amber, red, sideOf(limits));
};

/** A limit in words: `over red 0.25`, `under amber 0.7`. */
export const sayLimit = (
  name: 'amber' | 'red',
  limit: number,
  direction: Monitor['direction'] = 'above',
): string => `${direction === 'below' ? 'under' : 'over'} ${name} ${limit}`;

/** The limits of a reading in words: `amber from 0.1`, or `amber up to 0.05` where small is trouble; `none` without. */
export function sayLimits(row: Pick<DriftRow, 'amber' | 'threshold' | 'direction'>): string[] {
  const from = row.direction === 'below' ? 'up to' : 'from';
  const parts = [
    ...(row.amber === null ? [] : [`amber ${from} ${row.amber}`]),
    ...(row.threshold === null ? [] : [`red ${from} ${row.threshold}`]),
  ];
  return parts.length === 0 ? ['none'] : parts;
}
