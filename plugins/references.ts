import type { Data, Nodes, Parents, PhrasingContent, Root, Text } from 'mdast';
import type { Node, Point, Position } from 'unist';
import type { VFile } from 'vfile';
import { parseWikiReferences } from '../src/core/id.ts';
import { addSlot } from './slots.ts';
import { placeOf, stretchOf } from './stretch.ts';

/** A `[[reference]]` in a tree of Markdown. */
interface CasebookReference extends Node {
  type: 'casebookReference';
  target: string;
  label: string | null;
  data: Data;
}

declare module 'mdast' {
  interface PhrasingContentMap {
    casebookReference: CasebookReference;
  }
  interface RootContentMap {
    casebookReference: CasebookReference;
  }
}

/**
 * remark plugin: turns `[[FM-02]]` and `[[FM-02|label]]` in prose into reference nodes. Code is left alone, and
 * so is the text of links, which cannot hold another link. A label is plain text: with `*marks*` in it, the
 * brackets stay as they are.
 */
export function remarkReferences() {
  return (tree: Root, file: VFile): void => {
    if (String(file).includes('[[')) replaceIn(tree, file);
  };
}

function replaceIn(parent: Parents, file: VFile): void {
  if (parent.type === 'link' || parent.type === 'linkReference') return;
  const children: Nodes[] = [];
  let changed = false;
  for (const child of parent.children) {
    if (child.type === 'text' && child.value.includes('[[')) {
      const parts = splitText(child, file);
      changed ||= parts.length > 1 || parts[0] !== child;
      for (const part of parts) children.push(part);
      continue;
    }
    if ('children' in child) replaceIn(child, file);
    children.push(child);
  }
  if (changed) parent.children = children as typeof parent.children;
}

function splitText(node: Text, file: VFile): PhrasingContent[] {
  // A label may be wrapped over two lines; a space in its place keeps the offsets.
  const found = parseWikiReferences(node.value.replaceAll('\n', ' ')).filter(({ target }) => target !== '');
  if (found.length === 0) return [node];
  const parts: PhrasingContent[] = [];
  let done = 0;
  let from = node.position?.start;
  for (const { target, label, offset, length } of found) {
    if (offset > done) parts.push({ type: 'text', value: node.value.slice(done, offset) });
    const position = referenceStretch(file, node, node.value.slice(offset, offset + length), from);
    if (position !== node.position) from = position?.end;
    const data = addSlot(file, { type: 'reference', target, label, place: placeOf(file, position) });
    parts.push({ type: 'casebookReference', target, label, data, ...(position && { position }) });
    done = offset + length;
  }
  if (done < node.value.length) parts.push({ type: 'text', value: node.value.slice(done) });
  return parts;
}

/** In the source the bar may be escaped (`[[FM-02\|label]]` in a table): the end is looked for on its own. */
function referenceStretch(file: VFile, node: Text, text: string, from?: Point): Position | undefined {
  const whole = stretchOf(file, node, text, from);
  if (whole !== node.position) return whole;
  const open = stretchOf(file, node, text.split('|')[0]!, from);
  if (!open || open === node.position) return node.position;
  const close = stretchOf(file, node, ']]', open.end);
  return close && close !== node.position ? { start: open.start, end: close.end } : open;
}
