import type { z } from 'zod';
import { ZodArray, ZodObject, ZodRecord, ZodUnion } from 'zod';
import { copyOf } from './data.ts';
import { explainIssue, type Issue } from './explain-issue.ts';
import { unwrap } from './field.ts';
import { parseWith } from './parse-with.ts';
import { toPointer, valueAt, type Path } from './place.ts';
import { didYouMean } from './suggest.ts';

/** One thing wrong with a value, where it is and what to do. */
export interface SchemaIssue {
  path: Path;
  /** Whether the fault is the key itself (an unknown field) or its value. */
  part: 'key' | 'value';
  message: string;
  fix?: string;
}

/** The value as far as it is right, and what was wrong with the rest. */
export interface Validated {
  data: Record<string, unknown>;
  issues: SchemaIssue[];
  /** Paths taken out of `data` because they were wrong. */
  broken: Path[];
  /** Lists of words that wrong ones were taken out of: where each word that is left stood before. */
  closedUp: { list: Path; stood: number[] }[];
}

/**
 * Validates data against a schema and keeps whatever is right: a wrong field is taken out and reported, the
 * rest stays usable. Fields named `x_*` pass unseen, at every level.
 */
export function validate(schema: z.ZodObject, input: Record<string, unknown>): Validated {
  // Almost every artefact is sound: only one that is not, or has fields of its own, is taken apart.
  const sound = hasOwnFields(input) ? undefined : parseWith(schema, input);
  if (sound?.success) return { data: sound.data, issues: [], broken: [], closedUp: [] };
  const kept: { path: Path; value: unknown }[] = [];
  const data = copyWithout(input, [], kept) as Record<string, unknown>;
  const issues: SchemaIssue[] = [];
  const broken: Path[] = [];
  const gone: Path[] = [];
  const dropped = new Dropped();
  // Each round removes what was wrong; a wrong row inside a list may hide nothing else, so few rounds suffice.
  for (let round = 0; round < 8; round++) {
    const result = schema.safeParse(data);
    if (result.success) {
      const parsed = result.data as Record<string, unknown>;
      dropped.putBack(parsed);
      for (const { path, value } of kept) setAt(parsed, path, value);
      return { data: parsed, issues, broken, closedUp: dropped.closedUp(parsed) };
    }
    const wrong: Path[] = [];
    const lost: Path[] = [];
    const before = [...gone];
    const told = new Set<string>();
    for (const issue of flatten(result.error.issues)) {
      const now = issue.path.filter((step) => typeof step !== 'symbol') as (string | number)[];
      const path = dropped.before(now);
      if (issue.code === 'unrecognized_keys') {
        const known = keysOf(typeAt(schema, path));
        for (const key of issue.keys) {
          const fix =
            didYouMean(key, known) ?? 'remove it, or rename it to `x_' + key + '` to keep it as your own';
          issues.push({ path: [...path, key], part: 'key', message: `unknown field \`${key}\``, fix });
          wrong.push([...now, key]);
        }
        continue;
      }
      const value = valueAt(data, now);
      // A wrong row was made an empty one, and that is none of the shapes it may have either.
      if (value !== undefined && before.some((one) => isSame(one, path))) {
        lost.push(now);
        continue;
      }
      const above = value === undefined ? before.find((one) => isWithin(path, one)) : undefined;
      if (above === undefined) {
        // An empty list where a text is asked for is of a wrong type, and not also too short.
        if (told.has(toPointer(path))) continue;
        told.add(toPointer(path));
        issues.push({ path, part: 'value', ...explainIssue(issue, path, value, typeAt(schema, path)) });
        broken.push(path);
      }
      // What is demanded and absent cannot be taken out: what should hold it goes, without another word.
      if (value === undefined && above !== undefined && typeof above.at(-1) === 'number') {
        // A row that cannot even be empty is left out, and costs no other row of its list.
        lost.push(now.slice(0, above.length));
        broken.push(above);
        continue;
      }
      const taken = value === undefined ? (above ?? path).slice(0, -1) : path;
      gone.unshift(taken);
      wrong.push(value === undefined ? now.slice(0, taken.length) : now);
    }
    // From the back, so that a word taken out of a list does not move the ones still to be taken.
    for (const path of distinct(wrong).reverse()) {
      if (!Array.isArray(valueAt(data, path.slice(0, -1)))) removeAt(data, path);
      else if (isRow(typeAt(schema, path))) setAt(data, path, {});
      else dropped.drop(data, path, 'word');
    }
    for (const path of distinct(lost).reverse()) dropped.drop(data, path, 'row');
  }
  return { data: {}, issues, broken, closedUp: [] };
}

/**
 * What was left out of lists, so that paths can be told as they were. A row keeps its place in the end, as an empty
 * one; a word goes for good.
 */
class Dropped {
  /** Indexes as they were, in order, by the pointer of their list. */
  readonly #dropped = new Map<string, { list: Path; at: number[]; what: 'row' | 'word' }>();

  /** The path of a value as it was before anything was left out. */
  before(path: Path): Path {
    const was: (string | number)[] = [];
    for (const step of path) {
      const dropped = this.#dropped.get(toPointer(was))?.at ?? [];
      was.push(typeof step === 'number' ? dropped.reduce((i, gone) => (gone <= i ? i + 1 : i), step) : step);
    }
    return was;
  }

