import type { ProfileFeature } from '../shapes/profile.ts';
import { readingOf, type Reading } from './reading.ts';

/** How many categories are named in the note. */
const named = 3;

/** Reads how many categories a batch has that the reference does not; profiles list them, without their rows. */
export function readNewCategories(feature: ProfileFeature, batch: number): Reading {
  const unseen = feature.batches.unseen?.[batch];
  const note =
    feature.categories === undefined ? 'a feature without categories' : 'not counted in the profile';
  if (feature.categories === undefined || unseen === undefined) return readingOf(feature, batch, { note });
  const more = unseen.length > named ? ` and ${unseen.length - named} more` : '';
  return readingOf(feature, batch, {
    value: unseen.length,
    note: unseen.length === 0 ? null : `new: ${unseen.slice(0, named).join(', ')}${more}`,
  });
}
