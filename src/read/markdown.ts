import type { Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { remarkHtmlAsText } from '../../plugins/html-as-text.ts';
import { finish } from './finish.ts';

/** Plain Markdown: GitHub's dialect, no components, `<` and `{` are text. */
export const markdown = unified().use(remarkParse).use(remarkGfm).use(remarkHtmlAsText).use(finish).freeze();

/** The syntax tree of a Markdown text. Every text is Markdown: nothing is refused. */
export const parseMarkdown = (text: string): Root => markdown.parse(text);
