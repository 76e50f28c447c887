// How values of options are read.
import { InvalidArgumentError } from 'commander';

/** Repeated options add up. */
export const collect = (value: string, before: string[] | undefined): string[] => [...(before ?? []), value];

/** Names with commas between them; repeated options add up. */
export function parseNames(text: string, before: string[] | undefined): string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.includes('')) throw new InvalidArgumentError('It must be names with commas between them.');
  return [...(before ?? []), ...names];
}

/** `name=word`, where the word is one of a list; repeated options add up. */
export const pair =
  <Word extends string>(what: string, words: readonly Word[]) =>
  (text: string, before: Record<string, Word> | undefined): Record<string, Word> => {
    const at = text.lastIndexOf('=');
    const word = text.slice(at + 1) as Word;
    if (at < 1 || !words.includes(word)) {
      throw new InvalidArgumentError(`It must be \`column=${what}\` with one of ${words.join(', ')}.`);
    }
    return { ...before, [text.slice(0, at)]: word };
  };

/** A whole number within two ends. */
export const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const value = /^\d+$/.test(text) ? Number(text) : NaN;
    if (!(value >= least && value <= most)) {
      throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
    }
    return value;
  };
