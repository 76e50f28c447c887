import type { Root } from 'mdast';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { VFile } from 'vfile';
import { describe, expect, it } from 'vitest';
import { remarkComponents } from '../../plugins/components.ts';

/** What the plugin makes of a text when it is used alone, with a list of its own. */
function use(text: string, names?: string[]): { props: unknown[]; messages: string[] } {
  const processor = unified()
    .use(remarkParse)
    .use(remarkMdx)
    .use(remarkComponents, { ...(names && { names }) });
  const file = new VFile({ value: text, path: 'a.mdx' });
  processor.runSync(processor.parse(file) as Root, file);
  return {
    props: (file.data.slots ?? []).map((slot) =>
      slot.type === 'component' ? [slot.name, slot.props] : null,
    ),
    messages: file.messages.map(
      (message) => `${message.line}:${message.column} ${message.source}/${message.ruleId} ${message.reason}`,
    ),
  };
}

describe('remarkComponents', () => {
  it('reads props that are texts, numbers, booleans or JSON literals', () => {
    expect(
      use(
        '<Figure src="a.png" wide n={-1.5} on={false} list={["a", 1]} record={{"a": null}} of=\'single\' />',
      ),
    ).toEqual({
      props: [
        [
          'Figure',
          { src: 'a.png', wide: true, n: -1.5, on: false, list: ['a', 1], record: { a: null }, of: 'single' },
        ],
      ],
      messages: [],
    });
  });

  it('takes the names it is given', () => {
    expect(use('<Own /> <Callout />', ['Own'])).toEqual({
      props: [['Own', {}]],
      messages: ['1:9 content/component there is no component `<Callout>`'],
    });
  });

  it('leaves a property out that is code, and keeps the rest', () => {
    expect(use('<Metric of="a" n={1 + 1} m={`x`} {...y} />')).toEqual({
      props: [['Metric', { of: 'a' }]],
      messages: [
        '1:18 content/expression `n={1 + 1}` is an expression, and content is not run',
        '1:28 content/expression `m={`x`}` is an expression, and content is not run',
        '1:34 content/expression `{...y}` spreads an object into `<Metric>`, and content is not run',
      ],
    });
  });

  it('cannot be made to change the prototype of anything', () => {
    const { props } = use('<Callout __proto__={{"x": 1}} />');
    expect(({} as Record<string, unknown>)['x']).toBe(undefined);
    expect(JSON.stringify(props)).toBe('[["Callout",{"__proto__":{"x":1}}]]');
  });

  it('allows comments, of one line and of several', () => {
    expect(use('{/* a */}\n\ntext {/* b\n c */} {// d\n}').messages).toEqual([]);
  });
});
