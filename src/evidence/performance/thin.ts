import type { CurvePoint } from './roc.ts';

/**
 * Keeps at most so many points of a curve and moves none: both ends, and between them the points nearest to equal
 * steps along the curve, which is measured in shares of positives and negatives. A point whose cells hold back is
 * never kept.
 * @param most at least 2.
 * @param isOpen whether a point may be shown; all may when left out.
 * @throws {RangeError} for fewer than two points.
 */
export function thin(
  points: readonly CurvePoint[],
  most: number,
  isOpen: (point: CurvePoint) => boolean = () => true,
): CurvePoint[] {
  if (!(most >= 2)) throw new RangeError(`a curve of ${most} points`);
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return [];
  const inner = points.slice(1, -1).filter(isOpen);
  const all = points.length === 1 ? [first] : [first, ...inner, last];
  if (all.length <= most) return all;
  const along = ({ tp, fp }: CurvePoint): number => tp / (last.tp || 1) + fp / (last.fp || 1);
  const whole = along(last);
  const kept = [first];
  let at = 0;
  for (let step = 1; step < most - 1; step += 1) {
    const wanted = (whole * step) / (most - 1);
    while (at < inner.length - 1 && along(inner[at]!) < wanted) at += 1;
    const before = inner[at - 1];
    const nearer =
      before !== undefined && wanted - along(before) < along(inner[at]!) - wanted ? before : inner[at]!;
    if (kept.at(-1) !== nearer && along(nearer) > along(kept.at(-1)!)) kept.push(nearer);
  }
  kept.push(last);
  return kept;
}
