// What is wrong with a value, in the words of people who write YAML and CSV and not in those of zod.
import type { z } from 'zod';
import { fieldMeta } from './field.ts';
import { readable, type Path } from './place.ts';
import { didYouMean } from './suggest.ts';

export type Issue = z.core.$ZodIssue;

/**
 * What an issue of the schema says to whoever wrote the value, and how it is written rightly.
 * @param type of the value by the schema; `null` where the schema has none.
 */
export function explainIssue(
  issue: Issue,
  path: Path,
  value: unknown,
  type: z.ZodType | null,
): { message: string; fix?: string } {
  const name = path.length === 0 ? 'the file' : `\`${readable(path)}\``;
  switch (issue.code) {
    case 'invalid_type':
      return {
        message: `${name} must be ${article(issue.expected)}, not ${shown(value)}`,
        ...typeFix(issue.expected, value),
      };
    case 'invalid_value': {
      const values = issue.values.map(String);
      const near = typeof value === 'string' ? didYouMean(value, values) : undefined;
      return {
        message: `${name} must be one of ${values.map((one) => `\`${one.replace('\t', '\\t')}\``).join(', ')}; it is ${shown(value)}`,
        ...(near !== undefined && { fix: near }),
      };
    }
    case 'invalid_union':
      return { message: `${name} has none of the shapes it may have; it is ${shown(value)}` };
    case 'too_small':
      if (issue.origin === 'string' && value === '')
        return { message: `${name} must not be empty`, fix: 'write it, or leave the field out' };
      return { message: `${name} ${sized('at least', issue.minimum, issue.origin, value)}` };
    case 'too_big':
      return { message: `${name} ${sized('at most', issue.maximum, issue.origin, value)}` };
    case 'invalid_format': {
      const fix = issue.format === 'date' ? 'write it as `2027-01-31`' : type && fieldMeta(type).fix;
      return {
        message: `${name} ${ownWords(issue.message) ?? `must be a valid ${issue.format}`}; it is ${shown(value)}`,
        ...(fix && { fix }),
      };
    }
    default:
      return { message: `${name} ${ownWords(issue.message) ?? 'is not valid'}` };
  }
}

/** How a value of the wrong type is written rightly. */
function typeFix(expected: string, value: unknown): { fix?: string } {
  if (expected === 'string' && (typeof value === 'number' || typeof value === 'boolean'))
    return { fix: 'put the value in quotes, so that it stays as it is written' };
  if (expected === 'string' && value !== null && typeof value === 'object' && !Array.isArray(value))
    return { fix: 'put the text in quotes: a colon and a space in it make a mapping of it' };
  if (expected === 'array')
    return { fix: 'write `[one, two]`, or each entry on a line of its own after `- `' };
  if (expected === 'object' || expected === 'record')
    return { fix: 'write `{ name: value }`, or each field on a line of its own below' };
  if (expected === 'number' || expected === 'int')
    return { fix: 'write digits alone, without quotes or a unit' };
  if (expected === 'boolean') return { fix: 'write `true` or `false`, without quotes' };
  return {};
}

const ownWords = (message: string): string | null => (message.startsWith('must ') ? message : null);

/** How large a value must be, and how large it is: `must have at least 1 entry; it has 0`. */
function sized(bound: string, size: number | bigint, origin: string, value: unknown): string {
  const unit = origin === 'array' ? 'entry' : origin === 'string' ? 'character' : null;
  if (unit === null) return `must be ${bound} ${size}; it is ${shown(value)}`;
  const units = size === 1 ? unit : unit.replace(/y$/, 'ie') + 's';
  return `must have ${bound} ${size} ${units}; it has ${(value as string | unknown[]).length}`;
}

const article = (type: string): string =>
  type === 'array'
    ? 'a list'
    : type === 'object' || type === 'record'
      ? 'a mapping of fields'
      : type === 'string'
        ? 'text'
        : type === 'boolean'
          ? '`true` or `false`'
          : type === 'int'
            ? 'a whole number'
            : `a ${type}`;

function shown(value: unknown): string {
  if (value === undefined || value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  const text = String(value);
  return `\`${text.length > 60 ? text.slice(0, 57) + '…' : text}\``;
}
