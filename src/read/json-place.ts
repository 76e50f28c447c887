import type { Path } from '../core/place.ts';
import type { Span } from './lines.ts';

/** Where a JSON text breaks. */
export class JsonFault extends Error {
  readonly offset: number;
  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

interface Target {
  path: Path;
  /** The deepest value found on the way, its length and its key. */
  depth: number;
  span: Span;
  key: Span | null;
}

const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|-?Infinity|NaN/y;
const string = /"[^"\\\n]*(?:\\.[^"\\\n]*)*"/y;
const space = /[ \t\n\r]*/y;
const deepest = 500;

/**
 * Where a path stands in a JSON text; the nearest that exists when it leads nowhere. `NaN` and infinities are
 * passed over as values.
 * @throws {JsonFault} at the place where the text is no JSON.
 */
export function locateInJson(text: string, path: Path, part: 'key' | 'value' = 'value'): Span {
  const target: Target = { path, depth: -1, span: [0, 0], key: null };
  const end = readValue(text, skip(text, 0), 0, 0, target, null);
  const rest = skip(text, end);
  if (rest < text.length) {
    const isLines = text[rest] === text[skip(text, 0)] && text.slice(end, rest).includes('\n');
    throw new JsonFault(
      rest,
      isLines
        ? 'a second value follows the first: a file of one value a line is `.jsonl`'
        : 'something follows the end of the value',
    );
  }
  const found = target.depth === path.length;
  if (target.key && (part === 'key' || !found)) return target.key;
  if (found) return target.span;
  const stop = text.indexOf('\n', target.span[0]);
  return [target.span[0], Math.min(target.span[1], stop < 0 ? text.length : stop)];
}

function match(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

const skip = (text: string, at: number): number => match(space, text, at);

/** Reads a value and gives the offset after it; `on` counts the steps of the path that lead here. */
function readValue(
  text: string,
  at: number,
  nest: number,
  on: number,
  target: Target,
  key: Span | null,
): number {
  if (nest > deepest) throw new JsonFault(at, 'values are nested too deeply');
  const end =
    text[at] === '{'
      ? readMembers(text, at, nest, on, target)
      : text[at] === '['
        ? readEntries(text, at, nest, on, target)
        : Math.max(match(scalar, text, at), match(string, text, at));
  if (end < 0)
    throw new JsonFault(at, at >= text.length ? 'the text ends in the middle of a value' : explain(text, at));
  if (on > target.depth) Object.assign(target, { depth: on, span: [at, end], key });
  return end;
}

function explain(text: string, at: number): string {
  const sign = text[at]!;
  if (sign === '"') return 'a text is never closed';
  if (sign === "'") return 'a text stands in single quotes';
  if (sign === '}' || sign === ']') return `\`${sign}\` follows a comma`;
  return `\`${sign}\` begins no value`;
}

function readMembers(text: string, open: number, nest: number, on: number, target: Target): number {
  let at = skip(text, open + 1);
  if (text[at] === '}') return at + 1;
  for (;;) {
    const end = match(string, text, at);
    if (end < 0) {
      throw new JsonFault(
        at,
        at >= text.length ? 'the text ends inside `{`' : 'the name of a member has to stand in double quotes',
      );
    }
    const key: Span = [at, end];
    const name = keyOf(text.slice(at, end), at);
    at = skip(text, end);
    if (text[at] !== ':')
      throw new JsonFault(
        at,
        at >= text.length ? 'the text ends inside `{`' : 'there is no `:` after the name',
      );
    // A member that is not on the path is read for its end only.
    const next = isOn(target, on, name) ? on + 1 : -Infinity;
    at = skip(text, readValue(text, skip(text, at + 1), nest + 1, next, target, key));
    if (text[at] === '}') return at + 1;
    if (text[at] !== ',')
      throw new JsonFault(
        at,
        at >= text.length ? 'the text ends inside `{`' : 'there is no comma before this',
      );
    at = skip(text, at + 1);
  }
}

function readEntries(text: string, open: number, nest: number, on: number, target: Target): number {
  let at = skip(text, open + 1);
  if (text[at] === ']') return at + 1;
  for (let index = 0; ; index++) {
    const next = isOn(target, on, String(index)) ? on + 1 : -Infinity;
    at = skip(text, readValue(text, at, nest + 1, next, target, null));
    if (text[at] === ']') return at + 1;
    if (text[at] !== ',')
      throw new JsonFault(
        at,
        at >= text.length ? 'the text ends inside `[`' : 'there is no comma before this',
      );
    at = skip(text, at + 1);
  }
}

const isOn = (target: Target, on: number, step: string): boolean =>
  on >= 0 && on < target.path.length && String(target.path[on]) === step;

function keyOf(source: string, at: number): string {
  try {
    return JSON.parse(source) as string;
  } catch {
    throw new JsonFault(at, 'the name of a member is no JSON text');
  }
}
