import type { Root as HtmlRoot } from 'hast';
import type { Nodes, Root, RootContent } from 'mdast';
import remarkRehype from 'remark-rehype';
import type { Node } from 'unist';
import type { VFile } from 'vfile';

/** A whole body as one node without children. */
interface Whole extends Node {
  type: 'casebookWhole';
  content: Root;
}

declare module 'mdast' {
  interface RootContentMap {
    casebookWhole: Whole;
  }
}

const toHtml = remarkRehype({
  handlers: { casebookWhole: (state, node: Whole) => state.all(node.content) },
});

/**
 * unified plugin: Markdown becomes HTML by remark-rehype. That walks the tree once more to look for definitions,
 * which takes as long as the rest of its work; so the definitions are laid before it, and the body is handed over
 * as one leaf.
 */
export function remarkRender() {
  return (tree: Root, file: VFile): HtmlRoot => {
    const definitions: RootContent[] = [];
    collect(tree, definitions);
    const whole: Whole = { type: 'casebookWhole', content: tree };
    return toHtml({ ...tree, children: [...definitions, whole] }, file) as HtmlRoot;
  };
}

function collect(node: Nodes, found: RootContent[]): void {
  if (node.type === 'definition' || node.type === 'footnoteDefinition') found.push(node);
  if ('children' in node) for (const child of node.children) collect(child, found);
}
