/** Which questions of a board a system's record answers, and on which page; what it leaves open is said as that. */
import { approvalsFor } from '../../core/approvals.ts';
import type { Artefact } from '../../core/artefact.ts';
import { valueAt } from '../../core/place.ts';
import type { Portfolio, System } from '../../core/portfolio.ts';
import type { Approval } from '../../core/records.ts';
import { boardQuestions, type BoardQuestion } from './board-questions.ts';
import { artefactAddress, gatheredAddress, isGathered } from './slots.ts';

/**
 * How far a question is answered: by every field that answers it, by some, by none that is on file, or by nothing that
 * the portfolio could hold.
 */
export type Answered = 'answered' | 'in-part' | 'open' | 'no-kind';

/** A page that a question is answered on, or would be. */
export interface AnswerPlace {
  title: string;
  /** The field as it is written. */
  field: string;
  /** Root-relative; `null` where the system has no such artefact. */
  address: string | null;
  isFilled: boolean;
}

export interface BoardAnswer {
  question: BoardQuestion;
  state: Answered;
  places: AnswerPlace[];
}

/** Every question with where the system answers it, in the order of the questions. */
export const boardAnswers = (system: System, portfolio: Portfolio): BoardAnswer[] =>
  boardQuestions.map((question) => {
    const places = question.fields
      .filter((field) => isAsked(field, system))
      .map((field) => placeOf(field, system, portfolio));
    const filled = places.filter(({ isFilled }) => isFilled).length;
    const state: Answered =
      places.length === 0
        ? 'no-kind'
        : filled === 0
          ? 'open'
          : filled === places.length && question.without.length === 0
            ? 'answered'
            : 'in-part';
    return { question, state, places };
  });

/** The finding of the page, with its denominator. */
export function boardHeadline(answers: readonly BoardAnswer[]): string {
  const of = (state: Answered): number => answers.filter((one) => one.state === state).length;
  const parts = [
    `${of('answered')} of ${answers.length} questions of a board are answered on file`,
    of('in-part') > 0 && `${of('in-part')} in part`,
    of('open') > 0 && `${of('open')} ${of('open') === 1 ? 'is' : 'are'} open`,
  ];
  return parts.filter((part) => part !== false).join(', ');
}

/** The questions that nothing on file could answer, in a sentence; empty where there are none. */
export function boardWithout(answers: readonly BoardAnswer[]): string {
  const without = answers.filter(({ state }) => state === 'no-kind').length;
  if (without === 0) return '';
  return `${without} ${without === 1 ? 'asks' : 'ask'} for what Casebook has no kind of record for yet.`;
}

/** Whether a field can be asked of a system: one of its own making has no vendor. */
const isAsked = (field: string, { profile }: System): boolean =>
  field !== 'system.vendor' || profile?.data['origin'] !== 'internal';

function placeOf(field: string, system: System, portfolio: Portfolio): AnswerPlace {
  const [kind = '', name = ''] = field.split('.');
  if (kind === 'approval') return approvalPlace(name, system, portfolio);
  if (kind === 'not-built') return notBuiltPlace(name, portfolio);
  const known = portfolio.kinds.find((one) => one.name === kind);
  const title = kind === 'system' ? 'Profile' : (known?.title ?? kind);
  const artefacts = system.artefacts.filter((artefact) => artefact.kind === kind);
  if (kind === 'system' && system.profile !== null) artefacts.splice(0, artefacts.length, system.profile);
  const holder = artefacts.find((artefact) => isFilled(artefact, name));
  const first = holder ?? artefacts[0];
  const address =
    first === undefined
      ? null
      : known !== undefined && isGathered(known)
        ? gatheredAddress(system, known)
        : artefactAddress(first);
  return { title, field: name, address, isFilled: holder !== undefined };
}

/** Whether an artefact fills a field: its own, or that of at least one of its rows. */
const isFilled = ({ data, items }: Artefact, name: string): boolean =>
  isSaid(valueAt(data, [name])) || items.some((item) => isSaid(item.data[name]));

const isSaid = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);

/** A system of the portfolio that was decided against. */
function notBuiltPlace(name: string, { systems }: Portfolio): AnswerPlace {
  const found = systems.find(({ lifecycle_stage }) => lifecycle_stage === 'not-built');
  return {
    title: found?.title ?? 'A system decided against',
    field: name,
    address: found === undefined ? null : `/systems/${found.id}/`,
    isFilled: found !== undefined,
  };
}

/** The artefact of the system whose approval says most lately what is asked; else the one that has an approval. */
function approvalPlace(name: string, system: System, portfolio: Portfolio): AnswerPlace {
  const approvals = system.artefacts
    .flatMap((artefact) => approvalsFor(portfolio.approvals, artefact.id).map((one) => ({ artefact, one })))
    .filter(({ one }) => one.date <= portfolio.as_of)
    .sort((a, b) => (a.one.date < b.one.date ? 1 : a.one.date > b.one.date ? -1 : 0));
  const holder = approvals.find(({ one }) => isSaid(one[name as keyof Approval]));
  const shown = holder ?? approvals[0];
  return {
    title: shown === undefined ? 'Approvals' : `Approval of ${shown.artefact.title}`,
    field: name,
    address: shown === undefined ? null : `${artefactAddress(shown.artefact)}#approvals`,
    isFilled: holder !== undefined,
  };
}
