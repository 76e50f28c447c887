import type { Nodes, Root } from 'mdast';
import type {} from 'remark-mdx';
import type { Position } from 'unist';
import type { VFile } from 'vfile';
import { uncapitalised } from '../src/core/words.ts';
import { advance, pointAt } from './stretch.ts';

type Message = VFile['messages'][number];

/** Why an MDX text does not parse. */
export interface Stray {
  rule: 'syntax/mdx' | 'content/expression' | 'content/html';
  reason: string;
  at: Position;
  fix: string;
  /** The text with the fault taken out, at equal length so that all places hold; `null` when it cannot be. */
  repaired: string | null;
}

// Stand-ins of equal length, from the private use area.
const angle = '\uE000';
const brace = '\uE001';

/**
 * Explains what remark-mdx refuses. Most often a sign that MDX reads as markup was meant as text (`PSI <0.1`,
 * `n<30`); the fix is then the text, escaped.
 * @param source the whole text.
 * @param message what remark-mdx threw.
 */
export function explainStray(source: string, message: Message): Stray {
  const offset = offsetOf(source, message);
  switch (message.source) {
    case 'micromark-extension-mdx-expression':
      return explainBrace(source, message, offset);
    case 'micromark-extension-mdx-jsx':
      return explainAngle(source, message, offset);
    case 'micromark-extension-mdxjs-esm': {
      const start = source.lastIndexOf('\n', Math.max(0, offset - 1)) + 1;
      const line = /^[^\n]*/.exec(source.slice(start))![0];
      const word = /^\w+/.exec(line)?.[0] ?? 'import';
      return {
        rule: 'content/expression',
        reason: `a line that begins with \`${word}\` is code, and content is not run`,
        at: stretch(source, start, line.length),
        fix: 'remove it; a sentence has to begin with another word',
        repaired: null,
      };
    }
    default:
      return explainTags(source, message, offset);
  }
}

/** What remark-mdx says of braces that stand where a tag may have a property. */
const inTag = new Set(['non-spread', 'spread-extra', 'unexpected-empty-expression']);

const endTag = 'write properties as `name="text"` or `name={1}`, and close the tag with `>` or `/>`';

function explainBrace(source: string, message: Message, offset: number): Stray {
  // With every brace closed by then, the one at fault is the nearest: its `}` was not taken for the end.
  const open = unmatched(source.slice(0, offset)) ?? Math.max(0, source.lastIndexOf('{', offset));
  const line = source.slice(open).split('\n')[0]!;
  const tag = /<[A-Za-z][^<>]*$/.exec(source.slice(0, open));
  if (tag && inTag.has(message.ruleId ?? '')) {
    const name = brief(/^<\S*/.exec(tag[0])![0]);
    return {
      rule: 'syntax/mdx',
      reason: `the tag \`${name}\` breaks off: \`${brief(line)}\` is no property`,
      at: stretch(source, tag.index, name.length),
      fix: endTag,
      repaired: null,
    };
  }
  // A sign of a tag cannot be read as text.
  const repaired = tag ? null : replaceAt(source, open, brace);
  const close = closing(line);
  if (message.ruleId === 'acorn' || close !== null) {
    return {
      rule: 'content/expression',
      reason: `\`${brief(close === null ? line : line.slice(0, close + 1))}\` is an expression, and content is not run`,
      at: stretch(source, open, 1),
      fix: isAnchor(source, open)
        ? 'remove it: the anchor of a heading is made from its text'
        : 'write the value itself, or `\\{` for the sign',
      repaired,
    };
  }
  return {
    rule: 'syntax/mdx',
    reason: '`{` begins an expression that is never closed',
    at: stretch(source, open, 1),
    fix: `write \`\\${brief(line)}\` if the text is meant`,
    repaired,
  };
}

/** Whether a brace begins what other tools read as the anchor of a heading: `## Data {#data}`. */
const isAnchor = (source: string, open: number): boolean =>
  source.startsWith('{#', open) &&
  /^ {0,3}#{1,6}[ \t]/.test(source.slice(source.lastIndexOf('\n', open) + 1, open));

/** The last `{` of a text that has no `}` of its own. */
function unmatched(text: string): number | null {
  let depth = 0;
  for (let at = text.length - 1; at >= 0; at--) {
    if (text[at] === '}') depth += 1;
    if (text[at] !== '{') continue;
    if (depth === 0) return at;
    depth -= 1;
  }
  return null;
}

/** Where the `{` that a line begins with is closed in it. */
function closing(line: string): number | null {
  let depth = 0;
  for (let at = 0; at < line.length; at++) {
    if (line[at] === '{') depth += 1;
    if (line[at] === '}' && --depth === 0) return at;
  }
  return null;
}

