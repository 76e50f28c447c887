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
  return {
    headline: status === undefined ? null : `${standing[status]}; ${evidenceWords(valid, proofs.length)}`,
    standfirst: null,
    sections: [
      { slug: 'control', text: 'What is done' },
      { slug: 'proof', text: 'What shows it' },
    ],
    doesNotProve:
      'That the control works on every case. It is in place as its owner states, and tested as far as the assessment says.',
  };
};

function evidenceWords(valid: number, all: number): string {
  if (all === 0) return 'no evidence is cited';
  if (all === 1) return valid === 1 ? 'its evidence holds' : 'its evidence no longer holds';
  if (valid === all) return `all ${all} pieces of its evidence hold`;
  return `${valid === 0 ? 'none' : valid} of ${all} pieces of its evidence ${valid < 2 ? 'holds' : 'hold'}`;
}
