/** Sentences for generated portfolios: the same on every machine. */
import { stringify } from 'yaml';

/** A source of choices that is the same on every machine. Source: Park and Miller, “minimal standard”, 1988. */
export function choices(seed: number) {
  let state = (seed * 7919 + 12345) % 2_147_483_647;
  const next = (): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  return { next, pick: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]! };
}

/** Halves of sentences that any two of which make sense together. */
export const subjects = [
  'The score',
  'Each monthly batch',
  'The validation sample',
  'A changed input',
  'The reference period',
];
export const verbs = [
  'is compared with',
  'is read together with',
  'is held against',
  'is explained by',
  'is limited by',
];
export const objects = [
  'the population it was trained on',
  'the limits that were set before the data were seen',
  'the outcome once it is known, six months later',
  'what analysts wrote when they overruled it',
  'the same figure for each segment of the portfolio',
];
export const ends = [
  'and the owner answers for the difference.',
  'so that a reader can follow it without the authors.',
  'because a single number would hide the small groups.',
  'and nothing is concluded below the smallest sample.',
  'which the committee reads every quarter.',
];

/** About `words` words of prose in paragraphs, some with a reference. */
export function prose(seed: number, words: number, references: readonly string[] = []): string {
  const { pick, next } = choices(seed);
  const paragraphs: string[] = [];
  for (let written = 0; written < words;) {
    const sentences: string[] = [];
    while (sentences.length < 5) {
      const cite = references.length > 0 && next() < 0.15 ? ` (see [[${pick(references)}]])` : '';
      sentences.push(`${pick(subjects)} ${pick(verbs)} ${pick(objects)}${cite}, ${pick(ends)}`);
    }
    const paragraph = sentences.join(' ');
    written += paragraph.split(' ').length;
    paragraphs.push(paragraph);
  }
  return paragraphs.join('\n\n');
}

/** A page: front matter and a body. */
export const page = (frontMatter: Record<string, unknown>, body: string): string =>
  `---\n${stringify({ status: 'final', ...frontMatter }, { lineWidth: 0 })}---\n\n${body}\n`;
