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

/**
 * remark plugin: gives every heading an anchor made from its text, unique on the page, and lists the headings. The
 * page has its own first heading, so a body begins at the second level, and no level is left out on the way down,
 * which a reader who hears the page would look for; the list keeps the levels as written.
 */
export function remarkHeadings() {
  return (tree: Root, file: VFile): void => {
    file.data.headings = [];
    anchorIn(tree, file, file.data.headings, new Set(), { level: 1 });
  };
}

function anchorIn(
  node: Nodes,
  file: VFile,
  headings: Heading[],
  used: Set<string>,
  last: { level: number },
): void {
  if (node.type === 'heading') {
    const text = plainText(node).replace(/\s+/g, ' ');
    const slug = unique(toSlug(text) || 'section', used);
    last.level = Math.min(Math.max(node.depth, 2), last.level + 1);
    node.data = {
      ...node.data,
      hName: `h${last.level}`,
      hProperties: { ...node.data?.hProperties, id: slug },
    };
    headings.push({ depth: node.depth, text, slug, place: placeOf(file, node.position) });
  } else if ('children' in node) {
    for (const child of node.children) anchorIn(child, file, headings, used, last);
  }
}

function unique(slug: string, used: Set<string>): string {
  let free = slug;
  for (let n = 2; used.has(free); n++) free = `${slug}-${n}`;
  used.add(free);
  return free;
}
