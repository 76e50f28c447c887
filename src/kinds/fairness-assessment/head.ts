import type { HeadOf } from '../../core/view.ts';
import { isProof } from '../../core/records.ts';
import { count } from '../words.ts';
import { comparisonsOf, criteriaOf } from './read.ts';
import type { Conclusion, FairnessAssessment } from './schema.ts';

/** Conclusions as a page says them. */
export const conclusionWords: Record<Conclusion, string> = {
  'no-concern': 'No concern',
  'concern-mitigated': 'A concern, mitigated',
  'concern-accepted': 'A concern, accepted',
  'concern-open': 'A concern, open',
  inconclusive: 'Inconclusive',
};

/** The finding of the page: what was concluded, and how many limits are missed. */
export const head: HeadOf = ({ artefact, portfolio }) => {
  const data = artefact.data as FairnessAssessment;
  const comparisons = comparisonsOf(artefact, portfolio);
  const criteria = criteriaOf(artefact, portfolio, comparisons);
  const of = (verdict: string): number => criteria.filter(({ result }) => result?.verdict === verdict).length;
  const judged = of('holds') + of('breach');
  const rest = criteria.length - judged;
  const unanswered = criteria.filter(
    ({ result, answered }) => result?.verdict === 'breach' && !answered,
  ).length;
  const lapsed = comparisons.some(({ found }) => found !== null && !isProof(found.evidence.state));
  const concluded = data.conclusion === undefined ? 'Not concluded' : conclusionWords[data.conclusion];
  return {
    headline:
      criteria.length === 0 && data.conclusion === undefined
        ? null
        : criteria.length === 0
          ? concluded
          : `${concluded}: ${of('breach') === 0 ? 'none' : of('breach')} of ${count(criteria.length, 'limit')} ${of('breach') === 1 ? 'is' : 'are'} missed${rest > 0 ? `, ${rest} not judged` : ''}`,
    standfirst:
      [
        lapsed ? 'The evidence has lapsed: what follows is what it said, and proves nothing today.' : '',
        unanswered > 0
          ? `${unanswered === 1 ? 'One miss has' : `${unanswered} misses have`} neither a rationale nor a finding.`
          : of('breach') > 0
            ? 'Each limit that is missed has a rationale or a finding.'
            : '',
      ]
        .filter((part) => part !== '')
        .join(' ') || null,
    sections: [
      { slug: 'conclusion', text: 'Conclusion' },
      ...(criteria.length > 0 ? [{ slug: 'limits', text: 'Limits and results' }] : []),
      ...comparisons.map(({ item, row }) => ({
        slug: `groups-${item.local.toLowerCase()}`,
        text: row.attribute === undefined ? item.local : `By ${row.attribute}`,
      })),
      ...(data.groups_at_risk ||
      data.proxy_analysis ||
      data.less_discriminatory_alternatives ||
      data.mitigation
        ? [{ slug: 'people', text: 'People, proxies and what is done' }]
        : []),
      { slug: 'basis', text: 'Law, data and limits' },
    ],
    doesNotProve:
      'That anybody was treated fairly. Rates that are alike say nothing of a single person, a screen that is passed is no defence in law, and attributes that are not held cannot be compared.',
  };
};
