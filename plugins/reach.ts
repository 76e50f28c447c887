import type { Element, Parents, Root } from 'hast';

/**
 * rehype plugin: what a keyboard or a screen reader has to reach. A table is wrapped and a block of code marked so that
 * a wide one scrolls by itself, also by keyboard; a region that takes the focus needs a name. The box of a task says
 * what it shows.
 * Source: WCAG 2.2, 2.1.1 and 4.1.2; axe rules scrollable-region-focusable and label.
 */
export function rehypeReach() {
  return (tree: Root): void => reachIn(tree);
}

const region = (name: string): Element['properties'] => ({ role: 'region', ariaLabel: name, tabIndex: 0 });

function reachIn(parent: Parents): void {
  parent.children.forEach((child, i) => {
    if (child.type !== 'element') return;
    if (child.tagName === 'pre') Object.assign(child.properties, region('Code'));
    if (child.tagName === 'input') {
      child.properties['ariaLabel'] = child.properties['checked'] ? 'Done' : 'Not done';
    }
    if (child.tagName !== 'table') {
      reachIn(child);
      return;
    }
    const wrapper: Element = {
      type: 'element',
      tagName: 'div',
      properties: { className: ['scroll'], ...region('Table') },
      children: [child],
      ...(child.position && { position: child.position }),
    };
    parent.children[i] = wrapper;
  });
}
