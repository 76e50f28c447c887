// How rules about one artefact say what they found.
import { isBroken, spotOf, type Artefact } from '../core/artefact.ts';
import { isPlace, valueAt, type Path, type Spot } from '../core/place.ts';
import type { RuleFinding } from '../core/rule.ts';
import { readable } from '../core/schema.ts';

/** Whether a field of an artefact is empty; one that is there but unusable has its finding already. */
export function isMissing(artefact: Artefact, path: Path): boolean {
  const value = valueAt(artefact.data, path);
  const empty =
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
  return empty && !isBroken(artefact, path);
}

/** A finding about an artefact, at the deepest part of the path that exists. */
export function aboutField(
  artefact: Artefact,
  path: Path,
  finding: Pick<RuleFinding, 'message'> & Partial<RuleFinding>,
): RuleFinding {
  let length = path.length;
  while (length > 0 && valueAt(artefact.data, path.slice(0, length)) === undefined) length--;
  return {
    at: spotOf(artefact, path.slice(0, length)),
    subject: artefact.id,
    detail: readable(path),
    ...finding,
  };
}

/** The spot of a field of a record, from the spot of the record. */
export const within = (at: Spot, ...path: Path): Spot =>
  isPlace(at) ? at : { ...at, path: [...at.path, ...path] };
