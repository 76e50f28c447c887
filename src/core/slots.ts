import { ZodArray, ZodObject, ZodRecord, ZodUnion, type z } from 'zod';
import { fieldMeta, unwrap, type FieldMeta } from './field.ts';
import type { Path } from './place.ts';

/** A field of an object type, looked up once: a portfolio has some types and many rows. */
export interface Slot {
  key: string;
  meta: FieldMeta;
  /** Without `optional` and the like. */
  type: z.ZodType;
  /** Whether there may be fields inside it. */
  isNested: boolean;
}

const known = new WeakMap<z.ZodObject, Slot[]>();

/** The fields an object type declares, in their order. */
export function slotsOf(object: z.ZodObject): Slot[] {
  let slots = known.get(object);
  if (!slots) {
    slots = Object.entries(object.shape as Record<string, z.ZodType>).map(([key, declared]) => {
      const type = unwrap(declared);
      const meta = metaOf(declared, type);
      return { key, meta, type, isNested: type instanceof ZodArray || type instanceof ZodObject };
    });
    known.set(object, slots);
  }
  return slots;
}

const metaOf = (declared: z.ZodType, bare: z.ZodType): FieldMeta => ({
  ...fieldMeta(bare),
  ...fieldMeta(declared),
});

/** A reference that data states, by the field that declares it. */
export interface StatedReference {
  path: Path;
  value: string;
  reference: NonNullable<FieldMeta['reference']>;
}

/** Tells every reference inside a value to `found`; `path` is the way to the value and is left as it was. */
type Seek = (value: unknown, path: (string | number)[], found: (reference: StatedReference) => void) => void;

/**
 * Every reference in data of a type, parents before children, list entries in order. Unions are followed along
 * the first member that fits.
 */
export function referencesIn(type: z.ZodType, data: unknown): StatedReference[] {
  const found: StatedReference[] = [];
  seekerOf(type)?.(data, [], (one) => found.push(one));
  return found;
}

const seekers = new WeakMap<z.ZodType, Seek | null>();

/** How references are found in data of a type; `null` where there can be none, so that nobody looks. */
function seekerOf(declared: z.ZodType): Seek | null {
  const made = seekers.get(declared);
  if (made !== undefined) return made;
  const bare = unwrap(declared);
  const { reference } = metaOf(declared, bare);
  const inside = insideOf(bare);
  const seek: Seek | null =
    reference === undefined
      ? inside
      : (value, path, found) => {
          if (typeof value === 'string') found({ path: [...path], value, reference });
          else inside?.(value, path, found);
        };
  seekers.set(declared, seek);
  return seek;
}

function insideOf(bare: z.ZodType): Seek | null {
  if (bare instanceof ZodObject) return inObject(bare);
  if (bare instanceof ZodArray) return inEntries(seekerOf(bare.element as z.ZodType), Array.isArray);
  if (bare instanceof ZodRecord) return inEntries(seekerOf(bare.valueType as z.ZodType), isObject);
  if (bare instanceof ZodUnion) return inUnion(bare.options as z.ZodType[]);
  return null;
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

function inObject(object: z.ZodObject): Seek | null {
  const inner = Object.entries(object.shape as Record<string, z.ZodType>).flatMap(([key, type]) => {
    const seek = seekerOf(type);
    return seek ? [{ key, seek }] : [];
  });
  if (inner.length === 0) return null;
  return (value, path, found) => {
    if (!isObject(value) || Array.isArray(value)) return;
    for (const { key, seek } of inner) {
      const held = (value as Record<string, unknown>)[key];
      if (held === undefined || held === null) continue;
      path.push(key);
      seek(held, path, found);
      path.pop();
    }
  };
}

function inEntries(seek: Seek | null, fits: (value: unknown) => boolean): Seek | null {
  if (seek === null) return null;
  return (value, path, found) => {
    if (!fits(value)) return;
    for (const [key, held] of Object.entries(value as object) as [string, unknown][]) {
      if (held === undefined || held === null) continue;
      path.push(Array.isArray(value) ? Number(key) : key);
      seek(held, path, found);
      path.pop();
    }
  };
}

function inUnion(options: readonly z.ZodType[]): Seek | null {
  const members = options.map((type) => ({ type, seek: seekerOf(type) }));
  if (members.every(({ seek }) => seek === null)) return null;
  return (value, path, found) => {
    members.find(({ type }) => type.safeParse(value).success)?.seek?.(value, path, found);
  };
}
