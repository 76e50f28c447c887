import { formatDate } from '../../core/date.ts';
import type { HeadOf } from '../../core/view.ts';
import { count, listed } from '../words.ts';
import { conditionsOf, findingsOf, testsOf } from './read.ts';
import type { ValidationReport } from './schema.ts';
import { opinionWords } from './words.ts';

/** The finding of the page: the opinion, what stands open of it, and what the tests came to. */
export const head: HeadOf = ({ artefact, portfolio }) => {
  const data = artefact.data as ValidationReport;
  const tests = testsOf(artefact, portfolio);
  const findings = findingsOf(artefact, portfolio.as_of);
  const conditions = conditionsOf(artefact, portfolio.as_of);
  const open = findings.filter((one) => one.open);
  const late = open.filter((one) => one.late).length;
  const tied = conditions.filter((one) => one.open).length;
  const said = data.opinion === undefined ? 'No opinion yet' : opinionWords[data.opinion];
  const rest = [
    findings.length === 0
      ? saysNone(data)
        ? 'no findings'
        : ''
      : `${open.length === 0 ? 'no' : open.length} of ${count(findings.length, 'finding')} open${late > 0 ? `, ${late} overdue` : ''}`,
    conditions.length === 0
      ? ''
      : `${tied === 0 ? 'no' : tied} of ${count(conditions.length, 'condition')} open`,
  ].filter((part) => part !== '');
  const of = (outcome: string): number => tests.filter((one) => one.outcome === outcome).length;
  const results = [
    [of('pass'), 'passed'],
    [of('fail'), 'failed'],
    [of('inconclusive'), 'settled nothing'],
    [of('not-run'), of('not-run') === 1 ? 'was not run' : 'were not run'],
  ] as const;
  const by = data.validator === undefined ? null : portfolio.index.parties.get(data.validator)?.title;
  const given = [
    by == null ? '' : `by ${by}`,
    data.completed_on === undefined ? '' : `on ${formatDate(data.completed_on)}`,
  ].filter((part) => part !== '');
  return {
    headline:
      data.opinion === undefined && rest.length === 0
        ? null
        : rest.length === 0
          ? said
          : `${said}: ${rest.join('; ')}`,
    standfirst:
      [
        given.length === 0 ? '' : `Given ${given.join(' ')}.`,
        tests.length === 0
          ? ''
          : `Of ${count(tests.length, 'test')}, ${listed(results.filter(([n]) => n > 0).map(([n, words]) => `${n} ${words}`)) || 'none has an outcome'}.`,
      ]
        .filter((part) => part !== '')
        .join(' ') || null,
    sections: [
      { slug: 'opinion', text: 'Opinion' },
      ...(conditions.length > 0 ? [{ slug: 'conditions', text: 'Conditions' }] : []),
      ...(findings.length > 0 || saysNone(data) ? [{ slug: 'raised', text: 'What was found' }] : []),
      ...(tests.length > 0 ? [{ slug: 'tests', text: 'Tests' }] : []),
      ...(data.not_tested || data.limitations_found
        ? [{ slug: 'left', text: 'Not tested, and limits' }]
        : []),
      { slug: 'independence', text: 'Independence' },
      ...(data.areas ? [{ slug: 'areas', text: 'What was looked at' }] : []),
      ...(hasBasis(data) ? [{ slug: 'basis', text: 'Scope and next validation' }] : []),
    ],
    doesNotProve:
      'That the model is right, or will stay so. A validation says what its tests showed on the data of its day; what was not tested is listed, and nobody knows it.',
  };
};

/** Whether a report says that nothing was found; one that is silent says nothing. */
export const saysNone = (data: ValidationReport): boolean => data.findings?.length === 0;

/** Whether a report says anything of its scope, its certainty or what comes next. */
export const hasBasis = (data: ValidationReport): boolean =>
  data.scope !== undefined ||
  data.methodology_alternatives !== undefined ||
  data.uncertainty !== undefined ||
  data.environment_conditions !== undefined ||
  data.tier_reassessment !== undefined ||
  data.next_validation_due !== undefined ||
  data.revalidation_triggers !== undefined;
