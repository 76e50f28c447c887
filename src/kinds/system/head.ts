import type { HeadOf } from '../../core/view.ts';
import type { SystemProfile } from './schema.ts';

/** The sections that a profile has something to say in, in the order of the page. */
export function sectionsOf(data: SystemProfile): { slug: string; text: string }[] {
  const parts: [string, string, boolean][] = [
    ['use', 'What it may be used for, and what not', true],
    ['numbers', 'Key numbers', (data.key_numbers ?? []).length > 0],
    ['purpose', 'Purpose and place in the decision', true],
    ['risk', 'Risk and legal class', true],
    ['boundaries', 'Operating boundaries', (data.operating_boundaries ?? []).length > 0],
    ['affected', 'Who is affected', (data.affected_persons ?? []).length > 0],
    ['people', 'Who answers for it', true],
    [
      'assurance',
      'Validation, monitoring and fallback',
      data.validation_status !== undefined || data.fallback !== undefined,
    ],
    ['surroundings', 'What it is made of and depends on', hasSurroundings(data)],
    [
      'exceptions',
      'Exceptions and adjustments',
      (data.exceptions ?? []).length + (data.post_model_adjustments ?? []).length > 0,
    ],
  ];
  return parts.filter(([, , shown]) => shown).map(([slug, text]) => ({ slug, text }));
}

const hasSurroundings = (data: SystemProfile): boolean =>
  (data.components ?? []).length + (data.dependencies ?? []).length + (data.data_sources ?? []).length > 0 ||
  data.vendor !== undefined;

/** The profile’s finding: how many uses are approved, and against which limits. */
export const head: HeadOf = ({ artefact }) => {
  const data = artefact.data as SystemProfile;
  const uses = data.approved_uses?.length ?? 0;
  const limits = data.limitations?.length ?? 0;
  const headline =
    data.lifecycle_stage === 'not-built'
      ? 'Decided against: this system was not built'
      : uses === 0
        ? null
        : `${uses === 1 ? 'One approved use' : `${uses} approved uses`}, ${limits === 1 ? 'one known limit' : `${limits} known limits`}`;
  return {
    headline,
    standfirst: data.description ?? null,
    sections: sectionsOf(data),
    doesNotProve:
      'That use in fact stays within what is written here. The profile is its owner’s statement; figures without an evidence file are claims.',
  };
};
