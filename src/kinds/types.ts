// Field types that several kinds share. Each is one schema, whoever asks for it: see `core/field.ts`.
import { z } from 'zod';
import { date, field, ref, text } from '../core/field.ts';
import { figureFormats } from './bound.ts';

const listOfTexts = z.array(text());
const ownerOf = ref('party', { link: 'owns', inverse: true });
const evidenceOf = z.array(ref('evidence', { link: 'evidenced-by' }));

/** A list of short texts. */
export const texts = () => listOfTexts;

/** A party that owns or answers for whatever holds the field: makes an `owns` link from the party to it. */
export const party = () => ownerOf;

/** Evidence by the id of its register entry, optionally with a JSON Pointer into the file. */
export const evidenceIds = () => evidenceOf;

/** Where a number stands in evidence: `ev:<id>#<JSON Pointer>`. */
const place = /^(?:ev:)?[^#\s]+#(?:\/.*)?$/;
const placeError = 'must name evidence and the way to the number in it, `ev:<id>#/json/pointer`';

/** The form of a number that is read from evidence, with how it is written and what it is compared with. */
const bound = z.strictObject({
  from: ref('evidence', { link: 'evidenced-by' })
    .regex(place, { error: placeError })
    .describe('Evidence and the way to the number in it, `ev:<id>#/json/pointer`.'),
  baseline: ref('evidence', { link: 'cites' })
    .regex(place, { error: placeError })
    .optional()
    .describe('A number of evidence to compare with, written alike; the difference and the file are named.'),
  interval: z
    .boolean({ error: 'must be true or false' })
    .optional()
    .describe('Adds the interval that stands beside the number in the file.'),
  format: z.enum(figureFormats).optional().describe('How the number is written.'),
  digits: z.int().min(0).max(12).optional().describe('Digits after the point.'),
  unit: text().optional().describe('Unit, set after the number.'),
});

/**
 * A number: typed, which makes it the author's claim, or read from evidence, `{ from: "ev:perf-oot#/auc" }`.
 * The value of a bound number is looked up by `boundValue`.
 */
export const boundNumber = () => numberOrBound;

const numberOrBound = z.union([z.number(), bound]);

/** Whether a type, bare of `optional` and the like, is a number that may be read from evidence. */
export const isBoundNumber = (type: z.ZodType): boolean => type === numberOrBound;

/** A rating that most risk scales know. */
export const riskRatings = ['low', 'medium', 'high', 'very-high'] as const;

/** A country or region: ISO 3166-1 alpha-2, optionally with an ISO 3166-2 part, or `EU`. */
export const jurisdiction = () =>
  z.string().regex(/^[A-Z]{2}(?:-[A-Z0-9]{1,3})?$/, {
    error: 'must be an ISO 3166 code such as `DE` or `US-CO`, or `EU`',
  });

/** A group of people that a system touches. */
export const affectedGroup = () =>
  z.strictObject({
    group: field(text(), 'R', 'Who they are, in words they would recognise.', 'Art. 27(1)(c); AIA'),
    relationship: field(
      text(),
      'R',
      'How the system reaches them: applicant, customer, patient, employee.',
      'AIA',
    ),
    volume_per_year: field(boundNumber(), 'O', 'People per year, counted or bound to evidence.', 'AIA'),
    vulnerable: field(z.boolean(), 'O', 'Whether the group needs particular protection.', 'Art. 27(1)(c)'),
  });

/** A limit of a system or model, with what it does and what is done about it. */
export const limitation = () =>
  z.strictObject({
    statement: field(text(), 'R', 'What it cannot do, or where it is known to be weak.', 'E-23 App.1'),
    impact: field(text(), 'R', 'What happens if somebody relies on it there.', 'E-23 App.1'),
    mitigation: field(
      text(),
      'R',
      'What keeps that from happening; say "none" when nothing does.',
      'E-23 App.1',
    ),
  });

/** One entry of a history of changes. */
export const change = () =>
  z.strictObject({
    version: field(text(), 'R', 'The version this change made.', 'A4(6)'),
    date: field(date(), 'R', 'The day of the change.', 'A4(6)'),
    author: field(text(), 'R', 'Who made it: a party or a role.', 'A4(6)'),
    summary: field(text(), 'R', 'What changed and why, in one sentence.', 'A4(6)'),
  });
