import { rules } from './index.ts';
import type { Severity } from '../core/severity.ts';

/** What the rule reference says of one rule: plain data. */
export interface RuleDoc {
  id: string;
  /** The part of the id before the slash, which the reference is grouped by. */
  area: string;
  severity: Severity;
  what: string;
  why: string;
  fix: string;
  source: string | null;
  /** When it is found: while files are read, while they are put together, or by a check over the graph. */
  found: 'reading' | 'assembly' | 'check';
}

/** The rule reference, sorted by id. */
export const ruleDocs = (): RuleDoc[] =>
  rules.map(({ id, severity, what, why, fix, source, raised }) => ({
    id,
    area: id.slice(0, id.indexOf('/')),
    severity,
    what,
    why,
    fix,
    source: source ?? null,
    found: raised ?? 'check',
  }));
