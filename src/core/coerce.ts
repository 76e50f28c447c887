import { ZodArray, ZodBoolean, ZodNumber, ZodObject, ZodUnion, type z } from 'zod';
import { unwrap } from './field.ts';

/**
 * Gives the text of a CSV cell the type its column has in the schema: numbers, booleans, lists (entries
 * separated by ` | `), records (dotted headers). Text that does not fit stays text, so that validation can
 * name it.
 */
export function coerce(type: z.ZodType, value: unknown): unknown {
  const bare = unwrap(type);
  if (bare instanceof ZodArray) {
    const entries = Array.isArray(value)
      ? (value as unknown[])
      : typeof value === 'string'
        ? value.split(' | ')
        : null;
    return entries === null
      ? value
      : entries.map((entry) => coerce(bare.element as z.ZodType, trimmed(entry)));
  }
  if (bare instanceof ZodObject) {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
    const shape = bare.shape as Record<string, z.ZodType>;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, shape[key] ? coerce(shape[key], inner) : inner]),
    );
  }
  if (Array.isArray(value)) return value.join(' | ');
  if (typeof value !== 'string') return value;
  if (bare instanceof ZodNumber) return isNumeric(value) ? Number(value) : value;
  if (bare instanceof ZodBoolean) return value === 'true' ? true : value === 'false' ? false : value;
  if (bare instanceof ZodUnion) {
    const options = (bare.options as z.ZodType[]).map((option) => coerce(option, value));
    return options.find((option, i) => (bare.options as z.ZodType[])[i]!.safeParse(option).success) ?? value;
  }
  return value;
}

const trimmed = (value: unknown): unknown => (typeof value === 'string' ? value.trim() : value);

/** Whether a text is a decimal number as JSON writes them. */
const isNumeric = (text: string): boolean => /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text.trim());
