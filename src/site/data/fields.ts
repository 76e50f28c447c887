/** Reading typed data whose schema the site does not know: each reader returns what fits, or nothing. */
import { valueAt } from '../../core/place.ts';

export type Data = Record<string, unknown>;

/** A non-empty text at a field or a path of keys. */
export function textAt(data: Data | undefined, ...path: (string | number)[]): string | null {
  const value = valueAt(data, path);
  return typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : null;
}

/** The texts of a list field; a single text counts as a list of one. */
export function textsAt(data: Data | undefined, ...path: (string | number)[]): string[] {
  const value = valueAt(data, path);
  if (typeof value === 'string') return value === '' ? [] : [value];
  return Array.isArray(value)
    ? value.filter((entry): entry is string => typeof entry === 'string' && entry !== '')
    : [];
}

/** The records of a list field. */
export function recordsAt(data: Data | undefined, ...path: (string | number)[]): Data[] {
  const value = valueAt(data, path);
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** Whether a value is a plain record. */
export const isRecord = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
