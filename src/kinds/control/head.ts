import type { HeadOf } from '../../core/view.ts';
import type { Control } from './schema.ts';

const standing: Record<NonNullable<Control['implementation_status']>, string> = {
  implemented: 'In place',
  partial: 'In place in part',
  planned: 'Planned',
  alternative: 'Met by another measure',
  'not-applicable': 'Does not apply',
};

/** The control’s finding: how far it is in place, and how much of its evidence holds. */
export const head: HeadOf = ({ artefact, portfolio }) => {
  const data = artefact.data as Control;
  const status = data.implementation_status;
  const proofs = (portfolio.index.linksFrom.get(artefact.id) ?? []).filter(
    (link) => link.type === 'evidenced-by',
  );
  const valid = proofs.filter((link) => link.state === 'valid').length;
  const evidence =
    proofs.length === 0
      ? 'no evidence is cited'
      : `${valid} of ${proofs.length} ${proofs.length === 1 ? 'piece' : 'pieces'} of evidence valid`;
  return {
    headline: status === undefined ? null : `${standing[status]}; ${evidence}`,
    standfirst: null,
    sections: [
      { slug: 'control', text: 'What is done' },
      { slug: 'proof', text: 'What shows it' },
    ],
    doesNotProve:
      'That the control works on every case. It is in place as its owner states, and tested as far as the assessment says.',
  };
};
