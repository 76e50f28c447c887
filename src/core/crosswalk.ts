import type { CalendarDate } from './date.ts';
import type { Spot } from './place.ts';
import type { Relationship } from './relationship.ts';

/** A table between the clauses of two catalogues: how each of one relates to some of the other. */
export interface Crosswalk {
  id: string;
  title: string;
  file: string;
  /** Ids of the catalogues it leads from and to. */
  source: string;
  target: string;
  /** The day it speaks of; on an earlier one it does not exist yet. */
  as_of: CalendarDate | null;
  source_url: string | null;
  rows: CrosswalkRow[];
  /** Where its date, else what is said of it as a whole, stands. */
  at: Spot;
}

/** One pair of clauses. */
export interface CrosswalkRow {
  /** Id of the clause it leads from. */
  source: string;
  /** Id of the clause it leads to. */
  target: string;
  /** How the source relates to the target. */
  relationship: Relationship;
  rationale: string | null;
  confidence: string | null;
  note: string | null;
  at: Spot;
}

/** What a row of a crosswalk says, whatever its columns are called. */
export const crosswalkColumns = [
  'source',
  'target',
  'relationship',
  'rationale',
  'confidence',
  'note',
] as const;
export type CrosswalkColumn = (typeof crosswalkColumns)[number];

/** What may stand between the cells of a CSV file. */
export const delimiters = [',', ';', '\t', '|'] as const;

/** What `portfolio.yaml` says of a crosswalk: its file, and for another's CSV how to read it. */
export interface CrosswalkDeclaration {
  file: string;
  id?: string;
  title?: string;
  source?: string;
  target?: string;
  as_of?: string;
  source_url?: string;
  /** The relation of rows that name none. */
  relationship?: string;
  /** Headers of the columns, where they are not named as the fields are. */
  columns?: Partial<Record<CrosswalkColumn, string>>;
  /** What stands between the cells of a CSV file; a comma when left out. */
  delimiter?: (typeof delimiters)[number];
  /** What stands between several targets in one cell. */
  separator?: string;
  /** Rows after the header that describe the columns. */
  skip_rows?: number;
  /** Rows that hold one of these texts in a column are passed over; an empty text is an empty cell. */
  skip_where?: Record<string, string | string[]>;
}
