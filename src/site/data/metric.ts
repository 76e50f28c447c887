/** A `<Metric of="…" />` in prose, looked up in the evidence it names. */
import type { Json } from '../../core/document.ts';
import { percent } from '../../core/percent.ts';
import { fromPointer, startOf, valueAt } from '../../core/place.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import type { Evidence } from '../../core/records.ts';
import { claimOf } from '../../evidence/claims.ts';
import { formatNumber } from './numbers.ts';

export interface Metric {
  text: string;
  state: 'bound' | 'lapsed' | 'suspect' | 'claim' | 'unbound' | 'contradicted';
  evidence: Evidence | null;
  pointer: string;
  /** What a reader who points at it is told. */
  title: string;
}

/** The claim's own place, which a page does not print. */
const nowhere = startOf('');

/**
 * Looks a metric up. `of` names evidence and a JSON Pointer; `value` is what the author typed and is shown only
 * when nothing is named; `digits`, `percent` and `unit` shape the text.
 */
export function metricOf(props: Record<string, Json>, portfolio: Portfolio, system: string | null): Metric {
  const of = typeof props['of'] === 'string' ? props['of'] : '';
  const typed = props['value'];
  const shape = (value: number | string): string => shapeOf(value, props);
  if (of === '') {
    const text = typeof typed === 'number' || typeof typed === 'string' ? shape(typed) : '?';
    return { text, state: 'claim', evidence: null, pointer: '', title: 'Author’s claim, no evidence file' };
  }
  const claim = claimOf({ props, place: nowhere }, { id: '', system }, portfolio);
  const evidence = portfolio.index.evidence.get(claim.evidence ?? '') ?? null;
  const pointer = claim.path ?? '';
  const value = valueAt(evidence?.content, fromPointer(pointer) ?? ['']);
  if (!evidence || (typeof value !== 'number' && typeof value !== 'string')) {
    const text = typeof typed === 'number' || typeof typed === 'string' ? shape(typed) : 'not found';
    return { text, state: 'unbound', evidence, pointer, title: `Nothing stands at ${of}` };
  }
  const text = shape(value);
  if (claim.state === 'contradicted') {
    const title = `The text says ${claim.text}; ${of} says ${value}`;
    return { text, state: 'contradicted', evidence, pointer, title };
  }
  return {
    text,
    state: claim.state,
    evidence,
    pointer,
    title: evidence.why ?? `ev:${evidence.local} at ${pointer}, sha256 ${evidence.sha256.slice(0, 8)}`,
  };
}

function shapeOf(value: number | string, props: Record<string, Json>): string {
  const unit = typeof props['unit'] === 'string' ? `\u00a0${props['unit']}` : '';
  if (typeof value === 'string') return value + unit;
  const isShare = props['percent'] === true;
  const digits = typeof props['digits'] === 'number' ? props['digits'] : isShare ? 1 : 3;
  return isShare ? percent(formatNumber(value * 100, digits)) : formatNumber(value, digits) + unit;
}
