import type { Root as HtmlRoot } from 'hast';
import type { Root } from 'mdast';
import { VFile } from 'vfile';
import type { Block, Body } from '../core/document.ts';
import type { FindingDraft } from '../core/finding.ts';
import { placeOf } from '../../plugins/stretch.ts';
import type { FileLink } from '../../plugins/urls.ts';
import { fingerprintOfBody } from './body-fingerprint.ts';
import { markdown, markdownToBlocks } from './markdown.ts';
import { mdx, mdxToBlocks, parseMdx } from './mdx.ts';

/**
 * Reads the body of a file: references, sections, fingerprint and, unless they are not wanted, blocks.
 * @param text the file's text with its front matter blanked, so that places are those of the file.
 */
export function parseBody(
  text: string,
  path: string,
  format: 'mdx' | 'md',
  blocks = true,
): { body: Body | null; drafts: FindingDraft[]; files: FileLink[] } {
  const file = new VFile({ value: text, path });
  const tree = format === 'mdx' ? parseMdx(file) : markdown.parse(file);
  if (tree === null) return { body: null, drafts: draftsOf(file), files: [] };
  const fingerprint = fingerprintOfBody(tree);
  const rendered = blocks ? toBlocks(tree, file, format) : [];
  if (!blocks) (format === 'mdx' ? mdx : markdown).runSync(tree, file);
  const { slots = [], headings = [], sections = [], placeholders = [], text: plain = '' } = file.data;
  const body: Body = {
    blocks: rendered,
    headings,
    sections,
    citations: slots
      .filter((slot) => slot.type === 'reference')
      .map(({ target, label, place }) => ({ target, label, place })),
    components: slots
      .filter((slot) => slot.type === 'component')
      .map(({ name, props, place }) => ({ name, props, place })),
    placeholders,
    fingerprint,
    text: plain,
  };
  return { body, drafts: draftsOf(file), files: file.data.files ?? [] };
}

function toBlocks(tree: Root, file: VFile, format: 'mdx' | 'md'): Block[] {
  const processor = format === 'mdx' ? mdxToBlocks : markdownToBlocks;
  const stringify: (tree: HtmlRoot, file: VFile) => unknown = processor.stringify.bind(processor);
  return stringify(processor.runSync(tree, file) as HtmlRoot, file) as Block[];
}

/** What the plugins reported, as findings. */
const draftsOf = (file: VFile): FindingDraft[] =>
  file.messages.map((message) => ({
    rule: `${message.source}/${message.ruleId}`,
    message: message.reason,
    at: placeOf(file, message.place),
    ...(message.note !== undefined && { fix: message.note }),
  }));
