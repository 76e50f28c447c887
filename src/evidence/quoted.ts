// Figures that a text quotes, held against the numbers that the text rests on.

/** A number that a text may quote, as whole or as share of one; `of` counts it where it is a share of rows. */
export interface Known<At> {
  value: number;
  at: At;
  /** Rows of which the value is a share, where they are known. */
  n?: number;
  /** Whether it is how many times one is the other, which may be told from either side. */
  isRatio?: boolean;
  /** Whether it is a threshold that decides. */
  isThreshold?: boolean;
  /** Whether it is never told per hundred, such as a contribution in log-odds. */
  isPlain?: boolean;
}

/** A figure that a text quotes: its words, what they say, and where they begin. */
export interface Quoted {
  text: string;
  index: number;
  /** The number as typed, without sign and commas. */
  digits: string;
  /** Rows of which it is a count, as typed: `1,337` of `88 of 1,337`. */
  whole: number | null;
  /** Whether it may be told per hundred: the text speaks of percentages. */
  perHundred: boolean;
  /** Whether the text calls it a threshold: `threshold of 0.12`. */
  isThreshold: boolean;
}

/** A quoted figure that is one digit away from what it is taken from. */
export interface Misquoted<At> {
  quoted: Quoted;
  known: Known<At>;
  /** What the text should say. */
  says: string;
}

