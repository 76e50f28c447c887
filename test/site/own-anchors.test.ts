import { expect, test } from 'vitest';
import { withOwnAnchors } from '../../src/site/own-anchors.ts';

test('the second of two equal anchors gets another one, which nothing else has', () => {
  const html =
    '<p id="a">a id="a" &lt;i id="a"</p><tr class="x" id="a"><b id="a-2"></b><i id="A"></i><td id="a">';
  expect(withOwnAnchors(html)).toBe(
    '<p id="a">a id="a" &lt;i id="a"</p><tr class="x" id="a-3"><b id="a-2"></b><i id="A"></i><td id="a-4">',
  );
});
