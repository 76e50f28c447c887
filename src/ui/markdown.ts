/** Short Markdown strings from front matter, as HTML: no raw HTML, no images, `[[references]]` resolved. */
import type { Root as HtmlRoot } from 'hast';
import { toHtml } from 'hast-util-to-html';
import type { Nodes, PhrasingContent, Root } from 'mdast';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { parseWikiReferences, type WikiReference } from '../core/id.ts';
import { escapeHtml } from './escape.ts';

/** What a reference in a text leads to. */
export interface ReferenceTarget {
  /** Under the site's base path; `null` when the reference leads nowhere. */
  href: string | null;
  /** What to show when the reference has no label of its own. */
  label: string;
  /** The target's title, or why there is none. */
  title: string;
  /** Whether the label is an id, set in the mono face. */
  code: boolean;
}

type Resolve = (reference: WikiReference) => ReferenceTarget;

const processor = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype)
  .use(rehypeSanitize, {
    ...defaultSchema,
    tagNames: (defaultSchema.tagNames ?? []).filter((tag) => tag !== 'img' && tag !== 'input'),
    attributes: {
      ...defaultSchema.attributes,
      a: ['href', 'title', ['className', 'ref-to']],
      span: ['title', ['className', 'ref-lost']],
    },
    clobberPrefix: 'md-',
  });

/**
 * Renders a short Markdown text. With `inline` a single paragraph loses its `<p>`, for use inside a cell or a
 * sentence.
 */
export function renderMarkdown(text: string, resolve: Resolve, inline = false): string {
  if (isPlain(text)) return inline ? escapeHtml(text.trim()) : `<p>${escapeHtml(text.trim())}</p>`;
  const html = text.includes('[[') ? render(text, resolve) : renderAlone(text);
  const paragraph = inline ? /^<p>((?:(?!<p>).)*)<\/p>$/s.exec(html) : null;
  return paragraph?.[1] ?? html;
}

/**
 * The words of a short Markdown text, where no mark-up can stand: a standfirst, a line of a list. `null` for a text
 * with a component in it, whose number would be missing.
 */
export function plainWords(text: string): string | null {
  if (isPlain(text)) return text.trim();
  const source = text.replace(/\{\/\*[\s\S]*?\*\/\}/g, '');
  const words: string[] = [];
  let holdsComponent = false;
  const walk = (node: Nodes): void => {
    if (node.type === 'html' && /^<\/?[A-Z]/.test(node.value)) holdsComponent = true;
    if (node.type === 'text' || node.type === 'inlineCode' || node.type === 'html') words.push(node.value);
    if (node.type === 'break' || node.type === 'paragraph') words.push(' ');
    if ('children' in node) node.children.forEach(walk);
  };
  walk(processor.parse(source) as Root);
  if (holdsComponent) return null;
  const line = words.join('').replace(/\s+/g, ' ').trim();
  return parseWikiReferences(line).reduceRight(
    (all, { offset, length, label, target }) =>
      all.slice(0, offset) + (label ?? target) + all.slice(offset + length),
    line,
  );
}

function render(text: string, resolve: Resolve | null): string {
  const tree = processor.parse(text) as Root;
  rewrite(tree, resolve);
  return toHtml(processor.runSync(tree) as HtmlRoot).trim();
}

/** Texts without references, rendered: most stand on the page of their artefact and in a register too. */
const alone = new Map<string, string>();
/** How many are kept: those of a few pages that follow each other, so that a large portfolio does not fill the memory. */
const mostAlone = 20_000;

function renderAlone(text: string): string {
  const known = alone.get(text);
  if (known !== undefined) return known;
  if (alone.size >= mostAlone) alone.clear();
  const html = render(text, null);
  alone.set(text, html);
  return html;
}

// Most cells are words: parsing those as Markdown would cost a register of thousands of rows its second.
const isPlain = (text: string): boolean =>
  /^[\p{L}\p{N} ,;:.'’“”"()%/+=?–—€£$-]*$/u.test(text) && !/^\s*(?:[-+]|\d+[.)])\s|www\.|:\/\//m.test(text);

/** Addresses that mean the same on every page; a path would lead elsewhere from each page that shows the text. */
const leadsSomewhere = /^(?:https?:|mailto:|#)/i;

/** Turns references in text nodes into links, raw HTML into the text it is, images into their alternative text, paths into their words. */
function rewrite(node: Nodes, resolve: Resolve | null): void {
  if (!('children' in node)) return;
  const children: Nodes[] = [];
  for (const child of node.children) {
    if (child.type === 'text') children.push(...(resolve ? split(child.value, resolve) : [child]));
    else if (child.type === 'html') children.push({ type: 'text', value: child.value });
    else if (child.type === 'image') children.push({ type: 'text', value: child.alt ?? '' });
    else if (child.type === 'definition' && !leadsSomewhere.test(child.url)) continue;
    else {
      rewrite(child, resolve);
      if (child.type === 'link' && !leadsSomewhere.test(child.url)) children.push(...child.children);
      else children.push(child);
    }
  }
  (node as { children: Nodes[] }).children = children;
}

function split(value: string, resolve: Resolve): PhrasingContent[] {
  const found = parseWikiReferences(value);
  const parts: PhrasingContent[] = [];
  let from = 0;
  for (const reference of found) {
    if (reference.offset > from) parts.push({ type: 'text', value: value.slice(from, reference.offset) });
    parts.push(linkOf(reference, resolve(reference)));
    from = reference.offset + reference.length;
  }
  if (from < value.length || found.length === 0) parts.push({ type: 'text', value: value.slice(from) });
  return parts;
}

function linkOf(reference: WikiReference, target: ReferenceTarget): PhrasingContent {
  const words: PhrasingContent =
    reference.label === null && target.code
      ? { type: 'inlineCode', value: target.label }
      : { type: 'text', value: reference.label ?? target.label };
  if (target.href !== null) {
    return {
      type: 'link',
      url: target.href,
      title: target.title,
      children: [words],
      data: { hProperties: { className: ['ref-to'] } },
    };
  }
  return {
    type: 'emphasis',
    children: [words],
    data: { hName: 'span', hProperties: { className: ['ref-lost'], title: target.title } },
  };
}
