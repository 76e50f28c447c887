import type { Nodes } from 'hast';
import type { VFile } from 'vfile';
import { slotName } from './slots.ts';

const blocks = new Set([
  'p',
  'li',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'tr',
  'pre',
  'blockquote',
  'div',
  'section',
  'br',
]);

/** The plain text of HTML: references read as their label or target; blocks end their line, cells are spaced. */
export function textOf(node: Nodes, file?: VFile): string {
  return read(node, file)
    .replace(/[ \t]*\n\s*/g, '\n')
    .trim();
}

function read(node: Nodes, file: VFile | undefined): string {
  if (node.type === 'text') return node.value;
  if (!('children' in node)) return '';
  if (node.type === 'element' && node.properties['dataFootnoteBackref'] !== undefined) return '';
  const inner = node.children.map((child) => read(child, file)).join('');
  if (node.type !== 'element') return inner;
  if (node.tagName === slotName) {
    const slot = file?.data.slots?.[Number(node.properties['dataSlot'])];
    return slot?.type === 'reference' ? (slot.label ?? slot.target) : inner;
  }
  if (node.tagName === 'td' || node.tagName === 'th') return inner + ' ';
  return blocks.has(node.tagName) ? inner + '\n' : inner;
}
