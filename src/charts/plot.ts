import { scaleLinear } from 'd3-scale';
import { percent } from '../core/percent.ts';
import { fixed } from '../evidence/format.ts';
import { round } from './round.ts';
import type { Label } from './time-drawing.ts';

/** One plot of two measures: everything that is drawn, in units of the drawing. */
export interface PlotDrawing {
  width: number;
  height: number;
  gridlines: { path: string; label: Label }[];
  ticks: Label[];
  /** What the axes measure. */
  measures: Label[];
  axis: string;
  /** Lines, areas and whiskers by class, drawn in this order. */
  paths: { class: string; path: string }[];
  labels: { class: string; label: Label }[];
  hits: { path: string; tip: string }[];
}

export interface PlotSize {
  width: number;
  height: number;
}

/** The two drawings of a plot: one for wide places, one for phones. */
export const widePlot: PlotSize = { width: 640, height: 420 };
export const narrowPlot: PlotSize = { width: 360, height: 330 };

export interface Axis {
  from: number;
  to: number;
  measure: string;
  /** Whether values are shares of one, said in percent. */
  isShare?: boolean;
}

/** A plot without marks, and where values stand on it. */
export function plotFrame(
  { width, height }: PlotSize,
  xAxis: Axis,
  yAxis: Axis,
): { drawing: PlotDrawing; x: (value: number) => number; y: (value: number) => number } {
  const [left, right, top, bottom] = [52, width - 26, 30, height - 46];
  const xs = scaleLinear([xAxis.from, xAxis.to], [left, right]);
  const ys = scaleLinear([yAxis.from, yAxis.to], [bottom, top]);
  const said = ({ isShare = false }: Axis, values: readonly number[]): ((value: number) => string) => {
    const step = values.length > 1 ? values[1]! - values[0]! : 1;
    const digits = Math.max(0, -Math.floor(Math.log10(step * (isShare ? 100 : 1)) + 1e-9));
    return (value) => (isShare ? percent(fixed(value * 100, digits)) : fixed(value, digits));
  };
  const xTicks = xs.ticks(width < 500 ? 4 : 6);
  const yTicks = ys.ticks(5);
  const [sayX, sayY] = [said(xAxis, xTicks), said(yAxis, yTicks)];
  const x = (value: number): number => round(xs(value));
  const y = (value: number): number => round(ys(value));
  return {
    x,
    y,
    drawing: {
      width,
      height,
      gridlines: yTicks.map((value) => ({
        path: `M${left} ${y(value)}H${right}`,
        label: { x: left - 8, y: round(y(value) + 4.5), text: sayY(value), anchor: 'end' },
      })),
      ticks: xTicks.map((value) => ({ x: x(value), y: bottom + 20, text: sayX(value), anchor: 'middle' })),
      measures: [
        { x: 4, y: 15, text: yAxis.measure, anchor: 'start' },
        { x: right, y: height - 6, text: xAxis.measure, anchor: 'end' },
      ],
      axis: `M${left} ${bottom}H${right}`,
      paths: [],
      labels: [],
      hits: [],
    },
  };
}

/** A line through points. */
export const polyline = (points: readonly (readonly [number, number])[]): string =>
  points.map(([px, py], at) => `${at === 0 ? 'M' : 'L'}${px} ${py}`).join('');

/** Round marks as strokes of no length. */
export const dotPath = (points: readonly (readonly [number, number])[]): string =>
  points.map(([px, py]) => `M${px} ${py}h0`).join('');

/** A square to point at, about a mark. */
export const hitAt = (px: number, py: number, tip: string): PlotDrawing['hits'][number] => ({
  path: `M${round(px - 9)} ${round(py - 9)}h18v18h-18z`,
  tip,
});
