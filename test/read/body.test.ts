import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block, Body } from '../../src/core/document.ts';
import { fingerprintOf } from '../../src/core/fingerprint.ts';
import { parseBody } from '../../src/read/body.ts';

const body = (text: string, format: 'mdx' | 'md' = 'mdx'): Body =>
  parseBody(text, 'systems/x/a.mdx', format).body!;
const print = (text: string): string | null => body(text).fingerprint;

/** Blocks as one line: HTML as it is, slots in guillemets. */
const draw = (blocks: readonly Block[]): string =>
  blocks
    .map((block) => {
      if (block.type === 'html') return block.html;
      if (block.type === 'reference')
        return `‹${block.target}${block.label === null ? '' : `|${block.label}`}›`;
      return `‹${block.name} ${JSON.stringify(block.props)}›${draw(block.children)}‹/›`;
    })
    .join('');

describe('blocks', () => {
  it('hold references and components in the middle of HTML', () => {
    expect(draw(body('A [[FM-02|label]] and <Metric of="ev:a#/b" digits={3} />.').blocks)).toBe(
      '<p>A ‹FM-02|label› and ‹Metric {"of":"ev:a#/b","digits":3}›‹/›.</p>',
    );
  });

  it('nest: a component holds Markdown, which holds references', () => {
    expect(draw(body('<Callout kind="note">\n\nMind [[FM-02]], *really*.\n\n</Callout>').blocks)).toBe(
      '‹Callout {"kind":"note"}›<p>Mind ‹FM-02›, <em>really</em>.</p>‹/›',
    );
  });

  it('put block components beside paragraphs and inline ones inside', () => {
    expect(draw(body('<Callout>one line</Callout>\n\n<Metric of="ev:a#/b" />').blocks)).toBe(
      '‹Callout {}›one line‹/›\n<p>‹Metric {"of":"ev:a#/b"}›‹/›</p>',
    );
  });

  it('let tables scroll by themselves and resolve addresses to the content folder', () => {
    expect(
      draw(
        body('| a |\n|--:|\n| [[x\\|y]] |\n\n[c](../y/b%20c.mdx#d) ![i](./e/f.png) [w](https://a.b)').blocks,
      ),
    ).toBe(
      '<div class="scroll" role="region" aria-label="Table" tabindex="0"><table>\n<thead>\n<tr>\n<th align="right">a</th>\n</tr>\n</thead>\n' +
        '<tbody>\n<tr>\n<td align="right">‹x|y›</td>\n</tr>\n</tbody>\n</table></div>\n' +
        '<p><a href="content:systems/y/b%20c.mdx#d">c</a> <img src="content:systems/x/e/f.png" alt="i"> <a href="https://a.b">w</a></p>',
    );
  });

  it('name what takes the focus, and what a box shows', () => {
    expect(draw(body('```\nx\n```\n\n- [x] a\n- [ ] b\n').blocks)).toBe(
      '<pre role="region" aria-label="Code" tabindex="0"><code>x\n</code></pre>\n' +
        '<ul class="contains-task-list">\n' +
        '<li class="task-list-item"><input type="checkbox" checked disabled aria-label="Done"> a</li>\n' +
        '<li class="task-list-item"><input type="checkbox" disabled aria-label="Not done"> b</li>\n</ul>',
    );
  });

  it('give no two regions of a page the same name', () => {
    const two = body('```\nx\n```\n\n## Next\n\n```\ny\n```\n\n| a |\n|---|\n| b |\n').blocks;
    expect([...draw(two).matchAll(/aria-label="([^"]*)"/g)].map(([, name]) => name)).toEqual([
      'Code',
      'Code 2',
      'Table',
    ]);
  });

  it('cannot be forged: text that looks like a slot stays text', () => {
    const forged = '`<casebook-slot data-slot="0">` &lt;casebook-slot data-slot="0">x [[real]]';
    expect(draw(body(forged).blocks)).toBe(
      '<p><code>&#x3C;casebook-slot data-slot="0"></code> &#x3C;casebook-slot data-slot="0">x ‹real›</p>',
    );
  });

  it('hold nothing that acts, from Markdown either', () => {
    const text =
      '<script>alert(1)</script>\n\na <img src=x onerror="alert(1)"> <!-- c --> b <br> c\n\n[x](javascript:alert)';
    expect(draw(body(text, 'md').blocks)).toBe(
      '<p>&#x3C;script>alert(1)&#x3C;/script></p>\n<p>a &#x3C;img src=x onerror="alert(1)">  b <br>\nc</p>\n<p>x</p>',
    );
  });

  it('read `<` and `{` in Markdown as text', () => {
    expect(draw(body('PSI <0.1, n<30, {x} and </p>', 'md').blocks)).toBe(
      '<p>PSI &#x3C;0.1, n&#x3C;30, {x} and &#x3C;/p></p>',
    );
  });

  it('keep the text of what is refused', () => {
    expect(draw(body('<Unknown>word</Unknown> {1 + 1} PSI <0.1 and <b>bold</b>').blocks)).toBe(
      '<p>word {1 + 1} PSI &#x3C;0.1 and bold</p>',
    );
  });

  it('carry footnotes', () => {
    expect(draw(body('a[^n]\n\n[^n]: See [[FM-02]].').blocks)).toContain(
      '<p>See ‹FM-02›. <a href="#user-content-fnref-n"',
    );
  });
});

