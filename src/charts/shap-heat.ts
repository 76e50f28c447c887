import type { ShapHeat } from '../evidence/shap/heat.ts';
import { tones, type SwarmPath } from './shap-beeswarm.ts';

/** Height of one row, in units of its drawing. */
export const heatHeight = 24;

export interface ShapHeatDrawing {
  /** Rows of the file laid side by side: the width of the drawing. */
  width: number;
  rows: { name: string | null; label: string; paths: SwarmPath[] }[];
  /** f(x) over the rows of the file, in a box of its own; `null` where it is not known. */
  line: { path: string; low: number; high: number } | null;
}

/**
 * The geometry of a heat map of contributions: neighbours of one shade are one stroke, so that hundreds of rows of
 * the file stay small. Shades go from the strongest lowering to the strongest raising.
 */
export function shapHeat({ rows, outputs, limit }: ShapHeat): ShapHeatDrawing {
  const width = rows[0]?.effects.length ?? 0;
  const shade = (effect: number): number =>
    limit === 0
      ? Math.floor(tones / 2)
      : Math.min(tones - 1, Math.max(0, Math.floor(((effect / limit + 1) / 2) * tones)));
  return {
    width,
    rows: rows.map(({ name, label, effects }) => {
      const paths = new Map<number, string>();
      for (let from = 0, to = 0; from < effects.length; from = to) {
        const tone = shade(effects[from]!);
        while (to < effects.length && shade(effects[to]!) === tone) to += 1;
        paths.set(tone, `${paths.get(tone) ?? ''}M${from} 12h${to - from}`);
      }
      return {
        name,
        label,
        paths: [...paths].sort(([a], [b]) => a - b).map(([tone, path]) => ({ class: `b${tone}`, path })),
      };
    }),
    line: outputs === null || outputs.length === 0 ? null : lineOf(outputs),
  };
}

function lineOf(outputs: readonly number[]): ShapHeatDrawing['line'] {
  const [low, high] = [Math.min(...outputs), Math.max(...outputs)];
  const span = high - low || 1;
  const y = (value: number): number => Math.round(1 + ((2 * heatHeight - 2) * (high - value)) / span);
  // A level is written once and holds until the next.
  let path = '';
  outputs.forEach((value, i) => {
    if (i === 0) path = `M0 ${y(value)}`;
    else if (y(value) !== y(outputs[i - 1]!)) path += `H${i}V${y(value)}`;
  });
  return { path: `${path}H${outputs.length}`, low, high };
}
