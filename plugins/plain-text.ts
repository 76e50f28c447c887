import type { Nodes } from 'mdast';

/** Nodes whose text ends a line. */
const lines = new Set<string>([
  'paragraph',
  'heading',
  'code',
  'tableRow',
  'break',
  'definition',
  'thematicBreak',
]);

/**
 * The plain text of a tree of Markdown: references read as their label or target, images as their alternative
 * text; blocks end their line, cells are spaced.
 */
export function plainText(node: Nodes): string {
  return read(node)
    .replace(/[ \t]*\n\s*/g, '\n')
    .trim();
}

function read(node: Nodes): string {
  const own = ownText(node);
  const text = 'children' in node ? own + node.children.map(read).join('') : own;
  if (node.type === 'tableCell') return text + ' ';
  return lines.has(node.type) ? text + '\n' : text;
}

function ownText(node: Nodes): string {
  switch (node.type) {
    case 'text':
    case 'inlineCode':
    case 'code':
      return node.value;
    case 'image':
    case 'imageReference':
      return node.alt ?? '';
    case 'casebookReference':
      return node.label ?? node.target;
    default:
      return '';
  }
}
