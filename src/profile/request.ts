import type { featureTypes, Profile, ProfileFeature, ZeroRule } from '../evidence/shapes/profile.ts';

export type FeatureType = (typeof featureTypes)[number];
export type Role = NonNullable<ProfileFeature['role']>;
export type NumericRule = Exclude<Profile['bin_rule']['numeric'], 'given'>;

/** Spans of time that a batch may be. */
export const spans = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type SpanOfTime = (typeof spans)[number];

/** What makes a batch: a span of time, the file a row lies in, or the value of a column. */
export type Batching = { by: 'time'; span: SpanOfTime } | { by: 'file' } | { by: 'column'; column: string };

/** What is to be profiled, and how. */
export interface ProfileRequest {
  /** Absolute paths of local files, sorted; all of one format. */
  files: readonly string[];
  reference: readonly string[];
  /** The column that dates a row; `null` for batches by file or column that carry no dates. */
  time: string | null;
  batching: Batching;
  /** Features in the order of the profile; `null` takes every column that can be one. */
  features: readonly string[] | null;
  exclude: readonly string[];
  types: Readonly<Record<string, FeatureType>>;
  roles: Readonly<Record<string, Role>>;
  bins: number;
  binRule: NumericRule;
  zeroRule: ZeroRule;
  /** Groups of fewer rows are held back; 1 holds nothing back. */
  minimumGroup: number;
  /** Categories listed at most; the rest is one bin. */
  maximumCategories: number;
  score: string | null;
  label: string | null;
  /** The value of the label that the score is the probability of; `null` takes `1` or `true`. */
  positive: string | null;
  /** Words that stand for a missing value in CSV files, besides nothing at all. */
  missing: readonly string[];
  /** How to name a file to people. */
  show: (file: string) => string;
}

/** Raw data that cannot be profiled as asked; the message is one line for people. */
export class CannotProfile extends Error {
  override name = 'CannotProfile';
}

/** Rows of a batch up to which D and the Wasserstein distance are exact. */
export const exactRows = 1_000_000;

/** The significant digits to which figures that are no counts and no edges are written. */
const digits = 12;

/** A figure to the significant digits that are written; never −0. */
export const rounded = (value: number): number => Number(value.toPrecision(digits)) + 0;
