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

/** The objects of a list; what is no list, or no object in it, is said and left out. */
export function entriesOf({ data, path }: Entry, name: string, fault: Fault): Entry[] {
  const value = data[name];
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    fault(
      'oscal/invalid',
      [...path, name],
      `\`${name}\` has to be a list`,
      `write \`"${name}": [ … ]\`, or leave it out`,
    );
    return [];
  }
  return value.flatMap((one: unknown, i): Entry[] => {
    const record = asRecord(one);
    if (record) return [{ data: record, path: [...path, name, i] }];
    fault(
      'oscal/invalid',
      [...path, name, i],
      `an entry of \`${name}\` has to be an object`,
      'write it as OSCAL’s JSON reference shows, or leave it out',
    );
    return [];
  });
}

/** The texts of a list. */
export const textsOf = (data: Record<string, unknown>, name: string): string[] => {
  const value = data[name];
  return Array.isArray(value)
    ? value.filter((one): one is string => typeof one === 'string' && one !== '')
    : [];
};
