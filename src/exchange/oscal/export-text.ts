import type { CalendarDate } from '../../core/date.ts';
import type { OscalProperty } from './export-types.ts';

/** The namespace of the properties that are Casebook's own. */
export const casebookNamespace = 'https://casebook.invalid/ns/oscal';

/** The release of OSCAL that is written. */
export const oscalVersion = '1.2.1';

/**
 * An id as an OSCAL token. What a token may not hold (`:`, `/`, parentheses) becomes its code point between two `_`,
 * and so does a `_` that would read like one, so that two ids never become one token; one that would begin with
 * anything but a letter gets `_` in front.
 * Source: OSCAL metaschema, `token` (an NCName).
 */
export function tokenOf(id: string): string {
  const escaped = id.replace(
    /[^\p{L}\p{N}._-]|_(?=[0-9a-f]+(?:_|[^\p{L}\p{N}._-]))/gu,
    (at) => `_${at.codePointAt(0)!.toString(16)}_`,
  );
  return /^\p{L}/u.test(escaped) ? escaped : `_${escaped}`;
}

/** A text on one line without room at its ends; `none` when nothing is left. Source: OSCAL `string`, `markup-line`. */
export const lineOf = (text: string): string => text.replace(/\s+/g, ' ').trim() || 'none';

/** The beginning of a day in UTC. */
export const startOf = (date: CalendarDate): string => `${date}T00:00:00Z`;

/** The end of a day in UTC, for dates that are inclusive. */
export const endOf = (date: CalendarDate): string => `${date}T23:59:59Z`;

/** Casebook's own properties, those without a value left out. */
export const propsOf = (
  values: Record<string, string | number | boolean | null | undefined>,
): OscalProperty[] =>
  Object.entries(values).flatMap(([name, value]) =>
    value === null || value === undefined || value === ''
      ? []
      : [{ name, ns: casebookNamespace, value: lineOf(String(value)) }],
  );

/** A list as a field of an object: OSCAL knows no empty lists, so an empty one gives no field. */
export const listed = <K extends string, T>(name: K, list: readonly T[]): { [name in K]?: T[] } =>
  (list.length === 0 ? {} : { [name]: [...list] }) as { [name in K]?: T[] };
