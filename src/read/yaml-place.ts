// Positions in YAML from `yaml`, which knows them all: for what `yaml-spans.ts` leaves open, and for what is no YAML.
import type { YAMLException } from 'js-yaml';
import {
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  parseDocument,
  visit,
  type Document,
  type Node,
} from 'yaml';
import type { FieldSpot, Path } from '../core/place.ts';
import { uncapitalised } from '../core/words.ts';
import { firstLine, type Span } from './lines.ts';

// `yaml` looks for equal keys in quadratic time; js-yaml has said where they are.
const options = {
  prettyErrors: false,
  logLevel: 'silent',
  version: '1.2',
  schema: 'core',
  uniqueKeys: false,
} as const;

/** Makes a function like that of `createYamlLocator`, for every text and path. */
export function createExactYamlLocator(yaml: string): (path: Path, part?: FieldSpot['part']) => Span | null {
  const document = parseDocument(yaml, options);
  return (path, part = 'value') => {
    let node: unknown = document.contents;
    let key: Span | null = null;
    for (const [i, step] of path.entries()) {
      const found = enter(node, step);
      if (!found) return i === 0 ? null : (key ?? firstLine(yaml, spanOf(yaml, node) ?? [0, 0]));
      ({ node, key } = found);
    }
    if (part === 'key' && key) return key;
    return spanOf(yaml, node) ?? key ?? [0, 0];
  };
}

/** A node inside another, and its key when it has one. */
function enter(node: unknown, step: string | number): { node: unknown; key: Span | null } | null {
  if (isSeq(node)) {
    const index = Number(step);
    return Number.isInteger(index) && index in node.items ? { node: node.items[index], key: null } : null;
  }
  if (!isMap(node)) return null;
  // The last of several equal keys is the one that counts, as in the values.
  const pair = node.items.findLast(({ key }) => isScalar(key) && String(key.value) === String(step));
  if (!pair) return null;
  return {
    node: pair.value,
    key: isScalar(pair.key) && pair.key.range ? [pair.key.range[0], pair.key.range[1]] : null,
  };
}

function spanOf(yaml: string, node: unknown): Span | null {
  const range = (node as Node | null)?.range;
  if (!range) return null;
  const [start, end] = range;
  const text = yaml.slice(start, end);
  return [start, start + text.trimEnd().length];
}

/** What is wrong with a YAML text, in our words. */
export interface YamlProblem {
  message: string;
  fix: string;
  start: number;
  end: number;
  /** Where a key that is stated twice stands first. */
  first: Span | null;
  /** What can still be used: for a key stated twice, everything. */
  data: unknown;
}

/** Explains why a text is not YAML. */
export function explainYaml(yaml: string, thrown: YAMLException | null): YamlProblem {
  const document = parseDocument(yaml, options);
  const error = document.errors[0];
  if (thrown?.mark && thrown.reason === 'duplicated mapping key') {
    return explainDuplicate(document, offsetOf(yaml, thrown));
  }
  const at = error?.pos[0] ?? (thrown ? offsetOf(yaml, thrown) : 0);
  const span = (start: number, end = start + 1): Pick<YamlProblem, 'start' | 'end' | 'first' | 'data'> => ({
    start,
    end: Math.max(start, Math.min(end, yaml.length)),
    first: null,
    data: null,
  });
  const sign = yaml[at] ?? '';
  switch (error?.code) {
    case 'TAB_AS_INDENT':
      return {
        message: 'a tab indents this line, and YAML is indented with spaces',
        fix: 'put spaces in its place',
        ...span(at),
      };
    case 'MULTIPLE_DOCS':
      return {
        message: 'a second document begins here',
        fix: 'keep one document in a file',
        ...span(at, at + 3),
      };
    case 'BAD_SCALAR_START':
      return {
        message: `a value cannot begin with \`${sign}\``,
        fix: 'put the value in quotes',
        ...span(at),
      };
    case 'BAD_DQ_ESCAPE': {
      const escape = yaml.slice(at, at + 2);
      const fix = 'write `\\\\` for a backslash, or use single quotes';
      return { message: `\`${escape}\` means nothing inside double quotes`, fix, ...span(at, at + 2) };
    }
    case 'BLOCK_AS_IMPLICIT_KEY':
      return {
        message: 'the value holds `: `, which starts a mapping',
        fix: 'put the value in quotes',
        ...span(at, lineEnd(yaml, at)),
      };
    case 'MISSING_CHAR':
    case 'BAD_INDENT': {
      const open = unclosed(document, yaml, at);
      if (open) return open;
      if (error.code === 'MISSING_CHAR') {
        const fix = 'write `name: value`, or indent it under the field it belongs to';
        return {
          message: 'there is no `:` after this name',
          fix,
          ...span(lineStart(yaml, at), lineEnd(yaml, at)),
        };
      }
      const fix = 'begin it in the same column as its neighbours, or quote a text that goes on';
      return {
        message: 'this line is indented differently from its neighbours',
        fix,
        ...span(at, lineEnd(yaml, at)),
      };
    }
  }
  const reason = thrown?.reason ?? error?.message ?? 'the text is not YAML';
  const second = yaml.indexOf('\n---') + 1;
  const start = thrown?.mark ? offsetOf(yaml, thrown) : reason.includes('single document') ? second : at;
  const known = reasons.find(([pattern]) => pattern.test(reason));
  const sentence = uncapitalised(reason).replaceAll('"', '`');
  return {
    message: known ? known[1] : sentence,
    fix: known ? known[2] : 'correct the line, or put its value in quotes',
    ...span(start, lineEnd(yaml, start)),
  };
}