  /** Leaves out the entry at a path as it is now. */
  drop(data: unknown, path: Path, what: 'row' | 'word'): void {
    const was = this.before(path);
    const list = valueAt(data, path.slice(0, -1));
    if (!Array.isArray(list)) return;
    list.splice(Number(path.at(-1)), 1);
    const key = toPointer(was.slice(0, -1));
    const entry = this.#dropped.get(key) ?? { list: was.slice(0, -1), at: [], what };
    entry.at = [...entry.at, Number(was.at(-1))].sort((a, b) => a - b);
    this.#dropped.set(key, entry);
  }

  /** Puts an empty row wherever one was left out, outer lists first. */
  putBack(data: unknown): void {
    const entries = [...this.#dropped.values()].sort((a, b) => a.list.length - b.list.length);
    for (const { list, at, what } of entries) {
      const rows = valueAt(data, list);
      if (what === 'row' && Array.isArray(rows)) for (const i of at) (rows as unknown[]).splice(i, 0, {});
    }
  }

  /** The lists that words are gone from, once the rows are back: where each word left stood. */
  closedUp(data: unknown): Validated['closedUp'] {
    return [...this.#dropped.values()].flatMap(({ list, at, what }) => {
      const words = valueAt(data, list);
      if (what === 'row' || !Array.isArray(words)) return [];
      const stood = words.map((_, i) => at.reduce((now, gone) => (gone <= now ? now + 1 : now), i));
      return [{ list, stood }];
    });
  }
}

/** Whether a list of this type holds rows, which may be empty, and not words. */
const isRow = (type: z.ZodType | null): boolean =>
  type instanceof ZodUnion
    ? (type.options as z.ZodType[]).some((one) => isRow(unwrap(one)))
    : type instanceof ZodObject || type instanceof ZodRecord;

/** Paths without repetitions, in their order. */
const distinct = (paths: readonly Path[]): Path[] => [
  ...new Map(paths.map((path) => [toPointer(path), path])).values(),
];

const isSame = (path: Path, other: Path): boolean => path.length === other.length && isWithin(path, other);

/** Whether a path is another one, or leads to something inside it. */
const isWithin = (path: Path, other: Path): boolean => other.every((step, i) => path[i] === step);

/** A union's issue hides the ones of its members: take those of the member that came nearest. */
function flatten(issues: readonly Issue[]): Issue[] {
  return issues.flatMap((issue) => {
    if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
    const deepest = [...issue.errors].sort((a, b) => depth(b) - depth(a))[0]!;
    if (depth(deepest) === 0) return [issue];
    return flatten(deepest.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })));
  });
}

const depth = (issues: readonly Issue[]): number => Math.max(0, ...issues.map((issue) => issue.path.length));

/** Takes a wrong field out of what holds it. */
function removeAt(data: unknown, path: Path): void {
  const parent = valueAt(data, path.slice(0, -1));
  const last = path.at(-1);
  if (last !== undefined && parent !== null && typeof parent === 'object')
    Reflect.deleteProperty(parent, last);
}

function setAt(data: unknown, path: Path, value: unknown): void {
  const parent = valueAt(data, path.slice(0, -1));
  if (parent !== null && typeof parent === 'object')
    (parent as Record<string | number, unknown>)[path.at(-1)!] = value;
}

/** Whether data has a field named `x_*`, at any level. */
function hasOwnFields(data: unknown): boolean {
  if (data === null || typeof data !== 'object') return false;
  if (Array.isArray(data)) return data.some(hasOwnFields);
  for (const key in data) {
    if (key.startsWith('x_')) return true;
    const value = (data as Record<string, unknown>)[key];
    if (typeof value === 'object' && hasOwnFields(value)) return true;
  }
  return false;
}

/** A copy of data without the `x_*` keys, which go to `kept` with their paths; `at` is left as it was. */
function copyWithout(
  data: unknown,
  at: (string | number)[],
  kept: { path: Path; value: unknown }[],
): unknown {
  if (data === null || typeof data !== 'object') return data;
  if (Array.isArray(data)) {
    return data.map((entry: unknown, i) => {
      at.push(i);
      const copy = copyWithout(entry, at, kept);
      at.pop();
      return copy;
    });
  }
  const copy: Record<string, unknown> = { ...data };
  for (const [key, value] of Object.entries(copy)) {
    at.push(key);
    if (key.startsWith('x_')) {
      kept.push({ path: [...at], value: copyOf(value) });
      Reflect.deleteProperty(copy, key);
    } else if (typeof value === 'object') copy[key] = copyWithout(value, at, kept);
    at.pop();
  }
  return copy;
}

/** The type a schema gives to a path; `null` where the path leaves it. */
export function typeAt(schema: z.ZodType, path: Path): z.ZodType | null {
  let type: z.ZodType | null = unwrap(schema);
  for (const step of path) {
    if (type instanceof ZodObject) type = (type.shape as Record<string, z.ZodType>)[String(step)] ?? null;
    else if (type instanceof ZodArray) type = type.element as z.ZodType;
    else if (type instanceof ZodRecord) type = type.valueType as z.ZodType;
    else if (type instanceof ZodUnion) type = unionMember(type, step);
    else return null;
    if (type === null) return null;
    type = unwrap(type);
  }
  return type;
}

const unionMember = (type: ZodUnion, step: string | number): z.ZodType | null => {
  for (const option of type.options as z.ZodType[]) {
    const found = typeAt(option, [step]);
    if (found !== null) return found;
  }
  return null;
};

/** The fields of an object type; of a choice of types, those of each. */
const keysOf = (type: z.ZodType | null): string[] => {
  if (type instanceof ZodUnion) return (type.options as z.ZodType[]).flatMap((one) => keysOf(unwrap(one)));
  return type instanceof ZodObject ? Object.keys(type.shape as object) : [];
};