function explainAngle(source: string, message: Message, offset: number): Stray {
  const open = Math.max(0, source.lastIndexOf('<', offset - 1));
  const rest = source.slice(open);
  if (rest.startsWith('<!')) {
    const comment = /^<!--[\s\S]*?(?:-->|$)/.exec(rest)?.[0] ?? '<!';
    return {
      rule: 'syntax/mdx',
      reason: 'MDX has no HTML comments',
      at: stretch(source, open, comment.length),
      fix: 'write `{/* … */}`',
      repaired: source.slice(0, open) + comment.replace(/[^\n]/g, ' ') + source.slice(open + comment.length),
    };
  }
  const link = /^<([a-z][a-z0-9+.-]*:[^\s<>]*|[^\s<>@]+@[^\s<>]+)>/i.exec(rest);
  if (link) {
    return {
      rule: 'syntax/mdx',
      reason: `\`${link[0]}\` reads as a tag: MDX has no links in angle brackets`,
      at: stretch(source, open, link[0].length),
      fix: `write \`[…](${link[1]!.includes(':') ? '' : 'mailto:'}${link[1]})\``,
      repaired: replaceAt(source, open, ' ', link[0].length - 1),
    };
  }
  const word = brief(/^<\s?[^\s<]*/.exec(rest)![0]);
  const tag = /^<[A-Za-z_$/>]/.test(rest);
  if (!tag || message.ruleId === 'unexpected-eof') {
    return {
      rule: 'syntax/mdx',
      reason: tag
        ? `\`${word}\` begins a tag that is never closed`
        : `\`<\` begins a tag, and \`${word}\` is none`,
      at: stretch(source, open, 1),
      fix: `write \`\\${word}\` if the text is meant`,
      repaired: replaceAt(source, open, angle),
    };
  }
  return {
    rule: 'syntax/mdx',
    reason: `the tag \`${word}\` breaks off: ${uncapitalised(message.reason.split(', expected')[0]!)}`,
    at: stretch(source, open, Math.max(1, offset - open)),
    fix: endTag,
    repaired: null,
  };
}

/** Tags that do not match, found while the tree is built. */
function explainTags(source: string, message: Message, offset: number): Stray {
  const never = /Expected a closing tag for `<(.*?)>`/.exec(message.reason)?.[1];
  if (never !== undefined) {
    return {
      rule: 'syntax/mdx',
      reason: `\`<${never}>\` is never closed`,
      at: stretch(source, offset, never.length + 2),
      fix: `close it with \`</${never}>\`, or write \`<${never} />\``,
      repaired: null,
    };
  }
  const start = source.lastIndexOf('<', offset);
  const tag = /^<[^>\n]*>?/.exec(source.slice(Math.max(0, start)))?.[0] ?? '<';
  const early = /either (?:after|before) the (?:end|start) of `(.*?)`/.exec(message.reason)?.[1];
  return {
    rule: 'syntax/mdx',
    reason:
      early === undefined
        ? `\`${tag}\` closes nothing that is open here`
        : `\`${tag}\` does not stand in the same ${early} as the tag it belongs to`,
    at: stretch(source, Math.max(0, start), tag.length),
    fix: 'put the opening and the closing tag on lines of their own, or both into one line',
    repaired: null,
  };
}

function offsetOf(source: string, message: Message): number {
  const point = message.place && ('start' in message.place ? message.place.start : message.place);
  if (point?.offset !== undefined) return point.offset;
  const [, line, column] = /\((\d+):(\d+)-/.exec(message.reason) ?? [];
  let at = 0;
  for (let n = 1; n < Number(line ?? 1); n++) at = source.indexOf('\n', at) + 1;
  return at + Number(column ?? 1) - 1;
}

function stretch(source: string, start: number, length: number): Position {
  const from = pointAt(source, start);
  return { start: from, end: advance(from, source.slice(start, start + length)) };
}

function replaceAt(source: string, at: number, sign: string, and?: number): string {
  const out = source.slice(0, at) + sign + source.slice(at + 1);
  return and === undefined ? out : out.slice(0, at + and) + sign + out.slice(at + and + 1);
}

const brief = (text: string): string => (text.length > 24 ? text.slice(0, 23) + '…' : text);

/** Whether a text holds the stand-ins itself, so that it cannot be repaired. */
export const holdsStandIns = (source: string): boolean => source.includes(angle) || source.includes(brace);

/** Puts the signs back that stood in for strays, everywhere in a tree. */
export function restoreStrays(tree: Root): void {
  const back = (text: string): string => text.replaceAll(angle, '<').replaceAll(brace, '{');
  const walk = (node: Nodes): void => {
    if ('value' in node) node.value = back(node.value);
    if ('url' in node) node.url = back(node.url);
    if ('children' in node) node.children.forEach(walk);
  };
  walk(tree);
}
