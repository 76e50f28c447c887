import type { Element, Parents, Root } from 'hast';

/**
 * rehype plugin: wraps each table so that a wide one scrolls by itself, also by keyboard. A region that takes the
 * focus needs a name: the table's own header cells.
 * Source: WCAG 2.2, 2.1.1; axe rule scrollable-region-focusable.
 */
export function rehypeTables() {
  return (tree: Root): void => wrapIn(tree);
}

function wrapIn(parent: Parents): void {
  parent.children.forEach((child, i) => {
    if (child.type !== 'element') return;
    if (child.tagName !== 'table') {
      wrapIn(child);
      return;
    }
    const wrapper: Element = {
      type: 'element',
      tagName: 'div',
      properties: { className: ['scroll'], role: 'region', ariaLabel: 'Table', tabIndex: 0 },
      children: [child],
      ...(child.position && { position: child.position }),
    };
    parent.children[i] = wrapper;
  });
}
