import type { Nodes, Parents, Root } from 'mdast';
import type { VFile } from 'vfile';
import { report } from './report.ts';
import { stretchOf } from './stretch.ts';

const acts =
  /<(script|style|iframe|frame|object|embed|form|input|button|link|meta|base|svg|math|audio|video|template)\b|\s(on[a-z]+|style)\s*=/i;

/**
 * remark plugin for plain Markdown: `<` is text. HTML stands on the page as it was written, comments are left
 * out, `<br>` breaks the line. Markup that would have acted or hidden something is reported, since its author
 * meant more than text.
 */
export function remarkHtmlAsText() {
  return (tree: Root, file: VFile): void => {
    if (String(file).includes('<')) replaceIn(tree, file);
  };
}

function replaceIn(parent: Parents, file: VFile): void {
  const children = parent.children.flatMap((child): Nodes[] => {
    if ('children' in child) replaceIn(child, file);
    if (child.type !== 'html') return [child];
    const found = acts.exec(child.value);
    if (found) {
      const what = found[1] === undefined ? `the attribute \`${found[2]}\`` : `\`<${found[1]}>\``;
      report(
        file,
        'content/html',
        `${what} is HTML that acts or hides; it is shown as text`,
        stretchOf(file, child, found[0].trimStart()),
        'write it in Markdown',
      );
    }
    const value = child.value.replace(/<!--[\s\S]*?(?:-->|$)/g, '').trim();
    if (value === '') return [];
    const flow = parent.type === 'root' || parent.type === 'blockquote' || parent.type === 'listItem';
    if (/^<br\s*\/?>$/i.test(value) && !flow) return [{ type: 'break' }];
    const text: Nodes = { type: 'text', value };
    return flow
      ? [{ type: 'paragraph', children: [text], ...(child.position && { position: child.position }) }]
      : [text];
  });
  parent.children = children as typeof parent.children;
}
