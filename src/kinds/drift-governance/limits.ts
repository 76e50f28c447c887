import type { Monitor } from './schema.ts';

type Limits = Pick<Monitor, 'amber' | 'red' | 'direction'>;

/** Whether a reading is over a limit, on the side where the trouble is; a reading on the limit is over it. */
export const isOver = (value: number, limit: number, direction: Monitor['direction'] = 'above'): boolean =>
  direction === 'below' ? value <= limit : value >= limit;

/** Whether red is reached before amber, so that nobody would ever watch. */
export const areSwapped = ({ amber, red, direction }: Limits): boolean =>
  amber !== undefined && red !== undefined && isOver(amber, red, direction);

/** A limit in words: `over red 0.25`, `under amber 0.7`. */
export const sayLimit = (
  name: 'amber' | 'red',
  limit: number,
  direction: Monitor['direction'] = 'above',
): string => `${direction === 'below' ? 'under' : 'over'} ${name} ${limit}`;
