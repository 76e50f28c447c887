import type {
  BlockContent,
  Data,
  DefinitionContent,
  Nodes,
  Parent,
  Parents,
  PhrasingContent,
  Root,
} from 'mdast';
import type {} from 'remark-mdx';
import type { Position } from 'unist';
import type { VFile } from 'vfile';
import { componentTypes } from '../src/core/component.ts';
import type { Json } from '../src/core/document.ts';
import { suggest } from '../src/core/suggest.ts';
import { report } from './report.ts';
import { addSlot } from './slots.ts';
import { advance, placeOf, stretchOf } from './stretch.ts';

/** The components an artefact may hold. */
const componentNames: readonly string[] = Object.keys(componentTypes);

/** Components that stand inside a sentence; the others are blocks. */
const inline: readonly string[] = ['Metric'];

/** A component from the list, with plain props. */
export interface CasebookComponent extends Parent {
  type: 'casebookComponent';
  name: string;
  props: Record<string, Json>;
  children: (BlockContent | DefinitionContent | PhrasingContent)[];
  data: Data;
}

declare module 'mdast' {
  interface PhrasingContentMap {
    casebookComponent: CasebookComponent;
  }
  interface BlockContentMap {
    casebookComponent: CasebookComponent;
  }
  interface RootContentMap {
    casebookComponent: CasebookComponent;
  }
}

type Element = Extract<Nodes, { type: 'mdxJsxFlowElement' | 'mdxJsxTextElement' }>;
type Attribute = Element['attributes'][number];

/**
 * remark plugin: content is data. Keeps only components from the list, with props that are texts, numbers,
 * booleans or JSON literals; reports everything in an MDX body that is code (`import`, `export`, expressions
 * other than comments, spreads), and leaves its text in place so that nothing a person wrote disappears.
 */
export function remarkComponents(options: { names?: readonly string[] } = {}) {
  const names = options.names ?? componentNames;
  return (tree: Root, file: VFile): void => {
    const source = String(file);
    if (source.includes('<') || source.includes('{') || /^(?:import|export)\b/m.test(source)) {
      cleanChildren(tree, file, names);
    }
  };
}

function cleanChildren(parent: Parents, file: VFile, names: readonly string[]): void {
  const children = parent.children.flatMap((child) => clean(child, file, names));
  parent.children = children as typeof parent.children;
}

function clean(node: Nodes, file: VFile, names: readonly string[]): Nodes[] {
  switch (node.type) {
    case 'mdxjsEsm':
      reportCode(file, node.value, node.position);
      return [];
    case 'mdxFlowExpression':
    case 'mdxTextExpression': {
      if (isComment(node.value)) return [];
      report(
        file,
        'content/expression',
        `\`{${brief(node.value)}}\` is an expression, and content is not run`,
        node.position,
        `write the value itself, or \`\\{\` for the sign`,
      );
      const text: Nodes = { type: 'text', value: `{${node.value}}`, ...at(node) };
      return node.type === 'mdxTextExpression'
        ? [text]
        : [{ type: 'paragraph', children: [text], ...at(node) }];
    }
    case 'mdxJsxFlowElement':
    case 'mdxJsxTextElement':
      return cleanElement(node, file, names);
    default:
      if ('children' in node) cleanChildren(node, file, names);
      return [node];
  }
}

function cleanElement(node: Element, file: VFile, names: readonly string[]): Nodes[] {
  const name = node.name ?? '';
  if (!names.includes(name)) {
    reportUnknown(file, node, names);
    cleanChildren(node, file, names);
    return node.children;
  }
  const props: Record<string, Json> = {};
  const refused = node.attributes.flatMap((attribute) =>
    readAttribute(attribute, node, file, props) ? [] : ['name' in attribute ? attribute.name : '...'],
  );
  // The slot comes before its children's, so that slots follow the text.
  const data = addSlot(file, {
    type: 'component',
    name,
    props,
    ...(refused.length > 0 && { refused }),
    place: placeOf(file, node.position),
  });
  cleanChildren(node, file, names);
  const component: CasebookComponent = {
    type: 'casebookComponent',
    name,
    props,
    children: node.children,
    data,
    ...at(node),
  };
  // A figure alone on its line is a paragraph, as a word would be.
  const alone = node.type === 'mdxJsxFlowElement' && inline.includes(name);
  return alone ? [{ type: 'paragraph', children: [component], ...at(node) }] : [component];
}

