import type { FindingDraft } from './finding.ts';
import type { Origins } from './origins.ts';
import type { Path } from './place.ts';

/** Front matter made whole: aliases read, side files joined, defaults filled in, sections taken as fields. */
export interface Prepared {
  own: Record<string, unknown>;
  origins: Origins;
  broken: Path[];
  drafts: FindingDraft[];
  /** Side files this artefact took its rows from. */
  sides: string[];
}
