// What every importer does: values that may not be there, and what the register adds to them.
import { asNumber } from '../core/data.ts';
import { asDate, type CalendarDate } from '../core/date.ts';
import type { Path } from '../core/place.ts';
import type { ReportedAs } from '../core/records.ts';
import { notesOf, type Report, type ReportedReading, type ReportIssue } from '../evidence/drift/reported.ts';
import { methodOf } from '../evidence/drift/methods.ts';
import type { ToolMethod } from './report-methods.ts';

/** A boolean as it is; `null` for anything else. */
export const booleanOf = (value: unknown): boolean | null => (typeof value === 'boolean' ? value : null);

/** A warning at a place of the file. */
export const warning = (path: Path, message: string, fix: string): ReportIssue => ({
  path,
  message,
  fix,
  severity: 'warning',
});

/** A number written as text by pandas; empty, `nan` and infinities are none. `undefined` when it is no number. */
export function parseNumber(text: string, decimal = '.'): number | null | undefined {
  const plain = text.trim();
  if (plain === '' || /^(?:[+-]?(?:nan|inf(?:inity)?)|none|null|n\/?a)$/i.test(plain)) return null;
  const dotted = decimal === ',' ? plain.replace(/\.(?=\d{3}(?:\D|$))/g, '').replace(',', '.') : plain;
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(dotted) ? Number(dotted) : undefined;
}

/** A truth value written as text; `null` when empty, `undefined` when it is none. */
export function parseBoolean(text: string): boolean | null | undefined {
  const plain = text.trim().toLowerCase();
  if (plain === '' || plain === 'nan' || plain === 'none') return null;
  return /^(?:true|1|1\.0)$/.test(plain) ? true : /^(?:false|0|0\.0)$/.test(plain) ? false : undefined;
}

/** The calendar day of a time as tools write it, `2026-03-31 23:59:59.999999999`; `null` for anything else. */
export function dayOf(text: string | null): CalendarDate | null {
  const day = /^(\d{4}-\d{2}-\d{2})(?:[T ].*)?$/.exec(text?.trim() ?? '')?.[1];
  return asDate(day);
}

/** What a method of a tool says of each of its values. */
export const byMethod = (method: ToolMethod, value: number | null): Partial<ReportedReading> => ({
  method: method.name,
  value,
  p_value: method.is_p ? value : null,
  direction: method.direction,
  bins: method.bins,
  zero_rule: method.zero_rule,
});

/**
 * A method by the name that a table or the register gives it: Casebook's name where it knows the method, with what
 * follows from that; else the words as they stand, of which nothing follows.
 */
export function named(
  words: string | null,
): Pick<ReportedReading, 'method' | 'direction' | 'bins' | 'zero_rule'> {
  const known = words === null ? null : methodOf(words);
  if (known === null) return { method: words, direction: null, bins: null, zero_rule: null };
  const isBinless = /^(?:KS|Wasserstein|Missing|New)/.test(known.name);
  const isPsi = known.name.startsWith('PSI');
  return {
    method: known.name,
    direction: known.direction,
    bins: isBinless ? 0 : null,
    zero_rule: isPsi ? (known.name === 'PSI (Evidently)' ? 'evidently' : null) : 'none',
  };
}

/** A report with what the register says wherever the file is silent. */
export function declared(report: Report, as: ReportedAs): Report {
  const { tool, baseline, method, direction, threshold, n_ref, n_cur, bins, zero_rule } = as.constants;
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  return {
    ...report,
    tool: text(tool) ?? report.tool,
    notes:
      as.batch !== null && report.readings.some(({ batch }) => batch === null)
        ? [...report.notes, 'its batch as the register says']
        : report.notes,
    readings: report.readings.map((one) => {
      const known = named(text(method));
      // What follows from the method holds only where the method is the one that the register names.
      const follows = one.method === null ? known : named(null);
      const added = {
        baseline: one.baseline ?? text(baseline),
        method: one.method ?? known.method,
        direction:
          one.direction ?? (direction === 'above' || direction === 'below' ? direction : follows.direction),
        threshold: one.threshold ?? asNumber(threshold),
        n_ref: one.n_ref ?? asNumber(n_ref),
        n_cur: one.n_cur ?? asNumber(n_cur),
        bins: one.bins ?? asNumber(bins) ?? follows.bins,
        zero_rule: one.zero_rule ?? text(zero_rule) ?? follows.zero_rule,
        batch: one.batch ?? as.batch,
        batch_to: one.batch_to ?? (one.batch === null ? as.batch_to : null),
      };
      const names = (Object.keys(words) as (keyof typeof words)[])
        .filter((key) => one[key] === null && added[key] !== null && as.constants[key] !== undefined)
        .map((key) => words[key]);
      const note = names.length === 0 ? null : `${names.join(', ')} as the register says`;
      return { ...one, ...added, note: notesOf(one.note, note) };
    }),
  };
}

const words = {
  baseline: 'baseline',
  method: 'method',
  direction: 'direction',
  threshold: 'limit',
  n_ref: 'reference rows',
  n_cur: 'batch rows',
  bins: 'bins',
  zero_rule: 'zero rule',
} as const;