function reportUnknown(file: VFile, node: Element, names: readonly string[]): void {
  const name = node.name;
  const place = openingOf(file, node);
  if (name === null) {
    report(
      file,
      'content/component',
      '`<>` is a fragment, which artefacts cannot hold',
      place,
      'remove `<>` and `</>`',
    );
    return;
  }
  const near = suggest(name, names);
  if (near === null && /^[a-z]/.test(name)) {
    report(
      file,
      'content/html',
      `\`<${name}>\` is HTML, which artefacts cannot hold`,
      place,
      `write it in Markdown, use a component such as \`<Callout>\`, or write \`\\<${name}>\` for the text itself`,
    );
    return;
  }
  report(
    file,
    'content/component',
    `there is no component \`<${name}>\``,
    place,
    near === null
      ? `use one of ${names.map((one) => `\`<${one}>\``).join(', ')}`
      : `did you mean \`<${near}>\`?`,
  );
}

/** Reads a property into `props`; tells whether it could be read, and reports what could not. */
function readAttribute(
  attribute: Attribute,
  node: Element,
  file: VFile,
  props: Record<string, Json>,
): boolean {
  if (attribute.type === 'mdxJsxExpressionAttribute') {
    if (isComment(attribute.value)) return true;
    report(
      file,
      'content/expression',
      `\`{${brief(attribute.value)}}\` spreads an object into \`<${node.name}>\`, and content is not run`,
      stretchOf(file, node, `{${attribute.value}}`),
      'write each property with its value',
    );
    return false;
  }
  const { name, value } = attribute;
  if (value === null || value === undefined) set(props, name, true);
  else if (typeof value === 'string') set(props, name, value);
  else {
    const literal = parseLiteral(value.value);
    if (literal !== undefined) {
      set(props, name, literal);
      return true;
    }
    report(
      file,
      'content/expression',
      `\`${name}={${brief(value.value)}}\` is an expression, and content is not run`,
      stretchOf(file, node, `{${value.value}}`),
      `write a text (\`${name}="…"\`), a number, \`true\`, \`false\` or a JSON literal`,
    );
    return false;
  }
  return true;
}

const set = (props: Record<string, Json>, name: string, value: Json): void => {
  Object.defineProperty(props, name, { value, enumerable: true, configurable: true, writable: true });
};

function parseLiteral(source: string): Json | undefined {
  try {
    return JSON.parse(source) as Json;
  } catch {
    return undefined;
  }
}

/** Whether an expression is nothing but comments. */
function isComment(source: string): boolean {
  const rest = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/[^\n]*/g, '');
  return source.trim() !== '' && rest.trim() === '';
}

function reportCode(file: VFile, source: string, position: Position | undefined): void {
  const word = /^\s*(import|export)\b/.exec(source)?.[1] ?? 'import';
  report(
    file,
    'content/expression',
    `a line that begins with \`${word}\` is code, and content is not run`,
    position && { start: position.start, end: advance(position.start, source.split('\n')[0]!) },
    'remove it; a sentence has to begin with another word',
  );
}

/** The `<Name` of an element. */
function openingOf(file: VFile, node: Element): Position | undefined {
  return node.position && stretchOf(file, node, `<${node.name ?? '>'}`);
}

const at = (node: Nodes): { position?: Position } => (node.position ? { position: node.position } : {});

const brief = (text: string): string => {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length > 30 ? line.slice(0, 29) + '…' : line;
};
