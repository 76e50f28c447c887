import type { Element, Root, RootContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import type { Processor } from 'unified';
import type { VFile } from 'vfile';
import type { Block } from '../src/core/document.ts';
import { slotName, type Slot } from './slots.ts';

declare module 'unified' {
  interface CompileResultMap {
    blocks: Block[];
  }
}

/**
 * unified compiler: HTML becomes blocks; the sections that the file lists (see `remarkSections`) get the blocks
 * that stand under their heading.
 */
export function rehypeBlocks(this: Processor): void {
  this.compiler = (tree, file) => compile(tree as Root, file);
}

function compile(tree: Root, file: VFile): Block[] {
  const slots = file.data.slots ?? [];
  const sections = file.data.sections?.values();
  const all: Block[] = [];
  const parts = [...split(tree.children)];
  fitHeadings(tree.children, { level: 1 });
  for (const { heading, nodes } of parts) {
    const blocks = toBlocks(nodes, slots);
    if (heading) {
      append(all, toBlocks([heading], slots));
      const section = sections?.next().value;
      if (section) section.blocks = blocks;
    }
    append(all, blocks);
  }
  return all;
}

/**
 * Sets the headings of a body below that of its page, and leaves no level out on the way down, which a reader who
 * hears the page would look for. Sections are cut by the levels as written, before this.
 */
function fitHeadings(nodes: readonly RootContent[], last: { level: number }): void {
  for (const node of nodes) {
    if (node.type !== 'element') continue;
    const written = /^h([1-6])$/.exec(node.tagName)?.[1];
    if (written === undefined) fitHeadings(node.children, last);
    else {
      last.level = Math.min(Math.max(Number(written), 2), last.level + 1);
      node.tagName = `h${last.level}`;
    }
  }
}

/** Cuts a body where sections begin and end; the footnotes belong to the whole. */
function* split(nodes: RootContent[]): Generator<{ heading: Element | null; nodes: RootContent[] }> {
  let heading: Element | null = null;
  let held: RootContent[] = [];
  for (const node of nodes) {
    const isHeading = node.type === 'element' && (node.tagName === 'h1' || node.tagName === 'h2');
    if (!isHeading && !isFootnotes(node)) {
      held.push(node);
      continue;
    }
    if (heading || held.length > 0) yield { heading, nodes: held };
    heading = isHeading && node.tagName === 'h2' ? node : null;
    held = heading ? [] : [node];
  }
  if (heading || held.length > 0) yield { heading, nodes: held };
}

const isFootnotes = (node: RootContent): boolean =>
  node.type === 'element' && node.tagName === 'section' && node.properties['dataFootnotes'] !== undefined;

const tag = new RegExp(`<${slotName} data-slot="(\\d+)">|</${slotName}>`, 'g');

/** HTML nodes as blocks: authors' text is escaped by then, so that a slot's tag can only be ours. */
function toBlocks(nodes: RootContent[], slots: readonly Slot[]): Block[] {
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
