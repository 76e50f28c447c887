/** The honest page: what is missing or contradictory, by rule, by owner, by system. */
import type { Artefact } from '../../core/artefact.ts';
import { compareText } from '../../core/compare.ts';
import {
  compareFindings,
  countFindings,
  openFindings,
  type Finding,
  type FindingCounts,
} from '../../core/finding.ts';
import { grouping, once } from '../../core/once.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import { severities } from '../../core/severity.ts';
import { ruleDocs } from '../../rules/docs.ts';
import { count, spell, Spell } from '../../ui/words.ts';

/** Findings that share a rule, an owner or a system. */
export interface FindingGroup {
  id: string | null;
  counts: FindingCounts;
  findings: Finding[];
}

/**
 * Up to this many findings stand on one page, which is a text page; more are split by system. One takes up to 0.8 KB,
 * and the groups above them up to 15: sixty were more than a page may weigh.
 */
export const mostOnOnePage = 50;

/** Groups findings; the group with the gravest findings first, then the largest, then by name. */
export function groupFindings(
  findings: readonly Finding[],
  by: (finding: Finding) => string | null,
): FindingGroup[] {
  return [...Map.groupBy(findings, by)]
    .map(([id, own]) => ({ id, findings: own, counts: countFindings(own) }))
    .sort(
      (a, b) =>
        b.counts.error - a.counts.error ||
        b.counts.warning - a.counts.warning ||
        b.findings.length - a.findings.length ||
        compareText(a.id ?? '~', b.id ?? '~'),
    );
}

const openOf = once((findings: readonly Finding[]) => openFindings(findings));
const byFile = grouping((finding: Finding) => finding.file);
const bySubject = grouping((finding: Finding) => finding.subject);

/** The open findings that stand in the file of an artefact or are about it, in their order. */
export function findingsAbout(
  { findings }: Pick<Portfolio, 'findings'>,
  { file, id }: Pick<Artefact, 'file' | 'id'>,
): Finding[] {
  const all = openOf(findings);
  return [...new Set([...byFile(all, file), ...bySubject(all, id)])].sort(compareFindings);
}

/** What each rule finds, in one sentence, by rule id. */
export const whatRulesFind = (): Map<string, string> => new Map(ruleDocs().map((doc) => [doc.id, doc.what]));

/** The headline: how many, how grave, and how many nobody owns. */
export function findingsSentence(portfolio: Portfolio): { headline: string; standfirst: string } {
  const { error, warning, info, waived } = countFindings(portfolio.findings);
  const open = openFindings(portfolio.findings);
  if (open.length === 0) {
    const accepted = waived === 0 ? '' : ` ${Spell(waived)} accepted by a waiver.`;
    return {
      headline: 'Nothing is open',
      standfirst: `Every rule was run and none found anything that is not accepted.${accepted} What no rule looks for is not shown.`,
    };
  }
  const unowned = open.filter((finding) => finding.owner === null).length;
  const headline =
    error > 0
      ? `${Spell(error)} ${error === 1 ? 'error' : 'errors'} and ${spell(warning)} ${warning === 1 ? 'warning' : 'warnings'} are open`
      : `No error is open; ${spell(warning)} ${warning === 1 ? 'warning' : 'warnings'} ${warning === 1 ? 'admits' : 'admit'} a hole or a lapsed date`;
  const parts = [
    info > 0 ? `${count(info, 'note')} besides.` : null,
    waived > 0 ? `${count(waived, 'finding')} accepted by waivers that expire.` : null,
    unowned > 0
      ? `${count(unowned, 'finding')} with nobody named to act.`
      : 'Each has somebody named to act.',
  ];
  return { headline, standfirst: parts.filter((part) => part !== null).join(' ') };
}

/** Findings, the gravest first, then by place. */
export const gravestFirst = (findings: readonly Finding[]): Finding[] =>
  [...findings].sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
