import type { HeadOf } from '../../core/view.ts';
import { count, listed } from '../words.ts';
import { attributionsOf, casesOf, constrainedOf, gapsOf, repeatedOf, topOf } from './read.ts';
import type { Explainability } from './schema.ts';

/** The finding of the page: whether the explanation adds up, repeats and keeps to what the register says. */
export const head: HeadOf = ({ artefact, portfolio }) => {
  const data = artefact.data as Explainability;
  const found = attributionsOf(artefact, portfolio);
  const gaps = gapsOf(artefact, portfolio);
  const runs = repeatedOf(artefact, portfolio);
  const constrained = constrainedOf(artefact, portfolio);
  const agrees = constrained.filter(({ dependence }) => dependence?.verdict === 'agrees').length;
  const top = topOf(artefact, portfolio);
  const cases = casesOf(artefact, portfolio);
  const checks = [
    gaps === null || gaps.share_beyond === null
      ? ''
      : gaps.beyond.length === 0
        ? `add up in ${gaps.checked === gaps.rows ? 'every row kept' : count(gaps.checked, 'row')}`
        : `do not add up in ${gaps.beyond.length} of ${count(gaps.checked, 'row')}`,
    runs === null
      ? ''
      : runs.missed.length === 0
        ? 'keep their order in a second run'
        : 'change their order in a second run',
    constrained.length === 0 ? '' : `follow ${agrees} of ${count(constrained.length, 'constraint')}`,
  ].filter((part) => part !== '');
  const headline = checks.length === 0 ? null : `Contributions ${listed(checks)}`;
  return {
    headline,
    standfirst:
      cases.length === 0
        ? null
        : cases.length === 1
          ? 'One case shows what a person is told, and why.'
          : `For each of ${cases.length} cases: what the person is told, and the contributions it comes from.`,
    sections: [
      ...(data.challenge || found !== null || data.reason_policy
        ? [{ slug: 'challenge', text: 'Under challenge' }]
        : []),
      ...(cases.length > 0 ? [{ slug: 'cases', text: 'Cases' }] : []),
      ...(top.length > 0 ? [{ slug: 'order', text: 'What weighs most, and why' }] : []),
      ...(data.additivity || data.stability ? [{ slug: 'fidelity', text: 'Whether it holds' }] : []),
      ...(constrained.length > 0 ? [{ slug: 'constraints', text: 'Constraints' }] : []),
      { slug: 'approach', text: 'How it is computed' },
      { slug: 'limits', text: 'Limits and notice' },
    ],
    doesNotProve:
      'That a contribution is a cause, or that changing what a reason names would change the outcome. Additivity shows that the explanation belongs to the output, not that it is the right one.',
  };
};
