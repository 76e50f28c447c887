import { fixed, signed } from '../evidence/format.ts';
import type { Waterfall } from '../evidence/shap/waterfall.ts';
import { round } from './round.ts';
import { alongAxis, equalTicks } from './ticks.ts';

/** Height of one step, in units of its drawing; the width is 1000. */
export const stepHeight = 30;

export interface WaterfallRow {
  name: string | null;
  label: string;
  value: string;
  effect: string;
  /** Output after the step. */
  after: string;
  tone: 'up' | 'dn' | 'oth';
  /** An arrow from the output before the step to the output after it. */
  path: string;
  /** From the end of the arrow up to the step above. */
  link: string;
}

export interface WaterfallDrawing {
  rows: WaterfallRow[];
  ticks: string[];
  grid: string;
  base: { at: number; said: string };
  output: { at: number; said: string };
}

/** Decimals of outputs and contributions. */
const digits = 3;

/** The geometry of a waterfall: one arrow per step, f(x) on top, E[f(X)] at the bottom. */
export function shapWaterfall({ steps, base, output }: Waterfall): WaterfallDrawing {
  const outputs = [base, output, ...steps.flatMap((step) => [step.from, step.to])];
  const axis = equalTicks(Math.min(...outputs), Math.max(...outputs), 5);
  const along = alongAxis(axis.values);
  const at = (value: number): number => round(along(value));
  return {
    rows: steps.map((step, i) => ({
      name: step.name,
      label: step.label,
      value: step.name === null ? '' : sayValue(step.value),
      effect: signed(step.effect, digits),
      after: fixed(step.to, digits),
      tone: step.name === null ? 'oth' : step.effect >= 0 ? 'up' : 'dn',
      path: arrow(at(step.from), at(step.to)),
      link: i === 0 ? '' : `M${at(step.to)} 4V-4`,
    })),
    ticks: axis.values.map((value) => fixed(value, axis.digits)),
    grid: axis.values.map((value) => `M${at(value)} 0V${stepHeight}`).join(''),
    base: { at: at(base), said: fixed(base, digits) },
    output: { at: at(output), said: fixed(output, digits) },
  };
}

/** A bar that points the way it goes; a short one is all point. */
function arrow(from: number, to: number): string {
  const [top, bottom] = [4, stepHeight - 4];
  const middle = stepHeight / 2;
  const point = Math.min(10, Math.abs(to - from));
  const neck = round(to > from ? to - point : to + point);
  return `M${from} ${top}H${neck}L${to} ${middle}L${neck} ${bottom}H${from}z`;
}

/** A feature value for people; a missing one says so. */
export function sayValue(value: number | string | null): string {
  if (value === null) return 'no value';
  if (typeof value === 'string') return value;
  return fixed(value, Number.isInteger(value) ? 0 : Math.abs(value) >= 100 ? 1 : 3)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
}
