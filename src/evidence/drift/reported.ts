// Drift results of other tools in one shape, with what their files do not say left open.
import type { CalendarDate } from '../../core/date.ts';
import type { Path } from '../../core/place.ts';
import type { Evidence, ReportedAs } from '../../core/records.ts';
import type { Severity } from '../../core/severity.ts';

/** One value that another tool reported. Whatever its file does not say is `null`. */
export interface ReportedReading {
  /** The way to it in the file: steps of JSON, or row and column of a table. */
  at: Path;
  feature: string;
  batch: string | null;
  batch_to: CalendarDate | null;
  /** What it was compared with, in words. */
  baseline: string | null;
  /** In Casebook's name where it is the very method, else in words that tell it apart. */
  method: string | null;
  value: number | null;
  p_value: number | null;
  /** The verdict of the tool. */
  alert: boolean | null;
  /** The limit of the tool at which it alerts, and the one at which it begins to watch. */
  threshold: number | null;
  amber: number | null;
  direction: 'above' | 'below' | null;
  n_ref: number | null;
  n_cur: number | null;
  bins: number | null;
  zero_rule: string | null;
  /** Rows per category of both sides, in the same order, where the file holds them. */
  counts: { reference: number[]; current: number[] } | null;
  /** Rows of the reference from which on the tool approximates the statistic; `null` where it never does. */
  approximate_from: number | null;
  note: string | null;
}

/** What a summary says of a column; it compares nothing, so it is no reading. */
export interface ColumnFact {
  column: string;
  n: number | null;
  missing: number | null;
  mean: number | null;
  std: number | null;
  min: number | null;
  median: number | null;
  max: number | null;
  distinct: number | null;
}

/** Something that stands in a report and could not be read, at its place in the file. */
export interface ReportIssue {
  path: Path;
  message: string;
  fix: string;
  severity: Severity;
}

/** A file of drift results, read. */
export interface Report {
  /** As pages name it: `Evidently`, `NannyML`, `whylogs`, or what the register says. */
  tool: string;
  /** What kind of file it is, in words: `legacy report`, `univariate drift, flat`. */
  shape: string;
  /** The version of the tool, where the file says so. */
  version: string | null;
  readings: ReportedReading[];
  facts: ColumnFact[];
  issues: ReportIssue[];
  /** What has to be known to read it rightly. */
  notes: string[];
}

/** A file that is to be read, with what the register says of it. */
export interface ReportSource {
  file: string;
  as: ReportedAs;
  /** The JSON of the file; `undefined` when it is no JSON file, `null` when it has its finding from reading. */
  json: unknown;
  /** The cells of a CSV file, row by row; `null` when it is none, or has its finding from reading. */
  cells: string[][] | null;
}

/** Reads a report; pure. What it cannot make sense of stands under `issues`. */
export type ReadReport = (source: ReportSource) => Report;

/** A reading of which nothing is known yet but where it stands and what it reads. */
export const unknownReading = (at: Path, feature: string): ReportedReading => ({
  at,
  feature,
  batch: null,
  batch_to: null,
  baseline: null,
  method: null,
  value: null,
  p_value: null,
  alert: null,
  threshold: null,
  amber: null,
  direction: null,
  n_ref: null,
  n_cur: null,
  bins: null,
  zero_rule: null,
  counts: null,
  approximate_from: null,
  note: null,
});

/** A report without readings, to be filled. */
export const emptyReport = (tool: string, shape: string): Report => ({
  tool,
  shape,
  version: null,
  readings: [],
  facts: [],
  issues: [],
  notes: [],
});

/** A report that holds nothing but what is wrong with the file as a whole. */
export const unreadReport = (tool: string, message: string, fix: string): Report => ({
  ...emptyReport(tool, 'not read'),
  issues: [{ path: [], message, fix, severity: 'error' }],
});

/** The results that a registered file holds, once attached; `null` for every other file. */
export const reportOf = ({ report }: Pick<Evidence, 'report'>): Report | null =>
  (report as Report | undefined) ?? null;

/** Several remarks as one, or `null` without any. */
export const notesOf = (...parts: (string | null | undefined | false)[]): string | null => {
  const said = parts.filter((one): one is string => typeof one === 'string' && one !== '');
  return said.length === 0 ? null : said.join('; ');
};
