import type { Nodes, Root } from 'mdast';
import type {} from 'remark-mdx';
import { sha256 } from '../core/fingerprint.ts';

type Canonical = string | number | boolean | null | Canonical[];

/**
 * `fp1:` over what a body says: its syntax tree without positions and without formatting (line wraps, bullet and
 * emphasis marks, alignment of columns, comments). `null` when it says nothing.
 */
export function fingerprintOfBody(tree: Root): string | null {
  const content = childrenOf(tree);
  // Lists of texts and whole numbers are canonical JSON as they are printed, at a fifth of the time.
  return content.length === 0 ? null : 'fp1:' + sha256(JSON.stringify(content));
}

function childrenOf(node: Extract<Nodes, { children: unknown }>): Canonical[] {
  const out: Canonical[] = [];
  for (const child of node.children) {
    if (child.type === 'text') {
      const last = out.at(-1);
      if (typeof last === 'string') out[out.length - 1] = squeeze(last + child.value);
      else out.push(squeeze(child.value));
      continue;
    }
    const canonical = canonicalOf(child);
    if (canonical !== null) out.push(canonical);
  }
  // A comment at the end of a line leaves a space behind.
  if (typeof out[0] === 'string') out[0] = out[0].trimStart();
  const last = out.at(-1);
  if (typeof last === 'string') out[out.length - 1] = last.trimEnd();
  return out.filter((one) => one !== '');
}

/** Where a line is wrapped is formatting. */
const squeeze = (text: string): string => text.replace(/[ \t\n]+/g, ' ');

function canonicalOf(node: Nodes): Canonical[] | null {
  switch (node.type) {
    case 'yaml':
      return null;
    case 'html':
      return /^<!--[\s\S]*-->$/.test(node.value.trim()) ? null : ['html', node.value];
    case 'mdxFlowExpression':
    case 'mdxTextExpression':
      return /^\s*\/\*[\s\S]*\*\/\s*$/.test(node.value) ? null : ['expression', node.value.trim()];
    case 'mdxjsEsm':
      return ['code', node.value.trim()];
    case 'mdxJsxFlowElement':
    case 'mdxJsxTextElement':
      return ['component', node.name, node.attributes.map(attributeOf).sort(byFirst), childrenOf(node)];
    case 'heading':
      return ['heading', node.depth, childrenOf(node)];
    case 'list':
      return ['list', node.ordered === true, node.ordered ? (node.start ?? 1) : null, childrenOf(node)];
    case 'listItem':
      return ['item', node.checked ?? null, childrenOf(node)];
    case 'code':
      return ['code', node.lang ?? null, node.value];
    case 'inlineCode':
      return ['inlineCode', squeeze(node.value)];
    case 'link':
      return ['link', node.url, node.title ?? null, childrenOf(node)];
    case 'image':
      return ['image', node.url, node.alt ?? '', node.title ?? null];
    case 'linkReference':
    case 'footnoteDefinition':
      return [node.type, node.identifier, childrenOf(node)];
    case 'imageReference':
      return ['imageReference', node.identifier, node.alt ?? ''];
    case 'footnoteReference':
      return ['footnoteReference', node.identifier];
    case 'definition':
      return ['definition', node.identifier, node.url, node.title ?? null];
    default:
      return 'children' in node ? [node.type, childrenOf(node)] : [node.type];
  }
}

type Attribute = Extract<Nodes, { type: 'mdxJsxFlowElement' }>['attributes'][number];

function attributeOf(attribute: Attribute): Canonical[] {
  if (attribute.type === 'mdxJsxExpressionAttribute') return ['...', attribute.value.trim()];
  const { name, value } = attribute;
  return [
    name,
    value === null || value === undefined ? true : typeof value === 'string' ? value : [value.value.trim()],
  ];
}

const byFirst = (a: Canonical[], b: Canonical[]): number => (String(a[0]) < String(b[0]) ? -1 : 1);
