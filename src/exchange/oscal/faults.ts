import type { FindingDraft } from '../../core/finding.ts';
import type { Path, Spot } from '../../core/place.ts';

/** The rules that reading OSCAL raises. */
export type OscalRule = 'oscal/invalid' | 'oscal/import' | 'oscal/no-effect';

/** Says what is wrong, where, and what to do about it. */
export type Fault = (
  rule: OscalRule,
  at: Path | Spot,
  message: string,
  fix: string,
  more?: Pick<FindingDraft, 'related' | 'severity'>,
) => void;

/** Collects what is wrong with one file; a path is a JSON path in it. */
export const faultsOf =
  (file: string, drafts: FindingDraft[]): Fault =>
  (rule, at, message, fix, more) => {
    drafts.push({
      rule,
      message,
      at: isPath(at) ? { file, path: at } : at,
      subject: file,
      detail: message,
      fix,
      ...more,
    });
  };

const isPath = (at: Path | Spot): at is Path => Array.isArray(at);
