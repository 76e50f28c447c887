import type { Body } from './document.ts';
import type { Origins } from './origins.ts';
import { isPlace, toPointer, type FieldSpot, type Path, type Spot } from './place.ts';

/** Where an artefact stands in its own life, as its front matter says. */
export const artefactStatuses = ['draft', 'in-review', 'final', 'superseded', 'retired'] as const;
export type ArtefactStatus = (typeof artefactStatuses)[number];

/** Who may read an artefact, the widest circle first. */
export const confidentialities = ['public', 'internal', 'confidential', 'restricted'] as const;

/** Where content comes from, so that an invented figure never passes for a real one. */
export const provenances = ['real', 'anonymised', 'synthetic', 'illustrative'] as const;
export type Provenance = (typeof provenances)[number];

/** One file of a kind, understood: typed data, items, where each field stands. */
export interface Artefact {
  /** Qualified id: `retail-credit-pd/model-card`. */
  id: string;
  /** Id within its system. */
  local: string;
  kind: string;
  /** Id of its system, or `null` for files of the portfolio. */
  system: string | null;
  title: string;
  file: string;
  /** SHA-256 of the file's bytes. */
  digest: string;
  /** Validated fields; a field that was wrong or a placeholder is absent here and named in `broken`. */
  data: Record<string, unknown>;
  /** The fields as stated in this file and its side files only, without inheritance. */
  own: Record<string, unknown>;
  body: Body | null;
  items: Item[];
  /** JSON Pointers of fields that are present but unusable: one fault, one finding. */
  broken: string[];
  /** Where values stand that are not at their own path of the artefact's file. */
  origins: Origins;
  fingerprints: Fingerprints;
  approval: ApprovalState;
}

/** A thing inside an artefact that others point at. */
export interface Item {
  /** Qualified id. */
  id: string;
  local: string;
  kind: string;
  system: string | null;
  /** Qualified id of the artefact that holds it. */
  artefact: string;
  title: string;
  /** The row's validated fields. */
  data: Record<string, unknown>;
  /** Path of the row in the artefact's data. */
  path: Path;
  /** `fp1:` over the row. */
  fingerprint: string;
}

/** The two fingerprints of an artefact: of its meaning-bearing fields and of its body. */
export interface Fingerprints {
  meaning: string;
  body: string | null;
}

/**
 * What the approvals say of an artefact on the as-of date.
 * - `approved`: an approval that runs speaks of exactly this content.
 * - `changed`: it was approved, and its content has changed since.
 * - `expired`: the approval ran out.
 * - `rejected`: the last word was no, or not yet.
 * - `in-review`, `draft`: nobody approved it; its own status says how far it is.
 * - `missing`: the artefact is demanded and does not exist (used for slots without a file).
 */
export const approvalStatuses = [
  'approved',
  'changed',
  'expired',
  'rejected',
  'in-review',
  'draft',
  'missing',
] as const;
export type ApprovalStatus = (typeof approvalStatuses)[number];

export interface ApprovalState {
  status: ApprovalStatus;
  /** Id of the approval that decides the status, or `null`. */
  by: string | null;
  /** What changed since, for `changed`: fields, prose or both. */
  changed: ('fields' | 'prose')[];
}

/** Where a field of an artefact stands, wherever it was written: front matter, side file, section, parent. */
export function spotOf(
  artefact: Pick<Artefact, 'file' | 'origins'>,
  path: Path,
  part?: FieldSpot['part'],
): Spot {
  const origin = artefact.origins.nearest(path);
  if (origin === null)
    return part === undefined ? { file: artefact.file, path } : { file: artefact.file, path, part };
  const { spot, steps } = origin;
  if (isPlace(spot)) return spot;
  const there = [...spot.path, ...path.slice(steps)];
  const said = part ?? spot.part;
  return said === undefined ? { file: spot.file, path: there } : { file: spot.file, path: there, part: said };
}

/** Whether an artefact's prose could not be read: what it says, fields under its headings included, is not known. */
export const isBodyLost = (artefact: Pick<Artefact, 'file' | 'body'>): boolean =>
  artefact.body === null && /\.mdx?$/.test(artefact.file);

/** Whether a field is present but unusable, in itself or through a parent. */
export function isBroken(artefact: Pick<Artefact, 'broken'>, path: Path): boolean {
  if (artefact.broken.length === 0) return false;
  const pointer = toPointer(path);
  return artefact.broken.some((at) => pointer === at || pointer.startsWith(at + '/'));
}
