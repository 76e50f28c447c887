import type { HeadOf } from '../../core/view.ts';
import { count } from '../words.ts';
import { openActions, ranked } from './ranking.ts';

/** The finding of the page: how many failure modes ask for action, and what of that is late. */
export const head: HeadOf = ({ artefact, portfolio }) => {
  const modes = ranked(artefact);
  const high = modes.filter(({ priority }) => priority === 'H').length;
  const unrated = modes.filter(({ priority }) => priority === null).length;
  const actions = openActions(modes, portfolio.as_of);
  const late = actions.filter((action) => action.late).length;
  const unseen = modes.filter(({ row }) => row.linked_monitor === undefined).length;
  const first =
    high === 0
      ? `None of ${count(modes.length, 'failure mode')} has high action priority`
      : `${high} of ${count(modes.length, 'failure mode')} ${high === 1 ? 'has' : 'have'} high action priority`;
  return {
    headline:
      modes.length === 0
        ? null
        : late > 0
          ? `${first}; ${count(late, 'action')} ${late === 1 ? 'is' : 'are'} late`
          : first,
    standfirst:
      modes.length === 0
        ? null
        : [
            `${actions.length === 0 ? 'No action is open' : `${count(actions.length, 'action')} ${actions.length === 1 ? 'is' : 'are'} open`}, and ${unseen === 0 ? 'every failure mode has a monitor' : `${count(unseen, 'failure mode')} ${unseen === 1 ? 'has' : 'have'} no monitor of ${unseen === 1 ? 'its' : 'their'} own`}.`,
            unrated > 0 ? `${count(unrated, 'failure mode')} ${unrated === 1 ? 'is' : 'are'} not rated.` : '',
          ]
            .filter((part) => part !== '')
            .join(' '),
    sections: [
      ...(modes.length > 0
        ? [
            { slug: 'risk', text: 'Severity and occurrence' },
            { slug: 'modes', text: 'The failure modes' },
          ]
        : []),
      ...(actions.length > 0 ? [{ slug: 'actions', text: 'Still to be done' }] : []),
      { slug: 'rating', text: 'How they are rated' },
    ],
  };
};
