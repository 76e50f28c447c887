import { VFile } from 'vfile';
import type { Body } from '../core/document.ts';
import type { FindingDraft } from '../core/finding.ts';
import { placeOf } from '../../plugins/stretch.ts';
import type { FileLink } from '../../plugins/urls.ts';
import { fingerprintOfBody } from './body-fingerprint.ts';
import { mdx, parseMdx } from './mdx.ts';
import { onDemand } from './on-demand.ts';

const plainMarkdown = onDemand<typeof import('./markdown.ts')>('markdown');
const rendering = onDemand<typeof import('./rendered.ts')>('rendered');

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
  const tree = format === 'mdx' ? parseMdx(file) : plainMarkdown().markdown.parse(file);
  if (tree === null) return { body: null, drafts: draftsOf(file), files: [] };
  const fingerprint = fingerprintOfBody(tree);
  const rendered = blocks ? rendering().toBlocks(tree, file, format) : [];
  if (!blocks) (format === 'mdx' ? mdx : plainMarkdown().markdown).runSync(tree, file);
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
      .map(({ name, props, refused, place }) => ({ name, props, ...(refused && { refused }), place })),
    placeholders,
    fingerprint,
    text: plain,
  };
  return { body, drafts: draftsOf(file), files: file.data.files ?? [] };
}

/** What the plugins reported, as findings. */
const draftsOf = (file: VFile): FindingDraft[] =>
  file.messages.map((message) => ({
    rule: `${message.source}/${message.ruleId}`,
    message: message.reason,
    at: placeOf(file, message.place),
    ...(message.note !== undefined && { fix: message.note }),
  }));
