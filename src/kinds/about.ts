// How rules about one artefact say what they found.
import { isBroken, spotOf, type Artefact } from '../core/artefact.ts';
import { isPlace, readable, toPointer, valueAt, type Path, type Spot } from '../core/place.ts';
import type { RuleFinding } from '../core/rule.ts';

/** Whether a field of an artefact is empty; one that is there but unusable has its finding already. */
export function isMissing(artefact: Artefact, path: Path): boolean {
  const value = valueAt(artefact.data, path);
  const empty =
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
  return empty && !isBroken(artefact, path);
}

/** What a finding says of one thing, with the fields that it misses in it by their paths there. */
export type About = Pick<RuleFinding, 'message'> &
  Partial<Omit<RuleFinding, 'absent'>> & { absent?: readonly Path[] };

/** A field of an artefact that is not there, as `absent` of a finding names it. */
export const absentAt = (artefact: Pick<Artefact, 'file'>, path: Path): string =>
  `${artefact.file}#${toPointer(path)}`;

/** A finding about an artefact, at the deepest part of the path that exists. */
export function aboutField(artefact: Artefact, path: Path, { absent, ...finding }: About): RuleFinding {
  let length = path.length;
  while (length > 0 && valueAt(artefact.data, path.slice(0, length)) === undefined) length--;
  return {
    at: spotOf(artefact, path.slice(0, length)),
    subject: artefact.id,
    detail: readable(path),
    ...finding,
    ...(absent && { absent: absent.map((one) => absentAt(artefact, one)) }),
  };
}

/** The spot of a field of a record, from the spot of the record. */
export const within = (at: Spot, ...path: Path): Spot =>
  isPlace(at) ? at : { ...at, path: [...at.path, ...path] };
