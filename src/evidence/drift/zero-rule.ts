import type { ZeroRule } from '../shapes/profile.ts';
import { sum } from '../sum.ts';

/** Casebook's own: shares are clipped at 1e-6 on both sides and not made to add up again. */
export const defaultZeroRule: ZeroRule = { name: 'clip', epsilon: 1e-6 };

/** A zero rule in the words that documents and charts use, such as `clip 1e-6`. */
export function sayZeroRule(rule: ZeroRule): string {
  if (rule.name !== 'clip') return rule.name;
  const power = Math.log10(rule.epsilon);
  const epsilon = Number.isInteger(power) && power <= -4 ? `1e${power}` : String(rule.epsilon);
  return `clip ${epsilon}${rule.renormalise ? ', renormalised' : ''}`;
}

/**
 * Whether a document's words name the same zero rule: the name, and the epsilon when both state one. Limits set for
 * one rule say nothing about values of another.
 */
export function isSameZeroRule(words: string, rule: ZeroRule): boolean {
  const number = /\d*\.?\d+(?:e-?\d+)?/i.exec(words);
  if (rule.name === 'clip') {
    if (/evidently|half|laplace|drop/i.test(words)) return false;
    return number === null || Math.abs(Number(number[0]) - rule.epsilon) <= rule.epsilon * 1e-9;
  }
  return words.toLowerCase().includes(rule.name) || (rule.name === 'add-half' && /half|laplace/i.test(words));
}

/** Two distributions over the same bins as positive shares, and which bins took part. */
export interface Shares {
  reference: number[];
  current: number[];
  /** Whether a bin counts; false only where a rule drops empty bins. */
  used: boolean[];
}

/**
 * Shares of counts with zeros treated by a rule.
 * Sources: `clip` is credit-risk practice (1e-6 or 1e-4; Deepchecks floors at 0.01); `evidently` is
 * evidentlyai/evidently `legacy/calculations/stattests/utils.py`; `drop` is the inner join of
 * validmind `PopulationStabilityIndex.py`; `add-half` is the Krichevsky–Trofimov estimate.
 */
export function sharesUnder(
  rule: ZeroRule,
  reference: readonly number[],
  current: readonly number[],
): Shares {
  const used = reference.map(() => true);
  switch (rule.name) {
    case 'clip':
      return { reference: clipOnce(reference, rule), current: clip(current, rule), used };
    case 'evidently':
      return { reference: fill(toShares(reference)), current: fill(toShares(current)), used };
    case 'add-half':
      return {
        reference: toShares(reference.map((one) => one + 0.5)),
        current: toShares(current.map((one) => one + 0.5)),
        used,
      };
    case 'drop':
      return {
        reference: toShares(reference),
        current: toShares(current),
        used: reference.map((one, bin) => one > 0 && (current[bin] ?? 0) > 0),
      };
  }
}

function toShares(counts: readonly number[], atLeast = -Infinity): number[] {
  const total = sum(counts);
  const shares: number[] = [];
  for (const one of counts) {
    shares.push(Math.max(total > 0 ? one / total : 0, atLeast));
  }
  return shares;
}

function clip(counts: readonly number[], rule: Extract<ZeroRule, { name: 'clip' }>): number[] {
  const clipped = toShares(counts, rule.epsilon);
  return rule.renormalise ? toShares(clipped) : clipped;
}

/** The shares of a reference, which every batch is compared with; the last rule is kept. */
const clipped = new WeakMap<readonly number[], { rule: ZeroRule; shares: number[] }>();

function clipOnce(counts: readonly number[], rule: Extract<ZeroRule, { name: 'clip' }>): number[] {
  const known = clipped.get(counts);
  if (known?.rule === rule) return known.shares;
  const shares = clip(counts, rule);
  clipped.set(counts, { rule, shares });
  return shares;
}

function fill(shares: readonly number[]): number[] {
  const smallest = Math.min(...shares.filter((one) => one > 0));
  const instead = smallest <= 0.0001 ? smallest / 1e6 : 0.0001;
  return shares.map((one) => (one === 0 ? instead : one));
}
