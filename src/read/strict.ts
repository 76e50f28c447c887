import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

/** The parser that explains what Sätteri refuses. */
export const strict = unified().use(remarkParse).use(remarkMdx).use(remarkGfm).freeze();