/** What js-yaml says that `yaml` accepts. */
const reasons: readonly (readonly [RegExp, string, string])[] = [
  [
    /^unknown \w+ tag/,
    'a tag (`!name`) is not read',
    'remove the tag; put a text that begins with `!` in quotes',
  ],
  [/^unidentified alias/, 'an alias (`*name`) names nothing', 'put a text that begins with `*` in quotes'],
  [/complex keys/, 'a list or mapping cannot be the name of a field', 'name the field with a word'],
  [/single document/, 'a second document begins in this file', 'keep one document in a file'],
  [
    /^end of the stream/,
    'this line belongs to nothing that is open',
    'indent it under the field it belongs to',
  ],
  [/^bad indentation/, 'the line goes on after its value has ended', 'put the whole value in quotes'],
  [/nesting|depth/, 'values are nested too deeply', 'flatten them'],
];

const lineStart = (text: string, at: number): number => {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  return start + (text.slice(start, at).length - text.slice(start, at).trimStart().length);
};

const lineEnd = (text: string, at: number): number => {
  const end = text.indexOf('\n', at);
  return at + text.slice(at, end < 0 ? text.length : end).trimEnd().length;
};

function offsetOf(yaml: string, { mark }: YAMLException): number {
  if (!mark) return 0;
  let start = 0;
  for (let line = 0; line < mark.line; line++) start = yaml.indexOf('\n', start) + 1;
  return Math.min(yaml.length, start + mark.column);
}

/** The quote or bracket that is still open where the parser gave up. */
function unclosed(document: Document, yaml: string, at: number): YamlProblem | null {
  let open: number | null = null;
  visit(document, {
    Node: (_, node) => {
      const flow = isCollection(node) && node.flow === true;
      const quoted = isScalar(node) && (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE');
      if ((flow || quoted) && node.range && node.range[0] < at && node.range[1] >= at) open = node.range[0];
    },
  });
  if (open === null) return null;
  const sign = yaml[open]!;
  const close = { '[': ']', '{': '}' }[sign] ?? sign;
  const start: number = open;
  return {
    message: `\`${sign}\` is never closed`,
    fix: `add \`${close}\` where the value ends`,
    start,
    end: start + 1,
    first: null,
    data: null,
  };
}

function explainDuplicate(document: Document, at: number): YamlProblem {
  let first: Span | null = null;
  let again: Span = [at, at];
  let name = '';
  visit(document, {
    Map: (_, map) => {
      const index = map.items.findIndex((pair) => isScalar(pair.key) && pair.key.range?.[0] === at);
      if (index < 0) return undefined;
      const key = map.items[index]!.key;
      if (!isScalar(key) || !key.range) return undefined;
      again = [key.range[0], key.range[1]];
      name = String(key.value);
      const earlier = map.items.find(
        (pair) => isPair(pair) && isScalar(pair.key) && String(pair.key.value) === name,
      );
      if (isScalar(earlier?.key) && earlier.key.range) first = [earlier.key.range[0], earlier.key.range[1]];
      return visit.BREAK;
    },
  });
  const data: unknown = document.errors.length === 0 && !hasAlias(document) ? document.toJS() : null;
  return {
    message: `\`${name}\` is stated twice`,
    fix: 'keep one of the two',
    start: again[0],
    end: again[1],
    first,
    data,
  };
}

function hasAlias(document: Document): boolean {
  let found = false;
  visit(document, {
    Alias: () => {
      found = true;
      return visit.BREAK;
    },
  });
  return found || isAlias(document.contents);
}