describe('sections', () => {
  const text =
    '# T\n\nintro\n\n## Drivers\n\n* one *a*\n* two [[FM-02]]\n\n## Outcome\n\nChosen.\n\n### Consequences\n\n* Good\n\n## Empty\n\n# Next\n\nend\n';

  it('run from a heading of depth 2 to the next of depth 1 or 2', () => {
    const { sections } = body(text);
    expect(
      sections.map((section) => [section.heading.text, section.heading.slug, section.text, section.items]),
    ).toEqual([
      ['Drivers', 'drivers', '* one *a*\n* two [[FM-02]]', ['one a', 'two FM-02']],
      ['Outcome', 'outcome', 'Chosen.\n\n### Consequences\n\n* Good', ['Good']],
      ['Empty', 'empty', '', null],
    ]);
    expect(sections.map(({ place }) => [place.line, place.column, place.end_line, place.end_column])).toEqual(
      [
        [7, 1, 8, 16],
        [12, 1, 16, 7],
        [18, 9, 18, 9],
      ],
    );
    expect(sections.map(({ blocks }) => draw(blocks).trim())).toEqual([
      '<ul>\n<li>one <em>a</em></li>\n<li>two ‹FM-02›</li>\n</ul>',
      '<p>Chosen.</p>\n<h3 id="consequences">Consequences</h3>\n<ul>\n<li>Good</li>\n</ul>',
      '',
    ]);
  });

  it('give the items of their lists, whatever stands beside, and keep both as prose', () => {
    const { sections } = body(
      [
        '## Introduced\n\nWe use it for:\n\n- one\n- two\n',
        '## Explained\n\n- one\n- two\n\nBoth were agreed.\n',
        '## Grouped\n\n### A\n\n- one\n\n### B\n\n1. two\n',
        '## Prose\n\nFirst *of\nall*.\n\nSecond.\n',
        '## Neither\n\nAs drawn:\n\n<Matrix />\n',
        '## Comment\n\n{/* what belongs here */}\n',
      ].join('\n'),
    );
    expect(sections.map(({ heading, items, isProse }) => [heading.text, items, isProse])).toEqual([
      ['Introduced', ['one', 'two'], false],
      ['Explained', ['one', 'two'], false],
      ['Grouped', ['one', 'two'], false],
      ['Prose', null, true],
      ['Neither', null, false],
      ['Comment', null, true],
    ]);
    expect(draw(sections[1]!.blocks).trim()).toBe(
      '<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n<p>Both were agreed.</p>',
    );
    expect(sections[5]!.text).toBe('');
  });

  it('give each heading an anchor of its own', () => {
    const { headings } = body('## Uses\n\n## Uses\n\n## Größe & *PSI*\n\n## 日本\n');
    expect(headings.map(({ slug }) => slug)).toEqual(['uses', 'uses-2', 'gro-e-psi', 'section']);
  });

  it('show their headings below that of the page, no level left out', () => {
    expect(draw(body('# A\n\n##### B\n\n#### C\n\n## D\n').blocks)).toBe(
      '<h2 id="a">A</h2>\n<h3 id="b">B</h3>\n<h4 id="c">C</h4>\n<h2 id="d">D</h2>',
    );
  });

  it('give plain text for search', () => {
    expect(body(text).text).toBe(
      'T\nintro\nDrivers\none a\ntwo FM-02\nOutcome\nChosen.\nConsequences\nGood\nEmpty\nNext\nend',
    );
  });
});

