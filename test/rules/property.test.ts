import { expect, test } from 'vitest';
import { componentTypes } from '../../src/core/component.ts';
import { found, lenient, page, system, type Files } from './support.ts';

const files = (body: string): Files => ({
  'portfolio.yaml': lenient,
  'systems/demo/system.mdx': system(),
  'systems/demo/feature-register.mdx': page('title: F\nfeatures: [{ name: income }]\n', body),
});
const messages = async (body: string) =>
  (await found('content/property', files(body))).map(({ message, fix }) => `${message} → ${fix}`);

test('components with properties they know find nothing', async () => {
  const body = `<Metric value="4 months" />\n\n<Callout tone="watch" title="T">Text.</Callout>\n\n<Features only={["income"]} />\n`;
  expect(await messages(body)).toEqual([]);
});

test('an unknown property, a wrong value, a missing one and a stranger are each found', async () => {
  expect(await messages('<Callout tone="loud" titel="T">Text.</Callout>\n')).toEqual([
    '`Callout` has no property `titel` → did you mean `title`?',
    '`tone` of `Callout` must be one of `note`, `watch`, `alert`; it is `"loud"` → write one of `note`, `watch`, `alert`',
  ]);
  expect(await messages('<Metric digits="2" />\n')).toEqual([
    '`Metric` needs `of` or `value` → state `of` or `value`',
    '`digits` of `Metric` must be a number; it is `"2"` → write a number',
  ]);
  expect(await messages('<Features only={["incme"]} />\n')).toEqual([
    '`Features` names the feature `incme`, and there is none of that name → did you mean `income`?',
  ]);
  expect(await messages('<Matrix framework="law" system="other" />\n')).toHaveLength(2);
});

test('the whole finding stands at the component', async () => {
  expect((await found('content/property', files('\n<ShapBar />\n')))[0]).toMatchObject({
    rule: 'content/property',
    severity: 'error',
    file: 'systems/demo/feature-register.mdx',
    column: 1,
    subject: 'demo/feature-register',
    message: '`ShapBar` needs `evidence`',
    fix: 'state `evidence`',
  });
});

test('every component of the list says what it shows and what each property is', () => {
  for (const [name, type] of Object.entries(componentTypes)) {
    expect(type.doc, name).not.toBe('');
    for (const [prop, { doc }] of Object.entries(type.props)) expect(doc, `${name}.${prop}`).not.toBe('');
    for (const prop of type.needs.flat()) expect(Object.keys(type.props), name).toContain(prop);
  }
});
