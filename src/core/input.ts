import type { z } from 'zod';
import type { Before } from './before.ts';
import type { ParsedCatalogue } from './catalogue.ts';
import type { CalendarDate } from './date.ts';
import type { Document, Json } from './document.ts';
import type { FoundAsset } from './evidence-of.ts';
import type { FindingDraft } from './finding.ts';
import type { Kind } from './kind.ts';
import type { Locate } from './place.ts';
import type { Portfolio } from './portfolio.ts';

/** Stands for the JSON of a file that could not be read, which is said: `null` is JSON. */
export const broken = Symbol('broken');

/** Everything that is put together: what was read, and what it is read against. */
export interface Input {
  documents: readonly Document[];
  assets: readonly FoundAsset[];
  /** Findings that reading raised. */
  drafts: readonly FindingDraft[];
  locate: Locate;
  kinds: readonly Kind[];
  /** The full schema of a kind, envelope included. */
  schemaOf: (kind: Kind) => z.ZodObject;
  /** Fields that artefacts inherit from their system, and systems from the portfolio. */
  inheritable: readonly string[];
  /** The catalogues that ship: their ids, and the parsed YAML of one of them. */
  shipped: { ids: readonly string[]; read: (id: string) => Document };
  /**
   * Opens the catalogues that other tools write as JSON: given the JSON of any file of the folder (`undefined` when
   * there is none, `broken` when it has its finding), reads one file, with those it builds on.
   */
  foreign?: (jsonOf: (file: string) => unknown) => (file: string) => ParsedCatalogue;
  /**
   * Reads the rows of a CSV file that somebody else wrote, with its headers as they stand: dots nest nothing there.
   * Without, its rows are taken as they were read.
   */
  table?: (file: string, delimiter: string | undefined) => { data: unknown; drafts: FindingDraft[] };
  /** What was read of registered files in other tools' formats, in one of our own shapes: by the id of the evidence. */
  imported?: ReadonlyMap<string, Json>;
  /** For whoever puts portfolios of the same files together again and again. */
  before?: Before;
  /** Chooses the as-of date once the portfolio's own is known. */
  asOf: (stated: string | undefined) => { date: CalendarDate; source: Portfolio['as_of_source'] };
}

/** Whether reading found something wrong with a file: who names it has no fault besides. */
export const isSaid = ({ drafts }: Pick<Input, 'drafts'>, file: string): boolean =>
  drafts.some(({ at }) => at.file === file);