const number = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`;
const pair = new RegExp(
  String.raw`(?<![\w.,-])(\d{1,3}(?:,\d{3})+|\d+)\s+of\s+(?:the\s+)?(\d{1,3}(?:,\d{3})+|\d{2,})(?![\w-]|[.,]\d)`,
  'g',
);
const single = new RegExp(String.raw`(?<![\w.,:/#-])[−-]?(${number})(\s?%)?(?![\w:/-]|[.,]\d)`, 'g');
/** What comes before numbers that are no figures: clauses, versions, months; standards by their initials. */
const named =
  /(?:\b(?:art|article|annex|section|sect|chapter|clause|recital|versions?|releases?|no|pp?|pages?|tier|step)[.:]?|§|\b(?:January|February|March|April|May|June|July|August|September|October|November|December))\s*$/i;
const initials = /\b(?:ISO|IEC|EN|SS|SR|NIST|RFC|OSFI)[\w/-]*\s+$/;
/** Levels of intervals, which are no results. */
const levels = new Set(['90', '95', '99']);

const calledThreshold = /\bthresholds?\s+(?:of|is|was|at)\s+$/i;
const isNamed = (before: string): boolean => named.test(before) || initials.test(before);

const bare = (text: string): string => text.replaceAll(',', '');

/** Every figure that a text quotes: decimals, percentages, counts with commas, and `a of b`. */
export function quotedIn(text: string): Quoted[] {
  const perHundred = /%|\bhundred\b|\bper\s?cent\b|\bpoints\b/.test(text);
  const pairs = [...text.matchAll(pair)].map(({ 0: words, 1: part = '', 2: whole = '', index }) => ({
    text: words,
    index,
    digits: bare(part),
    whole: Number(bare(whole)),
    perHundred,
    isThreshold: false,
  }));
  const singles = [...text.matchAll(single)].flatMap(({ 0: words, 1: digits = '', 2: percent, index }) => {
    const isFigure = /[.,]/.test(digits) || (percent !== undefined && !levels.has(digits));
    const isInPair = pairs.some((one) => index >= one.index && index < one.index + one.text.length);
    return !isFigure || isInPair || isNamed(text.slice(0, index))
      ? []
      : [
          {
            text: words,
            index,
            digits: bare(digits),
            whole: null,
            perHundred,
            isThreshold: calledThreshold.test(text.slice(0, index)),
          },
        ];
  });
  return [...pairs, ...singles].sort((a, b) => a.index - b.index);
}

/** Decimals of a number as typed. */
const decimalsOf = (digits: string): number => digits.split('.')[1]?.length ?? 0;

/** What a number may be quoted as: itself, per hundred, or the other way round. */
const formsOf = ({ value, isRatio, isPlain }: Known<unknown>, perHundred: boolean): number[] =>
  [
    value,
    ...(perHundred && Math.abs(value) <= 1 && !isPlain ? [value * 100] : []),
    ...(isRatio ? [1 / value] : []),
  ]
    .filter((one) => Number.isFinite(one))
    .map(Math.abs);

/** Whether a figure as typed is within half a unit of its last digit of what a number may be quoted as. */
function isOf({ digits, whole, perHundred }: Quoted, known: Known<unknown>): boolean {
  if (whole !== null) return known.n === whole && countsOf(known).includes(digits);
  const slack = 0.5 * 10 ** -decimalsOf(digits) * (1 + 1e-9);
  return formsOf(known, perHundred).some((one) => Math.abs(one - Number(digits)) <= slack);
}

/** Counts that a share of rows may be of, as it was rounded to four digits. */
function countsOf({ value, n }: Known<unknown>): string[] {
  if (n === undefined || value < 0 || value > 1) return [];
  const [least, most] = [
    Math.ceil(value * n - 0.00005 * n - 1e-6),
    Math.floor(value * n + 0.00005 * n + 1e-6),
  ];
  return most - least > 20
    ? []
    : Array.from({ length: Math.max(0, most - least + 1) }, (_, i) => String(least + i));
}

/** Whether two numbers as typed are of one length, differ in one digit, and not by much: any two digits are near some number. */
const isOneDigitApart = (a: string, b: string): boolean =>
  a.length === b.length &&
  Math.abs(Number(a) - Number(b)) <= 0.25 * Math.max(Number(a), Number(b)) &&
  [...a].filter((sign, i) => sign !== b[i]).length === 1 &&
  [...a].every((sign, i) => (sign === '.') === (b[i] === '.'));

/**
 * Quoted figures that no number gives and that are one digit away from one: slips of the hand, and what was right before
 * the evidence changed. A figure that is far from all is the author's own computation, and left alone.
 * @param near what the text rests on; a slip is one of these.
 * @param anywhere other numbers that the author has before them; a figure that is one of them is no slip.
 */
export function misquotedIn<At>(
  text: string,
  near: readonly Known<At>[],
  anywhere: readonly Known<unknown>[],
): Misquoted<At>[] {
  return quotedIn(text).flatMap((quoted): Misquoted<At>[] => {
    const thresholds = quoted.isThreshold ? near.filter((known) => known.isThreshold) : [];
    // What is called a threshold is one of those that decide, whatever else happens to be so large.
    const [from, others] = thresholds.length > 0 ? [thresholds, []] : [near, anywhere];
    if ([...from, ...others].some((known) => isOf(quoted, known))) return [];
    const slips = from.flatMap((known) => slipOf(quoted, known) ?? []);
    const [closest] = slips.sort((a, b) => a.away - b.away);
    return closest === undefined ? [] : [{ quoted, known: closest.known, says: closest.says }];
  });
}

/** What a figure should say if it is a number with one digit wrong, and how far it is from that; else `null`. */
function slipOf<At>(
  quoted: Quoted,
  known: Known<At>,
): { known: Known<At>; says: string; away: number } | null {
  const { digits, whole } = quoted;
  const slip = (right: string, typed: string, says: string) =>
    isOneDigitApart(right, typed) ? { known, says, away: Math.abs(Number(right) - Number(typed)) } : null;
  if (whole === null) {
    const forms = formsOf(known, quoted.perHundred).map((one) => one.toFixed(decimalsOf(digits)));
    return forms.map((form) => slip(form, digits, form)).find((one) => one !== null) ?? null;
  }
  const counts = countsOf(known);
  if (known.n === whole)
    return (
      counts.map((count) => slip(count, digits, `${count} of ${known.n}`)).find((one) => one !== null) ?? null
    );
  return counts.includes(digits) ? slip(String(known.n), String(whole), `${digits} of ${known.n}`) : null;
}
