import { ZodArray, ZodBoolean, ZodNumber, ZodObject, ZodUnion, type z } from 'zod';
import { unwrap } from './field.ts';

type Coerce = (value: unknown) => unknown;

const known = new WeakMap<z.ZodType, Coerce>();

/**
 * Gives the text of a CSV cell the type its column has in the schema: numbers, booleans, lists (entries
 * separated by ` | `), records (dotted headers). Text that does not fit stays text, so that validation can
 * name it.
 */
export const coerce = (type: z.ZodType, value: unknown): unknown => coercerOf(type)(value);

/** What `coerce` does for a type, decided once: a portfolio has some types and many cells. */
function coercerOf(type: z.ZodType): Coerce {
  let coercer = known.get(type);
  if (!coercer) known.set(type, (coercer = makeCoercer(unwrap(type))));
  return coercer;
}

function makeCoercer(bare: z.ZodType): Coerce {
  if (bare instanceof ZodArray) {
    const entryOf = coercerOf(bare.element as z.ZodType);
    return (value) => {
      const entries: unknown = typeof value === 'string' ? value.split(' | ') : value;
      return Array.isArray(entries) ? entries.map((entry: unknown) => entryOf(trimmed(entry))) : value;
    };
  }
  if (bare instanceof ZodObject) {
    const shape = bare.shape as Record<string, z.ZodType>;
    return (value) => {
      if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
      const record: Record<string, unknown> = {};
      for (const [key, inner] of Object.entries(value)) {
        record[key] = Object.hasOwn(shape, key) ? coercerOf(shape[key]!)(inner) : inner;
      }
      return record;
    };
  }
  const wordOf = wordCoercer(bare);
  return (value) =>
    typeof value === 'string' ? wordOf(value) : Array.isArray(value) ? value.join(' | ') : value;
}

function wordCoercer(bare: z.ZodType): (text: string) => unknown {
  if (bare instanceof ZodNumber) return (text) => (isNumeric(text) ? Number(text) : text);
  if (bare instanceof ZodBoolean) return (text) => (text === 'true' ? true : text === 'false' ? false : text);
  if (!(bare instanceof ZodUnion)) return (text) => text;
  const options = bare.options as z.ZodType[];
  return (text) => {
    for (const option of options) {
      const value = coercerOf(option)(text);
      if (option.safeParse(value).success) return value;
    }
    return text;
  };
}

const trimmed = (value: unknown): unknown => (typeof value === 'string' ? value.trim() : value);

/** Whether a text is a decimal number as JSON writes them. */
const isNumeric = (text: string): boolean => /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text.trim());
