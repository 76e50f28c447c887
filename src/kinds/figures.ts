// Numbers as a page writes them.
import { percent } from '../core/percent.ts';
import { scientific } from '../evidence/format.ts';
import type { BoundNumber, BoundValue, FigureFormat } from './bound.ts';
import { againstWords, intervalWords, type Against, type FigureWriter } from './figure-words.ts';

/** How a figure is written: digits after the point, and its unit; `%` shows a share of one as a percentage. */
export interface FigureStyle {
  digits?: number | undefined;
  unit?: string | undefined;
  format?: FigureFormat | undefined;
}

/** A figure as text, with a comma between thousands: `0.781`, `12.4 %`, `1,250 EUR`. */
export function writeFigure(value: number, { digits, unit, format }: FigureStyle = {}): string {
  if (format === 'percent' && unit !== '%') return writeFigure(value, { digits, unit: '%' });
  if (format === 'scientific') return scientific(value, digits ?? 1) + (unit === undefined ? '' : ` ${unit}`);
  const isShare = unit === '%';
  const shown = isShare ? value * 100 : value;
  // Without digits of its own a figure shows neither a zero that it is not nor digits that no double holds.
  const size = Math.abs(shown);
  if (digits === undefined && ((size > 0 && size < 0.0005) || size >= 1e15))
    return isShare
      ? percent(scientific(shown, 1))
      : scientific(shown, 2) + (unit === undefined ? '' : ` ${unit}`);
  const places = digits ?? (isShare ? 1 : Number.isInteger(shown) ? 0 : 3);
  const [whole = '', part] = Math.abs(shown).toFixed(places).split('.');
  const isZero = Number(Math.abs(shown).toFixed(places)) === 0;
  const sign = isZero ? '' : shown < 0 ? '−' : format === 'signed' ? '+' : '';
  const number = sign + whole.replace(/\B(?=(\d{3})+$)/g, ',') + (part === undefined ? '' : '.' + part);
  return isShare ? percent(number) : unit === undefined ? number : `${number} ${unit}`;
}

/** A difference with its sign; of percentages in points, which are not per cent of anything. */
export const writeDifference = (difference: number, style: FigureStyle = {}): string =>
  style.unit === '%' || style.format === 'percent'
    ? writeFigure(difference * 100, { digits: style.digits ?? 1, unit: 'points', format: 'signed' })
    : writeFigure(difference, {
        digits: style.digits ?? 3,
        unit: style.unit,
        format: style.format === 'scientific' ? 'scientific' : 'signed',
      });

/** How a number of front matter is written: as it says itself, else as the place where it stands. */
export const styleOf = (number: BoundNumber | undefined, style: FigureStyle): FigureStyle =>
  typeof number !== 'object'
    ? style
    : {
        digits: number.digits ?? style.digits,
        unit: number.unit ?? style.unit,
        format: number.format ?? style.format,
      };

/** What follows a number of front matter that asks for its interval or names a baseline; `null` for each it does not. */
export function besidesOf(
  number: BoundNumber | undefined,
  { held, baseline }: Pick<BoundValue, 'held' | 'baseline'>,
  style: FigureStyle,
): { interval: string | null; against: Against | null } {
  if (typeof number !== 'object' || held === null || typeof held.value !== 'number')
    return { interval: null, against: null };
  const own = styleOf(number, style);
  const write: FigureWriter = {
    figure: (value) => writeFigure(value, own),
    difference: (value) => writeDifference(value, own),
  };
  return {
    interval: number.interval === true ? intervalWords(held, write) : null,
    against:
      baseline === null || number.baseline === undefined
        ? null
        : againstWords(held, baseline, number.baseline, write),
  };
}
