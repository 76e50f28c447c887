import type { Nodes, Root } from 'mdast';
import type { VFile } from 'vfile';
import type { Heading } from '../src/core/document.ts';
import { toSlug } from '../src/core/id.ts';
import { plainText } from './plain-text.ts';
import { placeOf } from './stretch.ts';

declare module 'vfile' {
  interface DataMap {
    headings: Heading[];
  }
}

/** remark plugin: gives every heading an anchor made from its text, unique on the page, and lists the headings. */
export function remarkHeadings() {
  return (tree: Root, file: VFile): void => {
    file.data.headings = [];
    anchorIn(tree, file, file.data.headings, new Set());
  };
}

function anchorIn(node: Nodes, file: VFile, headings: Heading[], used: Set<string>): void {
  if (node.type === 'heading') {
    const text = plainText(node).replace(/\s+/g, ' ');
    const slug = unique(toSlug(text) || 'section', used);
    node.data = { ...node.data, hProperties: { ...node.data?.hProperties, id: slug } };
    headings.push({ depth: node.depth, text, slug, place: placeOf(file, node.position) });
  } else if ('children' in node) {
    for (const child of node.children) anchorIn(child, file, headings, used);
  }
}

function unique(slug: string, used: Set<string>): string {
  let free = slug;
  for (let n = 2; used.has(free); n++) free = `${slug}-${n}`;
  used.add(free);
  return free;
}
