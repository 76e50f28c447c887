import { systemOf } from './classify.ts';
import { compareFindings, findingKey, type Finding, type FindingDraft } from './finding.ts';
import type { Portfolio } from './portfolio.ts';
import { isInEffect } from './records.ts';
import type { Severity } from './severity.ts';

/**
 * Turns drafts into findings: severity from the rule and the policy, exact places, owner, key, waiver. A draft
 * that says the same as another of the same place is dropped.
 * @param severityOf the rule's own severity; a draft of an unknown rule is an error, so that none is lost.
 */
export function settleFindings(
  drafts: readonly FindingDraft[],
  portfolio: Pick<Portfolio, 'policy' | 'waivers' | 'index' | 'locate' | 'systems'>,
  severityOf: (rule: string) => Severity | undefined,
): Finding[] {
  const findings = new Map<string, Finding>();
  const waivers = portfolio.waivers.filter((one) => isInEffect(one, portfolio.index));
  const unread: Finding[] = [];
  for (const draft of drafts) {
    const severity =
      portfolio.policy.severities[draft.rule] ?? draft.severity ?? severityOf(draft.rule) ?? 'error';
    const place = portfolio.locate(draft.at);
    const subject = draft.subject ?? place.file;
    const system = draft.system ?? portfolio.index.nodes.get(subject)?.system ?? systemOf(place.file);
    const key = findingKey(draft.rule, subject, draft.detail ?? draft.message);
    const waiver = waivers.find(
      (one) => one.findings.includes(key) && (one.system === null || one.system === system),
    );
    const finding: Finding = {
      rule: draft.rule,
      severity,
      message: draft.message,
      file: place.file,
      line: place.line,
      column: place.column,
      end_line: place.end_line,
      end_column: place.end_column,
      subject,
      system,
      owner: ownerOf(portfolio, subject, system),
      key,
      related: (draft.related ?? []).map(({ at, message }) => {
        const { file, line, column } = portfolio.locate(at);
        return { file, line, column, message };
      }),
      fix: draft.fix ?? null,
      waived_by: waiver?.id ?? null,
    };
    // Rows that take a wrong value from `defaults:` all say the same of the one place where it stands.
    const identity = [finding.rule, finding.message, place.file, place.line, place.column].join('\n');
    if (!findings.has(identity)) findings.set(identity, finding);
    if (draft.rule === 'syntax/yaml' || draft.rule === 'syntax/csv') unread.push(finding);
  }
  const isConsequence = consequencesOf(unread);
  return [...findings.values()].filter((one) => !isConsequence(one)).sort(compareFindings);
}

/**
 * Tells the findings that say only what others lead to: a value that cannot be read, such as NaN, is not also of a
 * wrong type, and in a row with a comma too many no value stands in its column.
 */
function consequencesOf(unread: readonly Finding[]): (one: Finding) => boolean {
  const rows = new Set<string>();
  const values = new Set<string>();
  for (const fault of unread) {
    if (fault.rule === 'syntax/yaml') values.add(spanOf(fault));
    else for (let line = fault.line; line <= fault.end_line; line++) rows.add(`${fault.file}\n${line}`);
  }
  return (one) =>
    (one.rule !== 'syntax/csv' && rows.has(`${one.file}\n${one.line}`)) ||
    (one.rule === 'schema/invalid' && values.has(spanOf(one)));
}

const spanOf = ({ file, line, column, end_line, end_column }: Finding): string =>
  [file, line, column, end_line, end_column].join('\n');

/** Who has to act: the subject's own owner, else its artefact's, else its system's. */
export function ownerOf(
  portfolio: Pick<Portfolio, 'index' | 'systems'>,
  subject: string,
  system: string | null,
): string | null {
  const { index } = portfolio;
  const node = index.nodes.get(subject);
  const stated = [
    index.items.get(subject)?.data['owner'],
    index.artefacts.get(node?.artefact ?? subject)?.data['owner'],
  ].find((owner) => typeof owner === 'string');
  if (typeof stated === 'string') return stated;
  return system === null ? null : (index.systems.get(system)?.owner ?? null);
}
