import type { FindingDraft } from '../core/finding.ts';

/** Rules of mapping rows that say why a row leaves a gap. */
const saysWhy = new Set(['mapping/without-control', 'mapping/plan-unowned']);

/**
 * One fault, one finding: where a rule that knows a kind says why something is missing, the general rule that
 * would only say that it is missing stays silent.
 */
export function withoutDoubles(drafts: readonly FindingDraft[]): FindingDraft[] {
  const general = (rule: string): boolean => rule === 'completeness/required-field';
  const absent = new Set(drafts.flatMap((one) => (general(one.rule) ? [] : (one.absent ?? []))));
  const gaps = new Set(drafts.flatMap((one) => (saysWhy.has(one.rule) ? [one.subject] : [])));
  return drafts.filter((one) => {
    if (general(one.rule)) return !one.absent?.some((field) => absent.has(field));
    return one.rule !== 'traceability/no-control' || !gaps.has(one.subject);
  });
}
