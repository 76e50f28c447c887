import type { Dependence, DependencePoint } from '../evidence/shap/dependence.ts';
import { planeOf, type Plane } from './plane.ts';
import { dots, toneClass, type SwarmPath } from './shap-beeswarm.ts';

export interface DependenceDrawing extends Pick<Plane, 'xTicks' | 'yTicks' | 'grid' | 'zero'> {
  paths: SwarmPath[];
  /** Whether labels of x are names, which stand in the middle of their part. */
  isNamed: boolean;
}

/** The geometry of a dependence plot: contributions against values, points of one shade as one path. */
export function shapDependence({ points, categories }: Dependence): DependenceDrawing {
  const range = (of: (point: DependencePoint) => number): [number, number] => {
    let [low, high] = [Infinity, -Infinity];
    for (const point of points) {
      low = Math.min(low, of(point));
      high = Math.max(high, of(point));
    }
    return [low, high];
  };
  const [low, high] = range((point) => point.y);
  const plane = planeOf(
    range((point) => point.x),
    [Math.min(0, low), Math.max(0, high)],
    { names: categories, sign: true },
  );
  const { at, ...drawn } = plane;
  return {
    ...drawn,
    isNamed: categories !== null,
    paths: [...Map.groupBy(points, (point) => toneClass(point.tone))]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, these]) => ({ class: name, path: dots(these.map((point) => at(point.x, point.y))) })),
  };
}
