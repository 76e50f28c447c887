import type { Nodes, Parents } from 'mdast';
import type {} from 'remark-mdx';

/**
 * Takes elements and expressions out of a paragraph that holds nothing else: they stand by themselves. Sätteri does
 * this while it parses, remark-mdx leaves it to whoever compiles.
 * Source: `remark-mark-and-unravel` of @mdx-js/mdx 3.
 */
export function unravel(parent: Parents): void {
  const children = parent.children.flatMap((child): Nodes[] => {
    if ('children' in child) unravel(child);
    if (child.type !== 'paragraph') return [child];
    const solid = child.children.filter((one) => one.type !== 'text' || /[^ \t\r\n]/.test(one.value));
    const alone =
      solid.length > 0 &&
      solid.every((one) => one.type === 'mdxJsxTextElement' || one.type === 'mdxTextExpression');
    return alone ? solid.map(asFlow) : [child];
  });
  parent.children = children as typeof parent.children;
}

function asFlow(node: Nodes): Nodes {
  if (node.type === 'mdxJsxTextElement') {
    return { ...node, type: 'mdxJsxFlowElement' } as Extract<Nodes, { type: 'mdxJsxFlowElement' }>;
  }
  return node.type === 'mdxTextExpression' ? { ...node, type: 'mdxFlowExpression' } : node;
}
