import type { Nodes, Root } from 'mdast';
import type {} from 'remark-mdx';

/**
 * A tree without what the two parsers legitimately differ in: data of their own (parsed expressions, marks),
 * positions of attributes, absent against `null`.
 */
export function comparable(tree: Root): unknown {
  return strip(tree);
}

function strip(node: Nodes): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(node)) {
    if (key === 'data' || value === null || value === undefined) continue;
    if (key === 'children') out[key] = (value as Nodes[]).map(strip);
    else if (key === 'position') {
      const { start, end } = value as NonNullable<Nodes['position']>;
      out[key] = `${start.line}:${start.column}:${start.offset}-${end.line}:${end.column}:${end.offset}`;
    } else if (key === 'attributes') {
      out[key] = (value as { name?: string; value?: unknown }[]).map(({ name, value: inner }) => [
        name,
        typeof inner === 'object' && inner !== null ? (inner as { value: string }).value : (inner ?? null),
      ]);
    } else out[key] = value;
  }
  return out;
}
