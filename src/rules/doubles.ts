import type { FindingDraft } from '../core/finding.ts';

/** Rules of mapping rows that say why a row leaves a gap. */
const saysWhy = new Set(['mapping/without-control', 'mapping/plan-unowned']);

/**
 * One fault, one finding: where a rule that knows a kind says why something is missing, the general rule that
 * would only say that it is missing stays silent.
 */
export function withoutDoubles(drafts: readonly FindingDraft[]): FindingDraft[] {
  const added = new Set<string>();
  const gaps = new Set<string>();
  for (const { rule, subject, fix } of drafts) {
    if (subject === undefined || rule === 'completeness/required-field') continue;
    if (saysWhy.has(rule)) gaps.add(subject);
    for (const [, field] of (fix ?? '').matchAll(/`([a-z_]+):`/g)) added.add(`${subject}/${field!}`);
  }
  return drafts.filter(({ rule, subject, detail }) => {
    if (rule === 'completeness/required-field') return !added.has(`${subject ?? ''}${detail ?? ''}`);
    return rule !== 'traceability/no-control' || !gaps.has(subject ?? '');
  });
}
