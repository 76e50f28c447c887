import type { FindingDraft } from '../core/finding.ts';

/** What a format's parser gives: data, or `null` when the text cannot be relied on, and what was wrong. */
export interface Parsed {
  data: unknown;
  drafts: FindingDraft[];
}
