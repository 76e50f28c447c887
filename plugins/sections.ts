import type { Heading as HeadingNode, Root, RootContent } from 'mdast';
import type { VFile } from 'vfile';
import type { Section } from '../src/core/document.ts';
import { plainText } from './plain-text.ts';
import { advance, placeOf } from './stretch.ts';

declare module 'vfile' {
  interface DataMap {
    /** Sections of a body; their blocks are filled in when HTML is made. */
    sections: Section[];
    /** Plain text of the body, for search. */
    text: string;
  }
}

/**
 * remark plugin: cuts a body into sections, each from a heading of depth 2 to the next of depth 1 or 2, with its
 * source text and the texts of the items of its lists. Comes after `remarkHeadings`.
 */
export function remarkSections() {
  return (tree: Root, file: VFile): void => {
    const sections: Section[] = [];
    tree.children.forEach((node, i) => {
      if (node.type === 'heading' && node.depth === 2) sections.push(sectionAt(tree, i, node, file));
    });
    file.data.sections = sections;
    file.data.text = plainText(tree);
  };
}

function sectionAt(tree: Root, index: number, node: HeadingNode, file: VFile): Section {
  const rest = tree.children.slice(index + 1);
  const stop = rest.findIndex((one) => one.type === 'heading' && one.depth <= 2);
  const nodes = stop < 0 ? rest : rest.slice(0, stop);
  const source = String(file);
  const start = node.position?.end.offset ?? 0;
  const end = stop < 0 ? source.length : (rest[stop]!.position?.start.offset ?? source.length);
  const raw = source.slice(start, end);
  // Comments are gone from the tree by now: a section of nothing else is empty.
  const text = nodes.length === 0 ? '' : raw.trim();
  const before = raw.length - raw.trimStart().length;
  const from = advance(node.position!.end, text === '' ? '' : raw.slice(0, before));
  const slug = node.data?.hProperties?.['id'];
  return {
    heading: file.data.headings!.find((one) => one.slug === slug)!,
    text,
    items: itemsOf(nodes),
    isProse: nodes.every((node) => node.type === 'paragraph'),
    blocks: [],
    place: placeOf(file, { start: from, end: advance(from, text) }),
  };
}

/** What a list field takes from a section. Prose around a list introduces or explains it, and is no entry. */
function itemsOf(nodes: readonly RootContent[]): string[] | null {
  const lists = nodes.filter((node) => node.type === 'list');
  return lists.length > 0 ? lists.flatMap((list) => list.children.map(plainText)) : null;
}
