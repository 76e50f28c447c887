import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { coerce } from '../../src/core/coerce.ts';
import { date, field, ref, text } from '../../src/core/field.ts';
import { toPointer } from '../../src/core/place.ts';
import { validate } from '../../src/core/schema.ts';

const row = z.strictObject({
  name: field(text(), 'R', 'Its name.', 'GK'),
  owner: field(ref('party', { link: 'owns', inverse: true }), 'R', 'Who answers.', 'GK'),
  min: field(z.number(), 'O', 'Least.', 'GK'),
  tags: field(z.array(text()), 'O', 'Words.', 'GK'),
  kept: field(z.boolean(), 'O', 'Whether.', 'GK'),
});
const schema = z.strictObject({
  title: field(text(), 'R', 'Title.', 'GK'),
  tier: field(z.enum(['tier-1', 'tier-2']), 'R', 'Tier.', 'GK'),
  on: field(date(), 'O', 'When.', 'GK'),
  rows: field(z.array(row), 'R', 'Rows.', 'GK'),
});

describe('validation keeps what is right and names what is not', () => {
  test('a sound record comes out as it went in, with `x_*` kept at every level', () => {
    const input = { title: 'T', x_note: 'ours', rows: [{ name: 'a', x_deep: { any: [1] } }] };
    expect(validate(schema, input)).toEqual({ data: input, issues: [], broken: [], closedUp: [] });
  });

  test('something demanded that is absent takes its holder with it and is named once', () => {
    const strict = z.strictObject({
      title: field(text(), 'R', 'Title.', 'GK'),
      value: field(
        z.union([z.number(), z.strictObject({ from: text().regex(/#/, { error: 'must hold `#`' }) })]),
        'R',
        'Value.',
        'GK',
      ),
      records: field(z.array(z.strictObject({ by: text(), on: date() })), 'R', 'Records.', 'GK'),
    });
    const checked = validate(strict, {
      title: 'T',
      value: { from: 'nowhere' },
      records: [{}, { by: 'a', on: '2026-01-02' }],
    });
    expect(checked.issues.map(({ message }) => message)).toEqual([
      '`value.from` must hold `#`; it is `nowhere`',
      '`records[0].by` must be text, not empty',
      '`records[0].on` must be text, not empty',
    ]);
    // The row costs no other row, and those after it keep their places.
    expect(checked.data).toEqual({ title: 'T', records: [{}, { by: 'a', on: '2026-01-02' }] });
    expect(checked.broken).toContainEqual(['records', 0]);
  });

  test('rows that cannot even be empty keep the places of the others, at every depth', () => {
    const nested = z.strictObject({
      rows: z.array(z.strictObject({ id: text(), parts: z.array(z.strictObject({ id: text() })) })),
    });
    const checked = validate(nested, {
      rows: [
        { id: 1, parts: [] },
        { id: 'b', parts: [{ id: 'x' }, { id: 2 }, { id: 'z' }] },
        { parts: [] },
        { id: 'd', parts: [{ id: 3 }] },
      ],
    });
    expect(checked.issues.map(({ path }) => toPointer(path)).sort()).toEqual([
      '/rows/0/id',
      '/rows/1/parts/1/id',
      '/rows/2/id',
      '/rows/3/parts/0/id',
    ]);
    expect(checked.data).toEqual({
      rows: [{}, { id: 'b', parts: [{ id: 'x' }, {}, { id: 'z' }] }, {}, { id: 'd', parts: [{}] }],
    });
  });

  test('unknown field, wrong type, wrong word and wrong date, all at once', () => {
    const checked = validate(schema, {
      titel: 'T',
      tier: 'tier-9',
      on: '20.11.2026',
      rows: [{ name: 'a', min: 'low' }, { name: 'b', ower: 'x' }, 'c'],
    });
    expect(checked.issues).toEqual([
      {
        path: ['tier'],
        part: 'value',
        message: '`tier` must be one of `tier-1`, `tier-2`; it is `tier-9`',
        fix: 'did you mean `tier-1`?',
      },
      {
        path: ['on'],
        part: 'value',
        message: '`on` must be a calendar date `YYYY-MM-DD`; it is `20.11.2026`',
        fix: 'write it as `2027-01-31`',
      },
      {
        path: ['rows', 0, 'min'],
        part: 'value',
        message: '`rows[0].min` must be a number, not `low`',
        fix: 'write digits alone, without quotes or a unit',
      },
      {
        path: ['rows', 1, 'ower'],
        part: 'key',
        message: 'unknown field `ower`',
        fix: 'did you mean `owner`?',
      },
      {
        path: ['rows', 2],
        part: 'value',
        message: '`rows[2]` must be a mapping of fields, not `c`',
        fix: 'write `{ name: value }`, or each field on a line of its own below',
      },
      { path: ['titel'], part: 'key', message: 'unknown field `titel`', fix: 'did you mean `title`?' },
    ]);
    expect(checked.data).toEqual({ rows: [{ name: 'a' }, { name: 'b' }, {}] });
    expect(checked.broken).toEqual([['tier'], ['on'], ['rows', 0, 'min'], ['rows', 2]]);
  });

  test('a mapping among words costs itself alone, and where the words after it stood is told', () => {
    const checked = validate(schema, {
      title: 'T',
      rows: [{ name: 'a', tags: ['x', { Note: 'never' }, 'y', 5, 'z'] }, { name: 'b' }],
    });
    expect(checked).toEqual({
      data: { title: 'T', rows: [{ name: 'a', tags: ['x', 'y', 'z'] }, { name: 'b' }] },
      issues: [
        {
          path: ['rows', 0, 'tags', 1],
          part: 'value',
          message: '`rows[0].tags[1]` must be text, not a mapping',
          fix: 'put the text in quotes: a colon and a space in it make a mapping of it',
        },
        {
          path: ['rows', 0, 'tags', 3],
          part: 'value',
          message: '`rows[0].tags[3]` must be text, not `5`',
          fix: 'put the value in quotes, so that it stays as it is written',
        },
      ],
      broken: [
        ['rows', 0, 'tags', 1],
        ['rows', 0, 'tags', 3],
      ],
      closedUp: [{ list: ['rows', 0, 'tags'], stood: [0, 2, 4] }],
    });
  });

  test('a size is told in words, and a wrong type is not also of a wrong size', () => {
    const sized = z.strictObject({ one: text(), many: z.array(text()).min(1), pair: z.array(text()).min(2) });
    expect(validate(sized, { one: [], many: [], pair: ['a'] }).issues.map(({ message }) => message)).toEqual([
      '`one` must be text, not a list',
      '`many` must have at least 1 entry; it has 0',
      '`pair` must have at least 2 entries; it has 1',
    ]);
  });

  test('a row that is none of several shapes, and may not be empty, costs itself alone', () => {
    const either = z.strictObject({
      title: text(),
      uses: z.array(z.union([text(), z.strictObject({ use: text() })])),
    });
    const { data, issues } = validate(either, { title: 'T', uses: ['a', true, { use: 'b' }] });
    expect(issues.map(({ message }) => message)).toEqual([
      '`uses[1]` has none of the shapes it may have; it is `true`',
    ]);
    expect(data).toEqual({ title: 'T', uses: ['a', {}, { use: 'b' }] });
  });

  test('whatever comes in, what comes out fits the schema', () => {
    const anything = fc.dictionary(
      fc.oneof(fc.constantFrom('title', 'tier', 'on', 'rows'), fc.string()),
      fc.oneof(
        fc.jsonValue(),
        fc.array(fc.dictionary(fc.constantFrom('name', 'min', 'tags'), fc.jsonValue())),
      ),
    );
    fc.assert(
      fc.property(anything, (input) => {
        const { data } = validate(schema, input as Record<string, unknown>);
        const bare = Object.fromEntries(Object.entries(data).filter(([key]) => !key.startsWith('x_')));
        expect(schema.safeParse(bare).success).toBe(true);
      }),
    );
  });
});

test('cells of a CSV file take the types of their columns; what does not fit stays text', () => {
  expect(coerce(row, { name: '12', min: '-0.5', tags: 'a | b', kept: 'true' })).toEqual({
    name: '12',
    min: -0.5,
    tags: ['a', 'b'],
    kept: true,
  });
  expect(coerce(row, { min: '1,5', kept: 'yes' })).toEqual({ min: '1,5', kept: 'yes' });
});
