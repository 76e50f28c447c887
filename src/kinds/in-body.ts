import type { Artefact } from '../core/artefact.ts';
import { isPlace } from '../core/place.ts';

/**
 * Whether a field was written as a section of the body: a view that shows the prose has it there already, under
 * its own heading.
 */
function isInBody(artefact: Pick<Artefact, 'origins'>, field: string): boolean {
  const origin = artefact.origins.of([field]);
  return origin !== undefined && isPlace(origin);
}

/** A text field to be shown by a view: `null` when it is absent, or stands in the body. */
export function textBeside(artefact: Pick<Artefact, 'origins' | 'data'>, field: string): string | null {
  const value = artefact.data[field];
  return typeof value === 'string' && !isInBody(artefact, field) ? value : null;
}
