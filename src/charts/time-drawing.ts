import { round } from './round.ts';

export interface Label {
  x: number;
  y: number;
  text: string;
  anchor: 'start' | 'middle' | 'end';
}

/** A mark of one reading; the shape says the verdict, or that a control chart signals. */
export interface ReadingMark {
  x: number;
  y: number;
  tone: 'red' | 'amber' | 'stable' | 'noise' | 'nv' | 'signal' | 'run';
}

/** Everything that is drawn of something over time, in units of the drawing. */
export interface TimeDrawing {
  width: number;
  height: number;
  gridlines: { path: string; label: Label }[];
  measure: Label;
  /** Areas behind: values within noise, outcomes not known yet, the batches that limits were estimated from. */
  bands: { tone: 'noise' | 'pending' | 'phase'; path: string; label: Label | null }[];
  limits: { tone: 'red' | 'amber' | 'control' | 'centre'; path: string; label: Label | null }[];
  events: { path: string; label: Label; strong: string }[];
  /** Intervals of the values; empty without any. */
  whiskers: string;
  lines: string[];
  marks: ReadingMark[];
  /** The reading that is named in the drawing, or `null`. */
  named: { label: Label; strong: string } | null;
  ticks: Label[];
  years: Label[];
  axis: string;
  hits: { x: number; y: number; width: number; height: number; tip: string }[];
}

/** The outline of a mark: a triangle over a limit, a diamond at a signal, else a circle (`null`). Filled by its class. */
export function markPath({ x, y, tone }: ReadingMark): string | null {
  if (tone === 'red') return `M${x} ${round(y - 9)}l8 14h-16z`;
  if (tone === 'amber') return `M${x} ${round(y - 7)}l6.5 11.5h-13z`;
  if (tone === 'signal') return `M${x} ${round(y - 7)}l7 7l-7 7l-7-7z`;
  if (tone === 'run') return `M${x} ${round(y - 6)}l6 6l-6 6l-6-6z`;
  return null;
}

/**
 * Round marks as few paths of zero-length strokes, which is a fifth of what as many circles take: filled ones for
 * judged readings, and rings (a dot in the colour of the paper on another) for those within noise.
 */
export function dotsOf(marks: readonly ReadingMark[]): { class: string; path: string }[] {
  const of = (wanted: ReadingMark['tone']): string =>
    marks
      .filter(({ tone }) => tone === wanted)
      .map(({ x, y }) => `M${x} ${y}h0`)
      .join('');
  const [full, rings] = [of('stable'), of('noise')];
  return [
    ...(full === '' ? [] : [{ class: 'full', path: full }]),
    ...(rings === ''
      ? []
      : [
          { class: 'full', path: rings },
          { class: 'hole', path: rings },
        ]),
  ];
}
