import type { Element, Root, RootContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import type { Processor } from 'unified';
import type { VFile } from 'vfile';
import type { Block, Heading, Section } from '../src/core/document.ts';
import { slotName, type Slot } from './slots.ts';
import { advance, placeOf } from './stretch.ts';
import { textOf } from './text.ts';

declare module 'vfile' {
  interface DataMap {
    sections: Section[];
    /** Plain text of the body. */
    text: string;
  }
}
declare module 'unified' {
  interface CompileResultMap {
    blocks: Block[];
  }
}

/**
 * unified compiler: HTML becomes blocks, sections become lists of blocks of their own (under each heading of
 * depth 2), and the plain text is kept for search.
 */
export function rehypeBlocks(this: Processor): void {
  this.compiler = (tree, file) => compile(tree as Root, file);
}

function compile(tree: Root, file: VFile): Block[] {
  const slots = file.data.slots ?? [];
  const sections: Section[] = [];
  const all: Block[] = [];
  for (const { heading, nodes } of split(tree.children)) {
    const blocks = toBlocks(nodes, slots);
    if (heading) {
      append(all, toBlocks([heading], slots));
      const known = file.data.headings?.find((one) => one.slug === heading.properties['id']);
      if (known) sections.push(sectionOf(known, heading, nodes, blocks, file));
    }
    append(all, blocks);
  }
  file.data.sections = sections;
  file.data.text = textOf(tree, file);
  return all;
}

/** Cuts a body at its headings of depth 1 and 2; only the latter head a section. */
function* split(nodes: RootContent[]): Generator<{ heading: Element | null; nodes: RootContent[] }> {
  let heading: Element | null = null;
  let held: RootContent[] = [];
  for (const node of nodes) {
    const name = node.type === 'element' ? node.tagName : '';
    // The footnotes at the end belong to the whole body.
    if (name !== 'h1' && name !== 'h2' && !isFootnotes(node)) {
      held.push(node);
      continue;
    }
    if (heading || held.length > 0) yield { heading, nodes: held };
    heading = name === 'h2' ? (node as Element) : null;
    held = name === 'h2' ? [] : [node];
  }
  if (heading || held.length > 0) yield { heading, nodes: held };
}

const isFootnotes = (node: RootContent): boolean =>
  node.type === 'element' && node.tagName === 'section' && node.properties['dataFootnotes'] !== undefined;

function sectionOf(
  heading: Heading,
  element: Element,
  nodes: RootContent[],
  blocks: Block[],
  file: VFile,
): Section {
  const source = String(file);
  const start = element.position?.end.offset ?? 0;
  const end = nextHeading(file, element) ?? source.length;
  const text = source.slice(start, end).trim();
  const from = text === '' ? start : source.indexOf(text, start);
  const first = advance(
    element.position?.end ?? { line: 1, column: 1, offset: 0 },
    source.slice(start, from),
  );
  const solid = nodes.filter((node) => node.type !== 'text' || node.value.trim() !== '');
  const only = solid.length === 1 ? solid[0]! : null;
  const items =
    only?.type === 'element' && (only.tagName === 'ul' || only.tagName === 'ol')
      ? only.children.filter((child) => child.type === 'element').map((child) => textOf(child, file))
      : null;
  const place = placeOf(file, { start: first, end: advance(first, text) });
  return { heading, text, items, blocks, place };
}

/** Offset of the heading of depth 1 or 2 that ends a section. */
function nextHeading(file: VFile, element: Element): number | undefined {
  const line = element.position?.start.line ?? 0;
  const column = element.position?.start.column ?? 0;
  const next = file.data.headings?.find(
    (one) => one.depth <= 2 && one.place.line > line && one.place.column === column,
  );
  if (!next) return undefined;
  const source = String(file);
  let at = element.position?.start.offset ?? 0;
  for (let n = line; n < next.place.line; n++) at = source.indexOf('\n', at) + 1;
  return at;
}

const tag = new RegExp(`<${slotName} data-slot="(\\d+)">|</${slotName}>`, 'g');

/** HTML nodes as blocks: authors' text is escaped by then, so that a slot's tag can only be ours. */
export function toBlocks(nodes: RootContent[], slots: readonly Slot[]): Block[] {
  const html = toHtml({ type: 'root', children: nodes });
  const root: Block[] = [];
  const open: Block[][] = [root];
  let done = 0;
  for (const match of html.matchAll(tag)) {
    append(open.at(-1)!, [{ type: 'html', html: html.slice(done, match.index) }]);
    done = match.index + match[0].length;
    if (match[1] === undefined) {
      open.pop();
      continue;
    }
    const slot = slots[Number(match[1])]!;
    const children: Block[] = [];
    const block: Block = slot.type === 'component' ? { ...slot, children } : { ...slot };
    open.at(-1)!.push(block);
    open.push(children);
  }
  append(root, [{ type: 'html', html: html.slice(done) }]);
  return root;
}

/** Adds blocks to a list; HTML that meets HTML is joined. */
function append(list: Block[], blocks: readonly Block[]): void {
  for (const block of blocks) {
    const last = list.at(-1);
    if (block.type === 'html' && block.html === '') continue;
    if (block.type === 'html' && last?.type === 'html')
      list[list.length - 1] = { type: 'html', html: last.html + block.html };
    else list.push(block);
  }
}
