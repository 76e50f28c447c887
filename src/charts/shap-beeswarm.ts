import { fixed } from '../evidence/format.ts';
import type { Swarm, SwarmPoint } from '../evidence/shap/beeswarm.ts';
import { round } from './round.ts';
import { equalTicks } from './ticks.ts';

/** Height of one row of a swarm, in units of its drawing; the width is 1000. */
export const rowHeight = 46;

/** Shades from low to high feature value; lightness falls without turning. */
export const tones = 6;

export interface SwarmPath {
  /** `b0` … `b5` from low to high, `bn` for points without a value, `oth` for the sum of other features. */
  class: string;
  path: string;
}

export interface BeeswarmDrawing {
  rows: { name: string | null; label: string; paths: SwarmPath[] }[];
  ticks: string[];
  /** Vertical lines at the ticks; the one at zero is stronger. */
  grid: string;
  zero: string | null;
}

/**
 * The geometry of a beeswarm: one path of zero-length strokes per row and shade, so that thousands of points stay
 * small; points that fall on one another are drawn once.
 */
export function shapBeeswarm(swarm: Swarm): BeeswarmDrawing {
  const axis = equalTicks(Math.min(0, swarm.extent[0]), Math.max(0, swarm.extent[1]), 6);
  const [low, high] = [axis.values[0]!, axis.values.at(-1)!];
  const x = (value: number): number => Math.round((1000 * (value - low)) / (high - low));
  const gridAt = (value: number): string => `M${x(value)} 0V${rowHeight}`;
  return {
    rows: swarm.rows.map((row) => {
      // Layers are as far apart as a dot is thick, closer where a pile would leave its row.
      const step = Math.min(2.6, (0.9 * (rowHeight / 2)) / row.height);
      const y = (point: SwarmPoint): number => Math.round(rowHeight / 2 - point.layer * step);
      const classOf = (point: SwarmPoint): string =>
        row.name === null
          ? 'oth'
          : point.tone === null
            ? 'bn'
            : `b${Math.min(tones - 1, Math.floor(point.tone * tones))}`;
      const groups = Map.groupBy(row.points, classOf);
      const paths = [...groups]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, points]) => ({
          class: name,
          path: dots(points.map((point) => [x(point.x), y(point)])),
        }));
      return { name: row.name, label: row.label, paths };
    }),
    ticks: axis.values.map((value) =>
      value === 0 ? '0' : `${value > 0 ? '+' : ''}${fixed(value, axis.digits)}`,
    ),
    grid: axis.values
      .filter((value) => value !== 0)
      .map(gridAt)
      .join(''),
    zero: axis.values.includes(0) ? gridAt(0) : null,
  };
}

/** Dots as one path of zero-length strokes with relative steps, left to right, each place once. */
export function dots(points: readonly (readonly [number, number])[]): string {
  const distinct = new Map(points.map(([x, y]) => [`${x} ${y}`, [x, y] as const]));
  const ordered = [...distinct.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  let [fromX, fromY] = [0, 0];
  return ordered
    .map(([x, y], index) => {
      const [dx, dy] = [round(x - fromX, 0), round(y - fromY, 0)];
      [fromX, fromY] = [x, y];
      return `${index === 0 ? 'M' : 'm'}${dx}${dy < 0 ? '' : ' '}${dy}h0`;
    })
    .join('');
}
