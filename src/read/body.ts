import type { Root as HtmlRoot } from 'hast';
import { VFile } from 'vfile';
import type { Block, Body } from '../core/document.ts';
import type { FindingDraft } from '../core/finding.ts';
import { placeOf } from '../../plugins/stretch.ts';
import { fingerprintOfBody } from './body-fingerprint.ts';
import { markdown } from './markdown.ts';
import { mdx, parseMdx } from './mdx.ts';

/**
 * Reads the body of a file: blocks, sections, references, fingerprint.
 * @param text the file's text with its front matter blanked, so that places are those of the file.
 */
export function parseBody(
  text: string,
  path: string,
  format: 'mdx' | 'md',
): { body: Body | null; drafts: FindingDraft[] } {
  const file = new VFile({ value: text, path });
  const processor = format === 'mdx' ? mdx : markdown;
  const tree = format === 'mdx' ? parseMdx(file) : markdown.parse(file);
  if (tree === null) return { body: null, drafts: draftsOf(file) };
  const fingerprint = fingerprintOfBody(tree);
  const html = processor.runSync(tree, file) as HtmlRoot;
  const blocks = (processor.stringify as (tree: HtmlRoot, file: VFile) => unknown)(html, file) as Block[];
  const { slots = [], headings = [], sections = [], placeholders = [], text: plain = '' } = file.data;
  const body: Body = {
    blocks,
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
  return { body, drafts: draftsOf(file) };
}

/** What the plugins reported, as findings. */
const draftsOf = (file: VFile): FindingDraft[] =>
  file.messages.map((message) => ({
    rule: `${message.source}/${message.ruleId}`,
    message: message.reason,
    at: placeOf(file, message.place),
    ...(message.note !== undefined && { fix: message.note }),
  }));
