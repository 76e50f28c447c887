// What the three evidence shapes share: who made the file, about which model, when, from what.
import { count as counted } from '../../core/words.ts';
import { z } from 'zod';
import { provenances } from '../../core/artefact.ts';
import type { Path } from '../../core/place.ts';

/** Something wrong in an evidence file, at a path of its JSON. */
export interface ShapeIssue {
  path: Path;
  message: string;
  /** What to do, where that is more than to correct the file. */
  fix?: string;
}

const finiteError = (issue: { input?: unknown }): string =>
  issue.input === undefined
    ? 'is missing'
    : typeof issue.input === 'number'
      ? 'must be a finite number, not NaN or infinite'
      : 'must be a number';

// One schema serves every field of its type: see `core/field.ts`.
const finiteNumber = z.number({ error: finiteError });
const shareOfOne = finiteNumber
  .min(0, { error: 'must be at least 0' })
  .max(1, { error: 'must be at most 1' });
const wholeNumber = z
  .int({ error: (issue) => (issue.input === undefined ? 'is missing' : 'must be a whole number') })
  .min(0, { error: 'must be zero or more' });
const nonEmpty = z
  .string({ error: (issue) => (issue.input === undefined ? 'is missing' : 'must be text') })
  .min(1, { error: 'must not be empty' });
const day = z.iso.date({ error: 'must be a calendar date `YYYY-MM-DD`' });

/** A finite number: NaN and infinities are not JSON, and `1e999` is infinite when read. */
export const finite = () => finiteNumber;

/** How many: a whole number, zero or more. */
export const count = () => wholeNumber;

/**
 * A list of numbers by its element's schema. Profiles hold them by the hundred thousand, so a list is first looked
 * over in one pass; the elements are asked one by one only in a list that is not sound, for what they say of it.
 * @param isSound whether a value fits the element's schema.
 */
export function listOf<T extends z.ZodType>(
  element: T,
  isSound: (value: unknown) => boolean,
  description?: string,
): z.ZodArray<T> {
  const list = description === undefined ? z.array(element) : z.array(element).describe(description);
  const { run } = list._zod;
  list._zod.run = (payload, context) =>
    Array.isArray(payload.value) && payload.value.every(isSound) ? payload : run(payload, context);
  return list;
}

/** Whether a value is a finite number. */
export const isFiniteNumber = (value: unknown): boolean => Number.isFinite(value);

/** Whether a value is a finite number or held back. */
export const isFiniteOrNull = (value: unknown): boolean => value === null || Number.isFinite(value);

/** Whether a value is a whole number, zero or more, or held back. */
export const isCountOrNull = (value: unknown): boolean =>
  value === null || (Number.isSafeInteger(value) && (value as number) >= 0);

/** A share of one. */
export const share = () => shareOfOne;

/** A text that says something. */
export const text = () => nonEmpty;

/** A calendar date. */
export const date = () => day;

/** First and last day covered, both included. */
export const period = z
  .strictObject({ from: date(), to: date() })
  .describe('First and last day covered, both included.');

const producer = z
  .strictObject({
    name: text().describe('Program or pipeline that wrote the file.'),
    version: text().optional().describe('Its version or commit.'),
  })
  .describe('What wrote the file.');

const provenance = z
  .enum(provenances, {
    error: (issue) => (issue.input === undefined ? 'is missing' : `must be one of ${provenances.join(', ')}`),
  })
  .describe('Where the data behind the figures come from.');

/** Fields that open every shape. */
export const head = {
  producer,
  model: text().describe('Model or system the figures are about.'),
  model_version: text().describe('Version of that model.'),
  dataset: text().describe('The rows the figures were computed on, in words.'),
  provenance,
  notes: z.array(text()).optional().describe('What a reader must know to read the figures rightly.'),
  extra: z
    .record(z.string(), z.json())
    .optional()
    .describe('Anything else; Casebook keeps it and does not read it.'),
};

/** An issue when a list has not the length it must have. */
export function lengthIssue(
  list: readonly unknown[] | undefined,
  length: number,
  path: Path,
  of: string,
): ShapeIssue[] {
  if (list === undefined || list.length === length) return [];
  return [{ path, message: `has ${counted(list.length, 'value')}, ${of} ${length}` }];
}
