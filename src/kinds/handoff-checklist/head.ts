import { formatDate } from '../../core/date.ts';
import type { HeadOf } from '../../core/view.ts';
import { count } from '../words.ts';
import { byArea, conditionsOf, questionsOf, stands } from './review.ts';
import type { GoDecision, HandoffChecklist } from './schema.ts';

const said: Record<GoDecision, string> = {
  go: 'Go',
  'go-with-conditions': 'Go with conditions',
  'no-go': 'No go',
};

/** The finding of the page: the decision, and what of it is still open. */
export const head: HeadOf = ({ artefact, portfolio }) => {
  const data = artefact.data as HandoffChecklist;
  const questions = questionsOf(artefact);
  const conditions = conditionsOf(artefact, portfolio.as_of);
  const open = conditions.filter((one) => one.open);
  const late = open.filter((one) => one.late).length;
  const standing = questions.filter(({ row }) => stands(row));
  const blockers =
    standing.filter(({ row }) => row.blocker === true).length + (data.launch_blockers?.length ?? 0);
  const decision = data.go_no_go?.decision;
  const verdict = decision === undefined ? 'Not decided' : said[decision];
  const rest =
    conditions.length > 0
      ? `${open.length} of ${count(conditions.length, 'condition')} open${late > 0 ? `, ${late} late` : ''}`
      : standing.length > 0
        ? `${standing.length} of ${count(questions.length, 'question')} ${standing.length === 1 ? 'stands' : 'stand'}`
        : questions.length > 0
          ? `all ${count(questions.length, 'question')} answered`
          : '';
  return {
    headline:
      questions.length === 0 && decision === undefined ? null : rest === '' ? verdict : `${verdict}: ${rest}`,
    standfirst:
      [
        data.go_no_go?.on === undefined ? '' : `Decided on ${formatDate(data.go_no_go.on)}.`,
        questions.length === 0
          ? ''
          : blockers === 0
            ? 'No blocker stands.'
            : `${count(blockers, 'blocker')} ${blockers === 1 ? 'stands' : 'stand'}.`,
        data.go_no_go?.rationale ?? '',
      ]
        .filter((part) => part !== '')
        .join(' ') || null,
    sections: [
      { slug: 'decision', text: 'The decision' },
      ...(conditions.length > 0 ? [{ slug: 'conditions', text: 'Conditions' }] : []),
      ...(standing.length > 0 || blockers > 0 ? [{ slug: 'standing', text: 'What stands in the way' }] : []),
      ...(byArea(questions).length > 0 ? [{ slug: 'questions', text: 'The questions, by area' }] : []),
      { slug: 'people', text: 'Who runs it' },
    ],
  };
};
