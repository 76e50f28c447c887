import remarkRehype from 'remark-rehype';
import type { Processor } from 'unified';
import { rehypeBlocks } from '../../plugins/blocks.ts';
import { rehypeHeadings } from '../../plugins/headings.ts';
import { remarkPlaceholders } from '../../plugins/placeholders.ts';
import { remarkReferences } from '../../plugins/references.ts';
import { rehypeSafe } from '../../plugins/sanitise.ts';
import { rehypeTables } from '../../plugins/tables.ts';
import { remarkUrls } from '../../plugins/urls.ts';

/** unified preset: the way from a Markdown tree to blocks, the same for `.mdx` and `.md`. */
export function finish(this: Processor): void {
  this.use(remarkReferences)
    .use(remarkPlaceholders)
    .use(remarkUrls)
    .use(remarkRehype)
    .use(rehypeSafe)
    .use(rehypeHeadings)
    .use(rehypeTables)
    .use(rehypeBlocks);
}
