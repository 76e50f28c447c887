import type { Processor } from 'unified';
import { remarkHeadings } from '../../plugins/headings.ts';
import { remarkLooseFigures } from '../../plugins/loose-figures.ts';
import { remarkPlaceholders } from '../../plugins/placeholders.ts';
import { remarkReferences } from '../../plugins/references.ts';
import { remarkSections } from '../../plugins/sections.ts';
import { remarkUrls } from '../../plugins/urls.ts';

/** unified preset: what a body says, the same for `.mdx` and `.md`. */
export function outline(this: Processor): void {
  this.use(remarkReferences)
    .use(remarkPlaceholders)
    .use(remarkLooseFigures)
    .use(remarkUrls)
    .use(remarkHeadings)
    .use(remarkSections);
}
