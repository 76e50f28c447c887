import { spotOf, type Artefact } from '../../core/artefact.ts';
import { asTexts } from '../../core/data.ts';
import type { LinkDraft, LinkType } from '../../core/link.ts';

/**
 * Whether a text has the form of a party’s id: lower case, hyphens, no spaces. Published records name people
 * (“Jane Doe”, “@jane”), and those stay text.
 */
export const isPartyId = (text: string): boolean => /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(text);

const people: { field: string; type: LinkType }[] = [
  { field: 'decision_makers', type: 'owns' },
  { field: 'consulted', type: 'cites' },
  { field: 'informed', type: 'cites' },
];

/** Links a decision to the parties that made it (who own it), were consulted and were informed. */
export function decisionLinks(artefact: Artefact): LinkDraft[] {
  return people.flatMap(({ field, type }) =>
    asTexts(artefact.data[field]).flatMap((reference, i): LinkDraft[] =>
      isPartyId(reference)
        ? [
            {
              type,
              from: artefact.id,
              reference,
              to: 'party',
              at: spotOf(artefact, [field, i]),
              field,
              ...(type === 'owns' && { inverse: true }),
            },
          ]
        : [],
    ),
  );
}
