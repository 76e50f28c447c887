import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainWords, renderMarkdown, type ReferenceTarget } from '../../src/ui/markdown.ts';

const resolve = ({ target }: { target: string }): ReferenceTarget =>
  target === 'FM-02'
    ? { href: '/x/#FM-02', label: 'FM-02', title: 'Feed arrives late', code: true }
    : { href: null, label: target, title: `Nothing has the id ${target}`, code: true };
const block = (text: string): string => renderMarkdown(text, resolve);
const inline = (text: string): string => renderMarkdown(text, resolve, true);

test('a reference becomes a link with its title', () => {
  expect(inline('See [[FM-02]].')).toBe(
    'See <a href="/x/#FM-02" title="Feed arrives late" class="ref-to"><code>FM-02</code></a>.',
  );
});

test('a label replaces the id', () => {
  expect(inline('See [[FM-02|the late feed]].')).toBe(
    'See <a href="/x/#FM-02" title="Feed arrives late" class="ref-to">the late feed</a>.',
  );
});

test('a reference that leads nowhere stays text and says so', () => {
  expect(inline('See [[FM-99]].')).toBe(
    'See <span class="ref-lost" title="Nothing has the id FM-99"><code>FM-99</code></span>.',
  );
});

test('references in code are text', () => {
  expect(inline('Write `[[FM-02]]`.')).toBe('Write <code>[[FM-02]]</code>.');
});

test('raw HTML is the text it is', () => {
  expect(inline('a <script>alert(1)</script> b')).toBe('a &#x3C;script>alert(1)&#x3C;/script> b');
});

test('a script address loses its link', () => {
  expect(inline('[here](javascript:alert(1))')).toBe('here');
});

test('an image is its alternative text', () => {
  expect(inline('![a chart](https://example.org/x.png)')).toBe('a chart');
});

test('a list stays a list, also inline', () => {
  expect(inline('- one\n- two')).toBe('<ul>\n<li>one</li>\n<li>two</li>\n</ul>');
});

test('plain words take the short way and come out as the long way would', () => {
  expect(block('Weak under 12 months, AUC 0.71')).toBe('<p>Weak under 12 months, AUC 0.71</p>');
  expect(inline('“Quoted” – 5 % (n 30)')).toBe('“Quoted” – 5 % (n 30)');
});

test('nothing that is written can open a tag that acts', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(block(text)).not.toMatch(
        /<(script|img|iframe|style|object|svg|form)\b|\son\w+=|href="javascript/i,
      );
    }),
  );
});

test('a path keeps its words and loses its link, because the text stands on more pages than one', () => {
  const html = block('See [the card](./model-card.mdx), [all](/findings/) and [ours][1].\n\n[1]: x.md');
  expect(html).toBe('<p>See the card, all and [ours][1].</p>');
  expect(inline('[law](https://eur-lex.europa.eu)')).toBe('<a href="https://eur-lex.europa.eu">law</a>');
});

test('the words of a text, for a line that holds no mark-up', () => {
  expect(
    plainWords('PSI \\<0.1, **not** n\\<30; see [[a/FM-01]] and [[ADR-0001|why]].\n\n`x` {/* note */}'),
  ).toBe('PSI <0.1, not n<30; see a/FM-01 and why. x');
  expect(plainWords('It errs by <Metric of="ev:a#/b" /> minutes.')).toBeNull();
  expect(plainWords(' Plain words. ')).toBe('Plain words.');
});
