import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filler, insertionsOf } from '../../../src/exchange/oscal/insert.ts';
import type { Param } from '../../../src/exchange/oscal/model.ts';

const param = (id: string, more: Partial<Param> = {}): Param => ({
  id,
  class: null,
  label: null,
  values: [],
  select: null,
  constraints: [],
  guidelines: [],
  usage: null,
  props: [],
  links: [],
  at: { file: 'f.json', path: [] },
  ...more,
});
const fill = (text: string, ...params: Param[]): string =>
  filler(new Map(params.map((one) => [one.id, one])))(text);
const insert = '{{ insert: param, p }}';

describe('a parameter shows', () => {
  test.each([
    ['its value', { values: ['30 days'], label: 'period' }, '30 days'],
    ['its values in a row', { values: ['one', 'two'] }, 'one, two'],
    ['its choice', { select: { how_many: 'one', choices: ['a', 'b'] } }, '[Selection (one): a; b]'],
    ['its choice, however many', { select: { how_many: null, choices: ['a'] } }, '[Selection: a]'],
    ['its label', { label: 'period' }, '[Assignment: period]'],
    [
      'its label and what constrains it',
      { label: 'period', constraints: ['a year'] },
      '[Assignment: period; a year]',
    ],
    ['its id when nothing else is said', {}, '[Assignment: p]'],
    ['its value before its choice', { values: ['a'], select: { how_many: 'one', choices: ['a', 'b'] } }, 'a'],
  ] as [string, Partial<Param>, string][])('%s', (_, more, shown) => {
    expect(fill(`Every ${insert}.`, param('p', more))).toBe(`Every ${shown}.`);
  });
});

test.each([
  ['without spaces', '{{insert:param,p}}'],
  ['with many', '{{  insert:   param ,  p   }}'],
  ['by its id alone, as before OSCAL 1', '{{ p }}'],
])('an insertion is read %s', (_, text) => {
  expect(fill(text, param('p', { values: ['v'] }))).toBe('v');
});

test('what is inserted may insert further', () => {
  const choice = param('p', {
    select: { how_many: 'one', choices: ['every {{ insert: param, q }}', 'never'] },
  });
  expect(fill(insert, choice, param('q', { values: ['day'] }))).toBe('[Selection (one): every day; never]');
});

test('a circle shows the id where it closes, the same wherever it is entered', () => {
  const p = param('p', { label: 'p of {{ insert: param, q }}' });
  const q = param('q', { label: 'q of {{ insert: param, p }}' });
  const both = filler(new Map([p, q].map((one) => [one.id, one])));
  expect([both(insert), both('{{ insert: param, q }}'), both(insert)]).toEqual([
    '[Assignment: p of [Assignment: q of [p]]]',
    '[Assignment: q of [Assignment: p of [q]]]',
    '[Assignment: p of [Assignment: q of [p]]]',
  ]);
});

test('parameters that multiply, or all insert each other, are cut', () => {
  const ids = Array.from({ length: 40 }, (_, i) => `p${i}`);
  const twice = ids.map((id, i) => param(id, { label: `{{ p${i + 1} }}{{ p${i + 1} }}` }));
  expect(fill('{{ p0 }}', ...twice, param('p40', { label: 'x' })).length).toBeLessThan(20_100);
  const all = ids.map((id) => param(id, { label: ids.map((one) => `{{ ${one} }}`).join('') }));
  expect(fill('{{ p0 }}', ...all).length).toBeLessThan(20_100);
});

test('a parameter that is not there shows its id, and any other insertion the id that it names', () => {
  expect(fill('{{ insert: param, nope }} and {{ insert: control, ac-1 }}')).toBe('[nope] and [ac-1]');
});

test('what a text inserts, and whether its braces are sound', () => {
  expect(insertionsOf('{{ insert: param, a }} {{ b }} {{ insert: param, a }}')).toEqual({
    params: ['a', 'b', 'a'],
    isMalformed: false,
  });
  expect(insertionsOf('{{ insert: param }} {{').isMalformed).toBe(true);
  expect(insertionsOf('a { b }').isMalformed).toBe(false);
});

test('no double brace is left, whatever is written', () => {
  const text = fc.string({
    unit: fc.constantFrom(
      '{',
      '}',
      '{{',
      '}}',
      ' ',
      'insert: param, p',
      ' p ',
      'q',
      'x',
      ',',
      '{{ insert: param, q }}',
    ),
    maxLength: 12,
  });
  fc.assert(
    fc.property(text, text, text, (a, b, c) => {
      const filled = fill(a, param('p', { values: [b] }), param('q', { label: c }));
      expect(filled).not.toMatch(/\{\{|\}\}/);
    }),
    { numRuns: 2000 },
  );
});

test('a text without braces stays as it is', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      fc.pre(!/\{\{|\}\}/.test(text));
      expect(fill(text, param('p'))).toBe(text);
    }),
  );
});
