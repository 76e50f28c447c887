import { signed } from '../evidence/format.ts';
import type { LocalEffect } from '../evidence/shap/local.ts';
import { round } from './round.ts';
import { sayValue } from './shap-waterfall.ts';
import { alongAxis, equalTicks } from './ticks.ts';

export interface LocalBarRow {
  name: string | null;
  label: string;
  value: string;
  effect: string;
  tone: 'up' | 'dn' | 'oth';
  /** Left end and width of the bar, of 1000. */
  x: number;
  width: number;
}

export interface LocalBarDrawing {
  rows: LocalBarRow[];
  ticks: string[];
  /** Place of zero, of 1000. */
  zero: number;
}

/**
 * The geometry of the bars of one row: each contribution from zero, to the right what raises the output and to the left
 * what lowers it, largest on top.
 * Source: `shap/plots/_bar.py` (0.51), for a single row.
 */
export function shapLocalBar(effects: readonly LocalEffect[]): LocalBarDrawing {
  const all = effects.map(({ effect }) => effect);
  const axis = equalTicks(Math.min(0, ...all), Math.max(0, ...all), 5);
  const along = alongAxis(axis.values);
  const at = (value: number): number => round(along(value));
  return {
    rows: effects.map(({ name, label, value, effect }) => ({
      name,
      label: name === null ? `Sum of ${label}` : label,
      value: name === null ? '' : sayValue(value),
      effect: signed(effect, 3),
      tone: name === null ? 'oth' : effect >= 0 ? 'up' : 'dn',
      x: at(Math.min(0, effect)),
      width: round(at(Math.max(0, effect)) - at(Math.min(0, effect))),
    })),
    ticks: axis.values.map((value) => (value === 0 ? '0' : signed(value, axis.digits))),
    zero: at(0),
  };
}
