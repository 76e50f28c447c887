import { expect, test } from 'vitest';
import { z } from 'zod';
import { field, ref, text } from '../../src/core/field.ts';
import { referencesIn, slotsOf } from '../../src/core/slots.ts';

const row = z.strictObject({
  name: field(text(), 'R', 'Its name.', 'GK'),
  owner: field(ref('party', { link: 'owns', inverse: true }), 'R', 'Who answers.', 'GK'),
  by: field(z.union([z.number(), z.strictObject({ from: ref('evidence') })]), 'O', 'Value.', 'GK'),
});
const schema = z.strictObject({
  title: field(text(), 'R', 'Title.', 'GK'),
  rows: field(z.array(row), 'R', 'Rows.', 'GK'),
  roles: field(z.record(z.string(), ref('party')), 'O', 'By role.', 'GK'),
  cites: field(z.array(ref('any')), 'O', 'What else.', 'GK'),
});

test('references are found through lists, records and unions, in the order of the schema', () => {
  const data = {
    cites: ['x', 'y'],
    roles: { developer: 'p' },
    rows: [{ name: 'a' }, { name: 'b', by: { from: 'ev:auc' }, owner: 'q' }, { name: 'c', by: 3 }],
    title: 'T',
  };
  expect(referencesIn(schema, data)).toEqual([
    { path: ['rows', 1, 'owner'], value: 'q', reference: { to: 'party', link: 'owns', inverse: true } },
    { path: ['rows', 1, 'by', 'from'], value: 'ev:auc', reference: { to: 'evidence' } },
    { path: ['roles', 'developer'], value: 'p', reference: { to: 'party' } },
    { path: ['cites', 0], value: 'x', reference: { to: 'any' } },
    { path: ['cites', 1], value: 'y', reference: { to: 'any' } },
  ]);
});

test('what is absent, empty or of another shape holds no reference', () => {
  expect(referencesIn(schema, { rows: 'none', roles: null, cites: [null, 3, ['x']] })).toEqual([]);
  expect(referencesIn(schema, {})).toEqual([]);
});

test('slots are the fields of an object with what is said of them, and are looked up once', () => {
  expect(slotsOf(row).map(({ key, meta, isNested }) => [key, meta.need, isNested])).toEqual([
    ['name', 'R', false],
    ['owner', 'R', false],
    ['by', 'O', false],
  ]);
  expect(slotsOf(row)[1]!.meta.reference).toEqual({ to: 'party', link: 'owns', inverse: true });
  expect(slotsOf(row)).toBe(slotsOf(row));
});
