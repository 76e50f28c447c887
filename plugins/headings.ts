import type { Root } from 'hast';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import type { Heading } from '../src/core/document.ts';
import { toSlug } from '../src/core/id.ts';
import { placeOf } from './stretch.ts';
import { textOf } from './text.ts';

declare module 'vfile' {
  interface DataMap {
    headings: Heading[];
  }
}

/** rehype plugin: gives every heading an anchor made from its text, unique on the page, and lists the headings. */
export function rehypeHeadings() {
  return (tree: Root, file: VFile): void => {
    const headings = (file.data.headings ??= []);
    const used = new Set<string>();
    visit(tree, 'element', (node) => {
      const depth = /^h([1-6])$/.exec(node.tagName)?.[1];
      // A heading that has an id already was made by us (the footnotes' own).
      if (depth === undefined || node.properties['id'] !== undefined) return;
      const text = textOf(node, file).replace(/\s+/g, ' ');
      const slug = unique(toSlug(text) || 'section', used);
      node.properties['id'] = slug;
      headings.push({ depth: Number(depth), text, slug, place: placeOf(file, node.position) });
    });
  };
}

function unique(slug: string, used: Set<string>): string {
  let free = slug;
  for (let n = 2; used.has(free); n++) free = `${slug}-${n}`;
  used.add(free);
  return free;
}
