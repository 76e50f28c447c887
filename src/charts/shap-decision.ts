import { fixed } from '../evidence/format.ts';
import type { DecisionPaths } from '../evidence/shap/decision.ts';
import { toneClass, tones } from './shap-beeswarm.ts';
import { alongAxis, equalTicks } from './ticks.ts';

/** Height of one feature, in units of the drawing; the width is 1000. */
const featureHeight = 40;

export interface DecisionDrawing {
  /** From the top. */
  labels: { name: string | null; label: string }[];
  height: number;
  lines: { class: string; path: string }[];
  ticks: string[];
  grid: string;
}

/**
 * The geometry of a decision plot: every row is a line from the base at the bottom to its output at the top, shaded
 * by the order of its output. Lines of one shade are one path.
 */
export function shapDecision({ features, paths }: DecisionPaths): DecisionDrawing {
  const all = paths.flatMap(({ outputs }) => outputs);
  const axis = equalTicks(Math.min(...all), Math.max(...all), 6);
  const height = features.length * featureHeight;
  const along = alongAxis(axis.values);
  const x = (value: number): number => Math.round(along(value));
  const y = (step: number): number => height - step * featureHeight;
  const lines = new Map<string, string>();
  paths.forEach(({ outputs }, i) => {
    const shade = toneClass(paths.length === 1 ? 1 : i / (paths.length - 1));
    const path = outputs.map((value, step) => `${step === 0 ? 'M' : 'L'}${x(value)} ${y(step)}`).join('');
    lines.set(shade, (lines.get(shade) ?? '') + path);
  });
  return {
    labels: features.toReversed(),
    height,
    lines: Array.from({ length: tones }, (_, tone) => `b${tone}`).flatMap((shade) => {
      const path = lines.get(shade);
      return path === undefined ? [] : [{ class: shade, path }];
    }),
    ticks: axis.values.map((value) => fixed(value, axis.digits)),
    grid:
      axis.values.map((value) => `M${x(value)} 0V${height}`).join('') +
      features.map((_, step) => `M0 ${y(step)}H1000`).join(''),
  };
}
