/** Features in words. */
import type { Item } from '../../core/artefact.ts';
import { count } from '../../ui/words.ts';
import { textAt } from './fields.ts';

/** `14 of 16 features are approved, 2 excluded`. */
export function featuresHeadline(items: readonly Item[]): string {
  if (items.length === 0) return 'No feature is registered';
  const approved = items.filter((item) => textAt(item.data, 'status') === 'approved').length;
  const excluded = items.filter((item) => textAt(item.data, 'usage') === 'excluded').length;
  const nobody = items.filter((item) => textAt(item.data, 'owner') === null).length;
  const parts = [
    `${approved} of ${count(items.length, 'feature')} ${approved === 1 ? 'is' : 'are'} approved`,
  ];
  if (excluded > 0) parts.push(`${excluded} kept out on record`);
  if (nobody > 0) parts.push(`${nobody} without an owner`);
  return parts.join(', ');
}
