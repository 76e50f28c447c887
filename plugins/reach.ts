import type { Element, Parents, Root } from 'hast';

/**
 * rehype plugin: what a keyboard or a screen reader has to reach. A table is wrapped and a block of code marked so that
 * a wide one scrolls by itself, also by keyboard; a region that takes the focus needs a name, and one that no other on
 * the page has. The box of a task says what it shows.
 * Source: WCAG 2.2, 2.1.1 and 4.1.2; axe rules scrollable-region-focusable, landmark-unique and label.
 */
export function rehypeReach() {
  return (tree: Root): void => {
    const given = new Map<string, number>();
    reachIn(tree, (name) => {
      const n = (given.get(name) ?? 0) + 1;
      given.set(name, n);
      return { role: 'region', ariaLabel: n === 1 ? name : `${name} ${n}`, tabIndex: 0 };
    });
  };
}

/** What makes a region of an element, under a name that is still free. */
type Region = (name: string) => Element['properties'];

function reachIn(parent: Parents, region: Region): void {
  parent.children.forEach((child, i) => {
    if (child.type !== 'element') return;
    if (child.tagName === 'pre') Object.assign(child.properties, region('Code'));
    if (child.tagName === 'input') {
      child.properties['ariaLabel'] = child.properties['checked'] ? 'Done' : 'Not done';
    }
    if (child.tagName !== 'table') {
      reachIn(child, region);
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
