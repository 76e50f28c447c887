import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { remarkHtmlAsText } from '../../plugins/html-as-text.ts';
import { outline } from './outline.ts';

/** Plain Markdown: GitHub's dialect, no components, `<` and `{` are text; nothing is refused. */
export const markdown = unified().use(remarkParse).use(remarkGfm).use(remarkHtmlAsText).use(outline).freeze();
