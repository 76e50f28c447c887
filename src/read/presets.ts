import type { Processor } from 'unified';
import { rehypeBlocks } from '../../plugins/blocks.ts';
import { remarkHeadings } from '../../plugins/headings.ts';
import { remarkPlaceholders } from '../../plugins/placeholders.ts';
import { remarkReferences } from '../../plugins/references.ts';
import { remarkRender } from '../../plugins/render.ts';
import { rehypeSafe } from '../../plugins/sanitise.ts';
import { remarkSections } from '../../plugins/sections.ts';
import { rehypeTables } from '../../plugins/tables.ts';
import { remarkUrls } from '../../plugins/urls.ts';

/** unified preset: what a body says, the same for `.mdx` and `.md`. */
export function outline(this: Processor): void {
  this.use(remarkReferences).use(remarkPlaceholders).use(remarkUrls).use(remarkHeadings).use(remarkSections);
}

/** unified preset: what a body looks like, as blocks. */
export function render(this: Processor): void {
  this.use(remarkRender).use(rehypeSafe).use(rehypeTables).use(rehypeBlocks);
}
