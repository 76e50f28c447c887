import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseUrl } from '../../plugins/urls.ts';
import { replaceContentUrls } from '../../src/core/content-url.ts';

describe('parseUrl', () => {
  it.each([
    ['https://example.org/a?b#c', { kind: 'web', url: 'https://example.org/a?b#c' }],
    ['HTTP://example.org', { kind: 'web', url: 'HTTP://example.org' }],
    ['mailto:a@b.org', { kind: 'mail', url: 'mailto:a@b.org' }],
    ['#uses', { kind: 'anchor', url: '#uses' }],
    ['a.mdx', { kind: 'content', file: 'systems/x/a.mdx', url: 'content:systems/x/a.mdx' }],
    [
      '../y/a%20b.mdx?q#c',
      { kind: 'content', file: 'systems/y/a b.mdx', url: 'content:systems/y/a%20b.mdx?q#c' },
    ],
  ])('takes %s', (url, expected) => expect(parseUrl(url, 'systems/x/')).toEqual(expected));

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'content:systems/y/a.mdx',
    'C:\\a',
    '//host/a',
    '\\\\host\\a',
    '/etc/passwd',
    '../../../a',
    '..%2f..%2f..%2fa',
    '%2e%2e/%2e%2e/%2e%2e/a',
    'a\\..\\..\\..\\b',
    '%zz',
  ])('refuses %j', (url) => expect(parseUrl(url, 'systems/x/').kind).toBe('refused'));

  it('never lets an address out of the content folder', () => {
    const step = fc.constantFrom('..', '.', 'a', '%2e%2e', '', 'b c', '..%2f');
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
        const url = parseUrl(steps.join('/'), 'systems/x/');
        if (url.kind !== 'content') return;
        expect(url.file.split('/')).not.toContain('..');
        expect(url.file.startsWith('/')).toBe(false);
      }),
    );
  });
});

describe('replaceContentUrls', () => {
  it('puts page addresses in and takes lost ones out', () => {
    const html =
      '<a href="content:systems/x/a%20b.mdx#c">1</a> <img src="content:x.png" alt="i"> <a href="https://a.b">2</a>';
    const toAddress = (file: string): string | null =>
      file === 'systems/x/a b.mdx' ? '/systems/x/a-b/' : null;
    expect(replaceContentUrls(html, toAddress)).toBe(
      '<a href="/systems/x/a-b/#c">1</a> <img alt="i"> <a href="https://a.b">2</a>',
    );
  });
  it('leaves prose about addresses as it is, whatever it says', () => {
    const html = '<p title="a > b">write &#x3C;a href="content:%FF.mdx"></p>';
    expect(replaceContentUrls(html, () => '/x/')).toBe(html);
  });
  it('lets no address leave its attribute', () => {
    expect(replaceContentUrls('<a href="content:a.mdx">1</a>', () => '/a" onclick="b/')).toBe(
      '<a href="/a%22 onclick=%22b/">1</a>',
    );
  });
});
