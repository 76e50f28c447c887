import type { Fill } from './insert.ts';
import { isOscalName, type Part, type Prop } from './model.ts';

/** Parts that say how to carry out or assess a control, and not what it asks. */
const beside: ReadonlySet<string> = new Set([
  'guidance',
  'objective',
  'assessment',
  'assessment-objective',
  'assessment-method',
  'assessment-objects',
  'objects',
  'example',
  'reference',
]);

/**
 * What a control or a group asks for: the text of its statement with parameters written in, one item a line, with the
 * label it has in the source and two spaces for each level. Where no part is called a statement, every part that is
 * not guidance or assessment counts.
 */
export function statementOf(parts: readonly Part[], fill: Fill): string {
  const statements = parts.filter((part) => part.name === 'statement');
  const chosen = statements.length > 0 ? statements : parts.filter((part) => !beside.has(part.name));
  return chosen.flatMap((part) => linesOf(part, fill, 0)).join('\n');
}

function linesOf(part: Part, fill: Fill, depth: number): string[] {
  const label = labelOf(part.props);
  const paragraphs = [part.title, ...(part.prose ?? '').split(/\n\s*\n/)]
    .map((text) => plain(fill(text ?? '')))
    .filter((text) => text !== '');
  const [first, ...rest] = paragraphs;
  const indent = '  '.repeat(depth);
  const own =
    first === undefined && label === null
      ? []
      : [indent + [label, first].filter((one) => one !== null && one !== undefined).join(' ')];
  // A part that says nothing itself adds no level.
  const below = own.length > 0 && (depth > 0 || label !== null || first !== undefined) ? depth + 1 : depth;
  return [
    ...own,
    ...rest.map((text) => indent + text),
    ...part.parts.filter((one) => !beside.has(one.name)).flatMap((one) => linesOf(one, fill, below)),
  ];
}

/** The label a thing has in its source: the one meant for everybody, else the first. */
export function labelOf(props: readonly Prop[]): string | null {
  const labels = props.filter((prop) => isOscalName(prop, 'label') && prop.value !== '');
  return (labels.find((prop) => prop.class === null) ?? labels[0])?.value ?? null;
}

/** One line of text: links that lead inside the document are their words. */
export const plain = (text: string): string =>
  text
    .replace(/\[([^[\]]*)\]\(#[^()\s]*\)/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
