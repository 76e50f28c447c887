import { z } from 'zod';

const iso = /^P(?=\d|T\d)(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?$/;

/** Words for a rhythm that people write instead of a duration. */
const rhythms =
  'hourly|daily|weekly|fortnightly|monthly|quarterly|semi-annually|annually|yearly|continuous|per-batch';

const rhythmPattern = new RegExp(`^(?:${rhythms})$|${iso.source}`);

const span = z.string().regex(iso, { error: 'must be a duration such as `P30D`, `P6M` or `PT4H`' });

const wordOrSpan = z.string().regex(rhythmPattern, {
  error: 'must be a word such as `monthly` or a duration such as `P1M`',
});

/** A span of time as ISO 8601 writes it: `P30D`, `P6M`, `PT4H`. */
export const duration = () => span;

/** How often something happens: a word such as `monthly`, or the duration between two times. */
export const rhythm = () => wordOrSpan;

const dateUnits = ['year', 'month', 'week', 'day'];
const clockUnits = ['hour', 'minute', 'second'];

/** A duration as people say it: `P1M` as `1 month`, `PT24H` as `24 hours`; any other text stays as it is. */
export function sayDuration(text: string): string {
  if (!iso.test(text)) return text;
  const [dates = '', clock = ''] = text.slice(1).split('T');
  return [...spell(dates, dateUnits), ...spell(clock, clockUnits)].join(' ') || 'at once';
}

const spell = (part: string, units: readonly string[]): string[] =>
  [...part.matchAll(/(\d+)([A-Z])/g)].flatMap(([, count, letter]) => {
    const unit = units.find((name) => name.startsWith((letter ?? '').toLowerCase()));
    return unit === undefined || count === '0' ? [] : [`${count} ${unit}${count === '1' ? '' : 's'}`];
  });
