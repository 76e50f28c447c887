// Numbers as a page writes them.
import { percent } from '../core/percent.ts';

/** How a figure is written: digits after the point, and its unit; `%` shows a share of one as a percentage. */
export interface FigureStyle {
  digits?: number | undefined;
  unit?: string | undefined;
}

/** A figure as text, with a comma between thousands: `0.781`, `12.4 %`, `1,250 EUR`. */
export function writeFigure(value: number, { digits, unit }: FigureStyle = {}): string {
  const isShare = unit === '%';
  const shown = isShare ? value * 100 : value;
  const places = digits ?? (isShare ? 1 : Number.isInteger(shown) ? 0 : 3);
  const [whole = '', part] = Math.abs(shown).toFixed(places).split('.');
  const sign = shown < 0 && Number(Math.abs(shown).toFixed(places)) !== 0 ? '−' : '';
  const number = sign + whole.replace(/\B(?=(\d{3})+$)/g, ',') + (part === undefined ? '' : '.' + part);
  return isShare ? percent(number) : unit === undefined ? number : `${number} ${unit}`;
}
