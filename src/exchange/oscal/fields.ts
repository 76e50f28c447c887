import { asRecord } from '../../core/data.ts';
import type { Path } from '../../core/place.ts';
import type { Fault } from './faults.ts';

/** An object of a document and the way to it. */
export interface Entry {
  data: Record<string, unknown>;
  path: Path;
}

/** Text of a field; numbers and booleans that were meant as text count, emptiness does not. */
export function textOf(data: Record<string, unknown>, name: string): string | null {
  const value = data[name];
  if (typeof value === 'string') return value.trim() === '' ? null : value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

/**
 * The id of an object, which is text; anything else is said and gives `null`.
 * @param missing what to do about an object without one; left out, it needs none.
 */
export function idOf({ data, path }: Entry, what: string, fault: Fault, missing?: string): string | null {
  const id = data['id'] ?? '';
  if (typeof id !== 'string') notText([...path, 'id'], `the \`id\` of a ${what}`, id, fault);
  else if (id.trim() !== '') return id;
  else if (missing !== undefined) fault('oscal/invalid', path, `a ${what} has no \`id\``, missing);
  return null;
}

/** Says that an id is no text: as a number `1.10` and `1.1` are the same. */
export function notText(at: Path, what: string, value: unknown, fault: Fault): void {
  const said = value !== null && typeof value === 'object' ? '' : `; it is \`${String(value)}\``;
  fault(
    'oscal/invalid',
    at,
    `${what} must be text${said}`,
    'write the id as it stands in its source, in double quotes',
  );
}

/** The values of a list; what is no list is said and has none. */
function valuesOf({ data, path }: Entry, name: string, fault: Fault): readonly unknown[] {
  const value = data[name];
  if (value === undefined) return [];
  if (Array.isArray(value)) return value;
  fault(
    'oscal/invalid',
    [...path, name],
    `\`${name}\` has to be a list`,
    `write \`"${name}": [ … ]\`, or leave it out`,
  );
  return [];
}

/** The objects of a list; what is no list, or no object in it, is said and left out. */
export const entriesOf = (entry: Entry, name: string, fault: Fault): Entry[] =>
  valuesOf(entry, name, fault).flatMap((one, i): Entry[] => {
    const path = [...entry.path, name, i];
    const record = asRecord(one);
    if (record) return [{ data: record, path }];
    fault(
      'oscal/invalid',
      path,
      `an entry of \`${name}\` has to be an object`,
      'write it as OSCAL’s JSON reference shows, or leave it out',
    );
    return [];
  });

/** The texts of a list; numbers and booleans that were meant as text count, anything else is said and left out. */
export const textsOf = (entry: Entry, name: string, fault: Fault): string[] =>
  valuesOf(entry, name, fault).flatMap((one, i): string[] => {
    if (typeof one === 'string') return one === '' ? [] : [one];
    if (typeof one === 'number' || typeof one === 'boolean') return [String(one)];
    const at = [...entry.path, name, i];
    fault('oscal/invalid', at, `an entry of \`${name}\` has to be text`, 'write it in double quotes');
    return [];
  });

/** An object of a document, when it has it; anything else of that name is said, and `null`. */
export function childOf({ data, path }: Entry, name: string, fault: Fault): Entry | null {
  if (data[name] === undefined) return null;
  const record = asRecord(data[name]);
  if (!record) {
    fault(
      'oscal/invalid',
      [...path, name],
      `\`${name}\` has to be an object`,
      'write it as OSCAL’s JSON reference shows',
    );
  }
  return record && { data: record, path: [...path, name] };
}
