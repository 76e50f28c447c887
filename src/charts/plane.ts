import { fixed } from '../evidence/format.ts';
import { equalTicks } from './ticks.ts';

/** Size of the drawing of a plane, which stretches to its place. */
export const planeSize = { width: 1000, height: 600 };

/** Two axes with equal steps; labels are set in HTML at equal distances. */
export interface Plane {
  /** From the left to the right, and from the top to the bottom. */
  xTicks: string[];
  yTicks: string[];
  grid: string;
  /** The line at y = 0; `null` where it is not inside. */
  zero: string | null;
  /** Where a point stands in the drawing, in whole units. */
  at: (x: number, y: number) => [number, number];
}

/**
 * Axes that cover two ranges.
 * @param options.names labels of x at 0, 1, 2 … in place of numbers; half a step of room is left at either end.
 * @param options.sign whether values of y say their sign.
 */
export function planeOf(
  x: readonly [number, number],
  y: readonly [number, number],
  { names = null, sign = false }: { names?: readonly string[] | null; sign?: boolean } = {},
): Plane {
  const { width, height } = planeSize;
  const across = names === null ? equalTicks(x[0], x[1], 5) : null;
  const up = equalTicks(y[0], y[1], 5);
  const [left, right] = across ? ends(across.values) : [-0.5, names!.length - 0.5];
  const [low, high] = ends(up.values);
  const at = (valueX: number, valueY: number): [number, number] => [
    Math.round((width * (valueX - left)) / (right - left)),
    Math.round((height * (high - valueY)) / (high - low)),
  ];
  const verticals = (across?.values ?? []).map((value) => `M${at(value, 0)[0]} 0V${height}`);
  const levels = up.values.map((value) => `M0 ${at(left, value)[1]}H${width}`);
  const say = (value: number): string =>
    value === 0 ? '0' : `${sign && value > 0 ? '+' : ''}${fixed(value, up.digits)}`;
  return {
    xTicks: across ? across.values.map((value) => fixed(value, across.digits)) : [...names!],
    yTicks: up.values.toReversed().map(say),
    grid: [...verticals, ...levels].join(''),
    zero: low < 0 && high > 0 ? `M0 ${at(left, 0)[1]}H${width}` : null,
    at,
  };
}

const ends = (values: readonly number[]): [number, number] => [values[0]!, values.at(-1)!];
