import { asText } from '../core/data.ts';
import type { ComponentUse } from '../core/document.ts';
import type { Artefact } from '../core/artefact.ts';
import { parseEvidenceReference } from '../core/id.ts';
import { fromPointer, valueAt } from '../core/place.ts';
import type { Claim, Portfolio } from '../core/portfolio.ts';
import { isProof, type Evidence } from '../core/records.ts';
import { doubtOn } from '../core/suspect.ts';
import { claimBaseline } from './baseline.ts';

/**
 * Every number that prose states through `<Metric>`, held against the evidence it names. A value that is typed
 * beside `of` must agree with the evidence to its own last digit; without `of` it is the author's word.
 */
export function claimsOf(portfolio: Portfolio): Claim[] {
  return portfolio.artefacts.flatMap((artefact) =>
    (artefact.body?.components ?? [])
      .filter((use) => use.name === 'Metric')
      .map((use) => claimOf(use, artefact, portfolio)),
  );
}

/** What stands at a place in evidence, and whether it may be relied on. */
export interface Held {
  /** The id that is named, qualified when it is one. */
  id: string;
  evidence: Evidence | null;
  pointer: string;
  /** `undefined` where nothing stands that can be printed. */
  value: number | string | undefined;
  /** Evidence that has expired, gone stale or broken says it, and proves it no more; so does what is in an open breach. */
  state: 'bound' | 'lapsed' | 'suspect' | 'unbound';
}

/** Looks up `ev:<id>#<JSON Pointer>` as written in a system. */
export function heldAt(
  reference: string,
  system: string | null,
  portfolio: Pick<Portfolio, 'index' | 'breaches'>,
): Held {
  const { id, pointer } = parseEvidenceReference(reference);
  const found = portfolio.index.resolve(id, system);
  const evidence = found.state === 'found' ? (portfolio.index.evidence.get(found.node.id) ?? null) : null;
  const steps = fromPointer(pointer);
  const value = evidence === null || steps === null ? undefined : valueAt(evidence.content, steps);
  const named = { id: evidence?.id ?? id, evidence, pointer };
  if (evidence === null || (typeof value !== 'number' && typeof value !== 'string')) {
    return { ...named, value: undefined, state: 'unbound' };
  }
  const state = !isProof(evidence.state)
    ? 'lapsed'
    : doubtOn(portfolio.breaches, evidence.id, pointer) === null
      ? 'bound'
      : 'suspect';
  return { ...named, value, state };
}

/** The number that stands beside a value in evidence under another name, such as `ci_lower`; `null` without one. */
export function besideHeld({ evidence, pointer }: Held, name: string): number | null {
  const steps = fromPointer(pointer);
  const value =
    steps === null || steps.length === 0
      ? undefined
      : valueAt(evidence?.content, [...steps.slice(0, -1), name]);
  return typeof value === 'number' ? value : null;
}

/**
 * One use of `<Metric>` as a claim; components that print it ask here too, so that page and record agree. A difference
 * to a baseline is as good as the weaker of the two files; a baseline that leads nowhere is the component's own fault.
 */
export function claimOf(
  use: Pick<ComponentUse, 'props' | 'place'>,
  artefact: Pick<Artefact, 'id' | 'system'>,
  portfolio: Pick<Portfolio, 'index' | 'breaches'>,
): Claim {
  const typed = asText(use.props['value']);
  const of = asText(use.props['of']);
  const { file, line, column } = use.place;
  const base = { file, line, column, artefact: artefact.id, field: null };
  if (of === null) {
    const value = typed === null ? null : (parseNumber(typed)?.value ?? typed);
    return { ...base, text: typed ?? '', value, state: 'claim', evidence: null, path: null };
  }
  const held = heldAt(of, artefact.system, portfolio);
  const names = { evidence: held.id, path: held.pointer };
  if (held.value === undefined) {
    const value = typed === null ? null : (parseNumber(typed)?.value ?? typed);
    return { ...base, text: typed ?? of, value, state: 'unbound', ...names };
  }
  const against = asText(use.props['baseline']);
  const baseline = against === null ? null : heldAt(against, artefact.system, portfolio);
  const state = withBaseline(held, baseline);
  const compared = baseline === null ? names : { ...names, baseline: claimBaseline(held, baseline) };
  if (typed === null) return { ...base, text: String(held.value), value: held.value, state, ...compared };
  const value = parseNumber(typed)?.value ?? typed;
  return {
    ...base,
    text: typed,
    value,
    state: agrees(typed, held.value) ? state : 'contradicted',
    ...compared,
  };
}

/** The state of a figure that is compared with a baseline: that of the weaker of the two. */
export const withBaseline = (held: Held, baseline: Held | null): Held['state'] =>
  held.state === 'bound' && baseline !== null && baseline.state !== 'unbound' ? baseline.state : held.state;

/** A number as people type it: value, half a unit of its last digit, and what a percent sign multiplies by. */
interface TypedNumber {
  value: number;
  tolerance: number;
}

/**
 * Reads a number as typed in prose: `0.84`, `84 %`, `30,048`, `−0.02`; `null` for anything else. A percentage is
 * returned as the share it states.
 */
export function parseNumber(text: string): TypedNumber | null {
  const plain = text
    .trim()
    .replace(/^[≈~]\s*/, '')
    .replace(/^[−–]/, '-');
  const match = /^([+-]?)(\d+|\d{1,3}(?:[,\u00a0\u202f ]\d{3})+)(?:\.(\d+))?(?:e([+-]?\d+))?\s*(%?)$/i.exec(
    plain,
  );
  if (!match) return null;
  const [, sign, whole = '', decimals = '', exponent = '0', percent] = match;
  const digits = Number(`${whole.replace(/\D/g, '')}${decimals && '.' + decimals}e${exponent}`);
  const scale = percent ? 100 : 1;
  const unit = 10 ** (Number(exponent) - decimals.length);
  return { value: ((sign === '-' ? -1 : 1) * digits) / scale, tolerance: unit / 2 / scale };
}

/** Whether a typed value is the evidence's, rounded to the digits that were typed (half a unit, either way). */
export function agrees(typed: string, held: number | string): boolean {
  if (typeof held === 'string') return typed.trim() === held;
  const number = parseNumber(typed);
  if (number === null) return false;
  const slack = number.tolerance * 1e-9 + Number.EPSILON * Math.abs(held);
  return Math.abs(number.value - held) <= number.tolerance + slack;
}
