import type { HeadOf } from '../../core/view.ts';
import { optionViews } from './options.ts';
import type { Decision } from './schema.ts';

/** The sections that a record has something to say in, in the order of the page. */
export function sectionsOf(data: Decision): { slug: string; text: string }[] {
  const some = (list: readonly unknown[] | undefined): boolean => (list ?? []).length > 0;
  const parts: [string, string, boolean][] = [
    ['outcome', 'What was decided', true],
    ['options', 'The options, compared', some(data.considered_options)],
    ['constraints', 'What limited the choice', some(data.constraint_map)],
    ['economics', 'What it costs and brings', some(data.economic_case)],
    ['consequences', 'What follows', some(data.consequences)],
    ['record', 'The record', true],
  ];
  return parts.filter(([, , shown]) => shown).map(([slug, text]) => ({ slug, text }));
}

const standing: Record<NonNullable<Decision['adr_status']>, string> = {
  proposed: 'Proposed, not decided',
  accepted: 'Decided',
  rejected: 'Rejected',
  deprecated: 'No longer followed',
  superseded: 'Superseded',
};

/** The record’s finding is its title; under it, where the decision stands and what was chosen of how many options. */
export const head: HeadOf = ({ artefact }) => {
  const data = artefact.data as Decision;
  const options = optionViews(data);
  const chosen = options.find((option) => option.chosen)?.title ?? data.decision_outcome?.chosen_option;
  const choice = chosen === undefined ? '' : `: “${chosen}”`;
  const others = chosen !== undefined && options.length > 1 ? `, one of ${options.length} options` : '';
  return {
    standfirst: data.adr_status === undefined ? null : `${standing[data.adr_status]}${choice}${others}.`,
    sections: sectionsOf(data),
    doesNotProve:
      'That the decision was right, or that it is kept to: see how that is confirmed. Figures in the economic case are the authors’ claims.',
  };
};
