import { percent } from '../core/percent.ts';
import { fixed } from '../evidence/format.ts';
import { narrowPlot, widePlot, type PlotDrawing, type PlotSize } from './plot.ts';
import type { Rich } from './rich.ts';

/** A chart of performance: what it finds, how it was measured, what is drawn, and the same as a table. */
export interface PerformanceFigure {
  finding: Rich;
  sub: string;
  alt: string;
  wide: PlotDrawing;
  narrow: PlotDrawing;
  table: { summary: string; head: string[]; rows: string[][] };
}

/** Both drawings of a plot. */
export const bothSizes = (
  draw: (size: PlotSize) => PlotDrawing,
): Pick<PerformanceFigure, 'wide' | 'narrow'> => ({
  wide: draw(widePlot),
  narrow: draw(narrowPlot),
});

/** A share of one in percent, `–` where it is not defined. */
export const shareText = (value: number | null | undefined, digits = 1): string =>
  value === null || value === undefined ? '–' : percent(fixed(value * 100, digits));

/** At most so many of a list at equal steps, both ends among them. */
export function spread<One>(list: readonly One[], most: number): One[] {
  if (list.length <= most) return [...list];
  const places = Array.from({ length: most }, (_, k) => Math.round((k * (list.length - 1)) / (most - 1)));
  return [...new Set(places)].map((at) => list[at]!);
}

/** A threshold as it is written: no more digits than it has, at most four. */
export const thresholdText = (value: number | null): string =>
  value === null ? 'none' : String(Number(value.toFixed(4)));
