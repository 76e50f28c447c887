import { expect, test } from 'vitest';
import { parseCatalogue } from '../../src/core/catalogue.ts';

const faults = (framework: object, clause: object, shipped = false): unknown[] => {
  const data = {
    framework: { id: 'house', ...framework },
    obligations: [
      { id: 'house:1', title: 'Care' },
      { id: 'house:2', title: 'More care', ...clause },
    ],
  };
  const { drafts } = parseCatalogue(data, 'house.yaml', shipped);
  return drafts.map(({ rule, at, message, fix }) => [rule, 'path' in at && at.path.join('.'), message, fix]);
};

const date = 'write it as `2027-01-31`, or as `2027-01` or `2027` where no more is known';

test('a field of a catalogue that nobody reads is found, and not kept in silence', () => {
  expect(faults({ legal_frce: 'binding' }, { parnt: 'house:1' })).toEqual([
    [
      'schema/unknown-field',
      'framework.legal_frce',
      'unknown field `legal_frce`',
      'did you mean `legal_force`?',
    ],
    ['schema/unknown-field', 'obligations.1.parnt', 'unknown field `parnt`', 'did you mean `parent`?'],
  ]);
  expect(faults({ x_board: 'yes' }, { x_note: 'ours' })).toEqual([]);
});

test('a date of a catalogue that is none is found: read over, its duty would be in force', () => {
  expect(
    faults({ as_of: 'May', dates: { issued: 'soon', signed: 'in spring' } }, { ends: '2027-02-30' }),
  ).toEqual([
    ['schema/invalid', 'framework.as_of', '`as_of` must be a calendar date; it is `May`', date],
    ['schema/invalid', 'framework.dates.issued', '`issued` must be a calendar date; it is `soon`', date],
    ['schema/invalid', 'obligations.1.ends', '`ends` must be a calendar date; it is `2027-02-30`', date],
  ]);
  expect(faults({}, { applies_from: '2027-01-01' })).toEqual([
    [
      'schema/invalid',
      'obligations.1.applies_from',
      '`applies_from` must be a list',
      'write `applies_from: [{ date: 2027-01-31 }]`',
    ],
  ]);
  expect(faults({}, { applies_from: [{ scope: 'new ones' }, { date: 'soon', form: '2028' }] })).toEqual([
    [
      'schema/invalid',
      'obligations.1.applies_from.0',
      'the entry has no `date`',
      'write `{ date: 2027-01-31 }`',
    ],
    [
      'schema/unknown-field',
      'obligations.1.applies_from.1.form',
      'unknown field `form`',
      'remove it, or rename it to `x_form` to keep it as your own',
    ],
    [
      'schema/invalid',
      'obligations.1.applies_from.1.date',
      '`date` must be a calendar date; it is `soon`',
      date,
    ],
  ]);
  expect(faults({ as_of: '2026', dates: { issued: '2026-05' } }, { ends: '2027-02-28' })).toEqual([]);
});

test('a clause that is said to replace another is there', () => {
  expect(faults({}, { status: 'withdrawn', replaced_by: ['house:11'] })).toEqual([
    [
      'schema/invalid',
      'obligations.1.replaced_by',
      '`house:2` is said to be replaced by `house:11`, which is not in the catalogue',
      'did you mean `house:1`?',
    ],
  ]);
  expect(faults({}, { status: 'withdrawn', replaced_by: ['house:1', 'law:7'] })).toEqual([]);
});

test('a status of a clause that is no such word is found: the duty would not be taken out', () => {
  const at = 'obligations.1.status';
  const words = '`status` must be one of `current`, `proposed`, `superseded`, `withdrawn`';
  const inFull = 'write one of them alone; a date goes to `ends:`, and more words to `note:`';
  const of = (status: unknown): unknown[] => faults({}, { status });
  expect(of('withdrwan')).toEqual([
    ['schema/invalid', at, `${words}; it is \`withdrwan\``, 'did you mean `withdrawn`?'],
  ]);
  expect(of('Withdrawn')).toEqual([
    ['schema/invalid', at, `${words}; it is \`Withdrawn\``, 'did you mean `withdrawn`?'],
  ]);
  expect(of('withdrawn 2025-05-12')).toEqual([
    ['schema/invalid', at, `${words}; it is \`withdrawn 2025-05-12\``, inFull],
  ]);
  expect(of(['withdrawn'])).toEqual([['schema/invalid', at, words, inFull]]);
  for (const status of ['current', 'superseded', 'withdrawn', null]) expect(of(status)).toEqual([]);
});
