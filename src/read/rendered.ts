import type { Root as HtmlRoot } from 'hast';
import type { Root } from 'mdast';
import type { Processor } from 'unified';
import type { VFile } from 'vfile';
import { rehypeBlocks } from '../../plugins/blocks.ts';
import { rehypeReach } from '../../plugins/reach.ts';
import { remarkRender } from '../../plugins/render.ts';
import { rehypeSafe } from '../../plugins/sanitise.ts';
import type { Block } from '../core/document.ts';
import { markdown } from './markdown.ts';
import { mdx } from './mdx.ts';

/** unified preset: what a body looks like, as blocks. */
function render(this: Processor): void {
  this.use(remarkRender).use(rehypeSafe).use(rehypeReach).use(rehypeBlocks);
}

const processors = {
  mdx: mdx().use(render).freeze(),
  md: markdown().use(render).freeze(),
};

/** The blocks of a body, from its syntax tree as it was parsed. */
export function toBlocks(tree: Root, file: VFile, format: 'mdx' | 'md'): Block[] {
  const processor = processors[format];
  const stringify: (tree: HtmlRoot, file: VFile) => unknown = processor.stringify.bind(processor);
  return stringify(processor.runSync(tree, file) as HtmlRoot, file) as Block[];
}