describe('the fingerprint of a body', () => {
  const one = '# T\n\nA *long* line that is wrapped somewhere, with **weight**.\n\n- a\n- b\n\n1. x\n2. y\n';

  it('is a golden value', () => {
    expect(print(one)).toBe('fp1:9f8527e5d7a469a4a65a47a2eb5c0d661fdb9e9f13c2289da2900ac7ec69d92d');
    expect(print('')).toBe(null);
    expect(print('{/* nothing but a comment */}')).toBe(null);
  });

  it.each([
    [
      'a paragraph wrapped anew',
      '# T\n\nA *long* line\nthat is wrapped\n  somewhere, with **weight**.\n\n- a\n- b\n\n1. x\n2. y\n',
    ],
    ['other bullets', one.replace('- a', '* a').replace('- b', '* b')],
    ['other marks of emphasis', one.replaceAll('**', '__').replaceAll('*', '_')],
    ['another form of heading', one.replace('# T', 'T\n=')],
    ['a comment', one + '\n{/* a note */}\n'],
    ['a comment in a line', one.replace('**weight**.', '**weight**. {/* really? */}')],
    ['numbers of a list', one.replace('2. y', '1. y')],
    ['more blank lines', one.replaceAll('\n\n', '\n\n\n')],
  ])('does not change with %s', (_, two) => expect(print(two)).toBe(print(one)));

  it.each([
    ['a word', one.replace('long', 'short')],
    ['emphasis', one.replace('*long*', 'long')],
    ['the order of a list', one.replace('- a\n- b', '- b\n- a')],
    ['the depth of a heading', one.replace('# T', '## T')],
    ['bullets for numbers', one.replace('1. x\n2. y', '- x\n- y')],
    ['a component', one + '\n<Metric of="ev:a#/b" />\n'],
  ])('changes with %s', (_, two) => expect(print(two)).not.toBe(print(one)));

  it('changes with a property of a component', () => {
    expect(print('<Metric of="ev:a#/b" />')).not.toBe(print('<Metric of="ev:a#/c" />'));
    expect(print('<Metric of="a" n={1} />')).toBe(print('<Metric n={1} of="a" />'));
  });

  it('does not change however the words of a paragraph are wrapped', () => {
    const word = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(word, fc.constantFrom(' ', '\n', '\n  ')), { minLength: 1 }), (words) => {
        const wrapped = words
          .map(([text, gap]) => text + gap)
          .join('')
          .trim();
        fc.pre(!/^(import|export)\b/m.test(wrapped));
        expect(print(wrapped)).toBe(print(words.map(([text]) => text).join(' ')));
      }),
    );
  });

  it('is canonical JSON: the short cut gives what the canonical form gives', () => {
    expect(print('A "quoted" é😀 text')).toBe(fingerprintOf([['paragraph', ['A "quoted" é😀 text']]]));
  });
});
