/** Failure modes in words. */
import type { Item } from '../../core/artefact.ts';
import { count } from '../../ui/words.ts';
import { priorityOf } from './priority.ts';

/** `12 failure modes, 3 with high action priority, 1 without a monitor`. */
export function failuresHeadline(items: readonly Item[]): string {
  if (items.length === 0) return 'No failure mode is recorded';
  const high = items.filter((item) => priorityOf(item.data) === 'H').length;
  const blind = items.filter((item) => typeof item.data['undetectable'] === 'string').length;
  const parts = [count(items.length, 'failure mode')];
  if (high > 0) parts.push(`${high} with high action priority`);
  if (blind > 0) parts.push(`${blind} without a monitor`);
  return parts.join(', ');
}
