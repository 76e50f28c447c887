/** A path into structured data: keys and array indices, as in a JSON Pointer. */
export type Path = readonly (string | number)[];

/** An exact place in a file. Lines and columns count from 1; the end is exclusive. */
export interface Place {
  file: string;
  line: number;
  column: number;
  end_line: number;
  end_column: number;
}

/**
 * Where something stands, not yet looked up: a field of a file. Line and column are worked out only for the
 * spots that somebody asks about, because positions cost ten times as much as values.
 */
export interface FieldSpot {
  file: string;
  path: Path;
  /** The key, the value (default), or the span of both. */
  part?: 'key' | 'value';
}

export type Spot = FieldSpot | Place;

/** Whether a spot already carries its line and column. */
export const isPlace = (spot: Spot): spot is Place => 'line' in spot;

/** Whether two spots are the same, as far as they are worked out. */
export function isSameSpot(a: Spot, b: Spot): boolean {
  if (a === b) return true;
  if (a.file !== b.file) return false;
  if (isPlace(a) || isPlace(b))
    return (
      isPlace(a) &&
      isPlace(b) &&
      a.line === b.line &&
      a.column === b.column &&
      a.end_line === b.end_line &&
      a.end_column === b.end_column
    );
  return (
    a.part === b.part && a.path.length === b.path.length && a.path.every((step, i) => step === b.path[i])
  );
}

/** Turns a spot into an exact place; provided by the reader, which holds the texts. */
export type Locate = (spot: Spot) => Place;

/** The first character of a file: where a finding about the whole file stands. */
export const startOf = (file: string): Place => ({ file, line: 1, column: 1, end_line: 1, end_column: 1 });

/** A path as people write it: `features[3].owner`. */
export const readable = (path: Path): string =>
  path.map((step, i) => (typeof step === 'number' ? `[${step}]` : i === 0 ? step : `.${step}`)).join('');

/**
 * Encodes a path as a JSON Pointer.
 * Source: RFC 6901, section 3.
 */
export function toPointer(path: Path): string {
  let pointer = '';
  for (const step of path) pointer += '/' + (typeof step === 'string' ? escaped(step) : step);
  return pointer;
}

const escaped = (step: string): string =>
  step.includes('~') || step.includes('/') ? step.replaceAll('~', '~0').replaceAll('/', '~1') : step;

/**
 * Decodes a JSON Pointer into its steps (all of them strings), or `null` when it is not one.
 * Source: RFC 6901, section 4.
 */
export function fromPointer(pointer: string): string[] | null {
  if (pointer === '') return [];
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) return null;
  return pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The value a path leads to in structured data, or `undefined` where it leads nowhere. */
export function valueAt(data: unknown, path: Path): unknown {
  let at = data;
  for (const step of path) {
    if (at === null || typeof at !== 'object' || !Object.hasOwn(at, step)) return undefined;
    at = (at as Record<string | number, unknown>)[step];
  }
  return at;
}
