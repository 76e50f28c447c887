import { fixed } from '../evidence/format.ts';
import type { Swarm, SwarmPoint } from '../evidence/shap/beeswarm.ts';
import { round } from './round.ts';
import { alongAxis, equalTicks } from './ticks.ts';

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
 * The geometry of a beeswarm: one path of zero-length strokes per row and shade; points that fall on one another are
 * drawn once, and of very many points columns are drawn.
 */
export function shapBeeswarm(swarm: Swarm): BeeswarmDrawing {
  const axis = equalTicks(Math.min(0, swarm.extent[0]), Math.max(0, swarm.extent[1]), 6);
  const along = alongAxis(axis.values);
  const x = (value: number): number => Math.round(along(value));
  const gridAt = (value: number): string => `M${x(value)} 0V${rowHeight}`;
  return {
    rows: swarm.rows.map((row) => {
      // Layers are as far apart as a dot is thick, closer where a pile would leave its row.
      const step = Math.min(2.6, (0.9 * (rowHeight / 2)) / row.height);
      const y = (point: SwarmPoint): number => Math.round(rowHeight / 2 - point.layer * step);
      const classOf = (point: SwarmPoint): string => (row.name === null ? 'oth' : toneClass(point.tone));
      if (row.points.length > many) {
        return { name: row.name, label: row.label, paths: columns(row.points, x, row.name === null) };
      }
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

/** The class of a shade; of a point without a value `bn`. */
export const toneClass = (tone: number | null): string =>
  tone === null ? 'bn' : `b${Math.min(tones - 1, Math.floor(tone * tones))}`;

/** Dots as one path of zero-length strokes with relative steps, left to right, each place once. */
export function dots(points: readonly (readonly [number, number])[]): string {
  // A place as one number: places are whole and a few thousand at most.
  const room = 65_536;
  const places = new Set(points.map(([x, y]) => x * room + y + room / 2));
  let [fromX, fromY] = [0, 0];
  return Float64Array.from(places)
    .sort()
    .reduce((path, place) => {
      const x = Math.floor(place / room);
      const y = place - x * room - room / 2;
      const [dx, dy] = [x - fromX, y - fromY];
      [fromX, fromY] = [x, y];
      return `${path}${path === '' ? 'M' : 'm'}${dx}${dy < 0 ? '' : ' '}${dy}h0`;
    }, '');
}

/** Points in a row from which they are drawn as columns: single dots would lie on one another. */
const many = 1_500;

/** Width of a column, in units of the drawing. */
const columnWidth = 8;

/**
 * Points of a row as columns, in each of which like shades lie together, low ones at the bottom: what a swarm of
 * thousands looks like, in a tenth of the space. A column is as high as its points are many.
 */
function columns(points: readonly SwarmPoint[], x: (value: number) => number, isOther: boolean): SwarmPath[] {
  const shades = [...Array.from({ length: tones }, (_, tone) => `b${tone}`), 'bn'];
  const counts = new Map<number, number[]>();
  for (const { x: value, tone } of points) {
    const at = Math.floor(x(value) / columnWidth);
    const of = counts.get(at) ?? shades.map(() => 0);
    of[tone === null ? tones : Math.min(tones - 1, Math.floor(tone * tones))]! += 1;
    counts.set(at, of);
  }
  const heights = [...counts.values()].map((of) => of.reduce((sum, n) => sum + n, 0));
  const unit = (0.9 * rowHeight) / Math.max(...heights);
  const paths = new Map<string, string>();
  for (const [at, of] of [...counts].sort(([a], [b]) => a - b)) {
    const total = of.reduce((sum, n) => sum + n, 0) * unit;
    let y = rowHeight / 2 + total / 2;
    of.forEach((n, k) => {
      if (n === 0) return;
      const [from, to] = [round(y), round(y - n * unit)];
      y -= n * unit;
      const shade = isOther ? 'oth' : shades[k]!;
      const path = `M${at * columnWidth + columnWidth / 2} ${from}V${to}`;
      paths.set(shade, (paths.get(shade) ?? '') + path);
    });
  }
  return [...paths]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, path]) => ({ class: `col ${name}`, path }));
}
